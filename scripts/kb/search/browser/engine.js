/* The search index in the browser, and the door to the search. No page, no network: search.js loads
 * it, with text.js and what adds to it, as one script, search/engine.js.
 *
 * new ReinstateEngine(data).prepare() takes what scripts/kb/search/index.py wrote; its
 * search(query, limit) gives { results, corrections, covered, total }: `covered` is the share of the
 * query that the first result answers. The ranking is described in scripts/kb/search/__init__.py.
 * Every text is kept once, in one long folded string; a table by the first two characters says
 * where each word or pair of Chinese characters stands in it.
 */
(function (global) {
  "use strict";

  var Text = global.ReinstateText, HAN = Text.HAN, code = Text.code;
  var BUCKETS = Text.BUCKETS;
  var TITLE = 0, ALIAS = 1, HEAD = 2, TEXT = 3;

  function lines(text) { return text === "" ? [""] : text.split("\n"); }

  /* `prepare` has to run before anything is asked. */
  function Engine(packed) {
    this.packed = packed;
    this.cache = new Map();
    this.roots = new Map();
  }

  /* What makes the engine ready, step by step, so that the page can breathe between two of them. */
  Engine.STEPS = ["open", "layOut", "locate", "learn"];
  Engine.LATER = ["words", "sounds", "rehearse"]; // what the first query would else wait for

  Engine.prototype.prepare = function () {
    Engine.STEPS.forEach(function (step) { this[step](); }, this);
    return this;
  };

  /* ------------------------------------------------------------------------------ the index */

  Engine.prototype.open = function () {
    var data = this.data = Text.unpacked(this.packed), stems = data.stems.split(" "), i;
    this.packed = null;
    this.variant = Object.create(null);
    for (i = 0; i + 1 < data.fold.length; i += 2) this.variant[data.fold[i]] = data.fold[i + 1];
    var variants = Object.keys(this.variant).join("");
    this.uneven = new RegExp("[\uff01-\uff5e\u2019" + variants + "]", "g");
    for (i = 0; i + 1 < stems.length; i += 2) this.roots.set(stems[i], stems[i + 1]);
  };

  /* Puts all texts after one another: titles, aliases, headings, texts. */
  Engine.prototype.layOut = function () {
    var data = this.data;
    this.urls = lines(data.urls);
    this.titles = lines(data.titles);
    this.crumbs = lines(data.crumbs);
    this.ids = lines(data.ids);
    this.heads = lines(data.heads);
    this.texts = lines(data.texts);
    this.firstOf = [];
    this.pageOf = [];
    for (var page = 0; page < data.counts.length; page++) {
      this.firstOf.push(this.pageOf.length);
      for (var n = 0; n < data.counts[page]; n++) this.pageOf.push(page);
    }
    this.firstOf.push(this.pageOf.length);
    var above = {};
    this.urls.forEach(function (url) { above[url.replace(/[^/]+\/$/, "")] = true; });
    this.chapter = this.urls.map(function (url) { return url !== "" && !!above[url]; });
    var starts = [], field = [], owner = [], at = 0;
    function add(texts, kind, whose) {
      for (var i = 0; i < texts.length; i++) {
        starts.push(at);
        field.push(kind);
        owner.push(whose ? whose[i] : i);
        at += texts[i].length + 1;
      }
    }
    var aliases = [], whose = [];
    lines(data.aliases).forEach(function (line, page) {
      line.split("|").forEach(function (alias) { aliases.push(alias); whose.push(page); });
    });
    add(this.titles, TITLE);
    add(aliases, ALIAS, whose);
    add(this.heads, HEAD);
    add(this.texts, TEXT);
    starts.push(at);
    this.starts = Uint32Array.from(starts);
    this.field = Uint8Array.from(field);
    this.owner = Uint32Array.from(owner);
    this.all = this.even([data.titles, aliases.join("\n"), data.heads, data.texts].join("\n"));
    this.firstHead = this.titles.length + aliases.length; // segments of headings, then of texts
    this.firstText = this.firstHead + this.heads.length;
    this.shortEnd = this.starts[this.firstText];
    this.average = Math.max(1, data.texts.length / Math.max(1, this.texts.length));
  };

  /* Stored text for comparing; keeps every character's place. */
  Engine.prototype.even = function (text) {
    var low = text.toLowerCase(), variant = this.variant;
    if (low.length !== text.length) low = text;
    return low.replace(this.uneven, function (c) {
      var n = c.charCodeAt(0);
      if (n === 0x2019) return "'";
      return n >= 0xff01 ? String.fromCharCode(n - 0xfee0).toLowerCase() : variant[c];
    });
  };

  /* Sorts the places of all words and of all pairs of Chinese characters by their beginnings. */
  Engine.prototype.locate = function () {
    var all = this.all, n = all.length, offset = new Uint32Array(BUCKETS + 1), i, c, next, kind;
    var key = new Int32Array(n), last = 0;
    for (i = 0, c = n ? all.charCodeAt(0) : 0; i < n; i++, c = next) {
      next = i + 1 < n ? all.charCodeAt(i + 1) : 10;
      kind = code(c);
      key[i] = kind === 2 || kind === 1 && last !== 1 ? Text.bucket(c, next) : -1;
      if (key[i] >= 0) offset[key[i] + 1]++;
      last = kind;
    }
    for (i = 0; i < BUCKETS; i++) offset[i + 1] += offset[i];
    var fill = offset.slice(), places = new Uint32Array(offset[BUCKETS]);
    for (i = 0; i < n; i++) if (key[i] >= 0) places[fill[key[i]]++] = i;
    this.offset = offset;
    this.places = places;
  };

  /* Synonym groups by word; a word of several letters is known by its stem. */
  Engine.prototype.learn = function () {
    var self = this;
    this.known = new Map();
    this.knownWords = new Set();
    this.longest = 1;
    this.stop = Object.create(null);
    this.data.stop.split("|").forEach(function (word) {
      if (word) self.stop[self.fold(word)] = true;
    });
    var groups = this.data.groups === "" ? [] : lines(this.data.groups);
    this.groups = groups.map(function (line, number) {
      var parts = line.split("\t").map(function (part) {
        return part === "" ? [] : part.split("|").map(function (word) { return self.fold(word); });
      });
      parts.forEach(function (words, typed) {
        words.forEach(function (word) {
          var name = self.nameOf(word), known = self.known.get(name) || [];
          if (HAN.test(word)) self.longest = Math.max(self.longest, word.length);
          if (!known.some(function (one) { return one.group === number; })) {
            known.push({ group: number, typed: typed === 1 });
          }
          self.known.set(name, known);
          name.split(" ").forEach(function (part) { self.knownWords.add(part); });
        });
      });
      return parts[0];
    });
  };

  Engine.prototype.nameOf = function (word) {
    return HAN.test(word) ? word : word.split(/[^a-z0-9]+/).map(this.root, this).join(" ");
  };

  Engine.prototype.root = function (word) {
    var root = this.roots.get(word);
    if (root === undefined) this.roots.set(word, root = Text.stem(word));
    return root;
  };

  /* A query as it is compared: full-width forms, case, accents and variants evened out. */
  Engine.prototype.fold = function (text) {
    var variant = this.variant;
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
      .normalize("NFC").replace(/\u2019/g, "'").replace(/\s+/g, " ").trim()
      .replace(/[\u3400-\u9fff]/g, function (c) { return variant[c] || c; });
  };

  /* The best answers to a query, the best first; `limit` counts pages. */
  Engine.prototype.search = function (query, limit) {
    var asked = this.read(String(query).slice(0, 400)), strong = [], ranked = this.rank(asked.terms);
    var order = this.order(ranked.score, limit || 10);
    asked.terms.forEach(function (term) {
      if (!term.weak || term.variants[0].size > 2) strong = strong.concat(term.variants);
    });
    return {
      results: order.sections.map(function (section) { return this.show(section, strong); }, this),
      corrections: asked.corrections,
      covered: order.total ? ranked.matched[order.sections[0]] : 0,
      total: order.total
    };
  };

  Engine.TITLE = TITLE;
  Engine.ALIAS = ALIAS;
  Engine.HEAD = HEAD;
  Engine.TEXT = TEXT;
  global.ReinstateEngine = Engine;
})(typeof window === "undefined" ? globalThis : window);
