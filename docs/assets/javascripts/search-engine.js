/* The search index in the browser, and the door to the search. No page, no network: search.js loads
 * this file, search-query.js and search-ranking.js with the first index.
 *
 * new ReinstateEngine(data) takes what scripts/kb/search/index.py wrote; its search(query, limit)
 * gives { results, corrections, total }. The ranking is described in scripts/kb/search/__init__.py.
 * Every text is kept once, in one long folded string; a table by the first two characters says
 * where each word or pair of Chinese characters stands in it.
 */
(function (global) {
  "use strict";

  var HAN = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]/;
  var BUCKETS = 1 << 16;
  var TITLE = 0, ALIAS = 1, HEAD = 2, TEXT = 3;
  var INFLECTED = 0.85;
  var ENDINGS = ["ications", "ication", "ations", "ation", "ators", "ating", "ator", "ated", "ates",
    "ments", "ment", "ions", "ings", "able", "ying", "ion", "ies", "ied", "ing", "ate", "ers",
    "er", "ly", "ed", "es", "e", "d", "s", "y"];
  var IS_ENDING = {};
  ENDINGS.concat("", "'s", "s'").forEach(function (ending) { IS_ENDING[ending] = true; });

  function code(c) { // 1: letter or digit, 2: Han, 0: neither
    if (c >= 97 && c <= 122 || c >= 48 && c <= 57) return 1;
    if (c >= 0x3400 && c <= 0x9fff || c >= 0xf900 && c <= 0xfaff) return 2;
    return c === 0x3005 || c === 0x3007 ? 2 : 0;
  }

  function bucket(a, b) { return (a * 31 + b * 7919) & (BUCKETS - 1); }

  function lines(text) { return text === "" ? [""] : text.split("\n"); }

  /* What an inflected word shares with its relatives: "banned" -> "ban", "verified" -> "verif". */
  function stem(word) {
    if (word.length < 4 || /[^a-z]/.test(word)) return word;
    for (var i = 0; i < ENDINGS.length; i++) {
      var ending = ENDINGS[i], left = word.length - ending.length;
      var least = ending.length > 2 || ending === "ed" || ending === "es" || ending === "s" ? 3 : 4;
      if (ending === "d" || left < least || word.slice(left) !== ending) continue;
      if (ending === "s" && /[su]/.test(word[left - 1])) continue;
      if (/^(er|ers|ing|ed|able)$/.test(ending) && left > 3 && word[left - 1] === word[left - 2] &&
          !/[aeiouls]/.test(word[left - 1])) left -= 1;
      return word.slice(0, left);
    }
    return word;
  }

  /* Undoes scripts/kb/search/packing.py. */
  function unpack(text, alphabet) {
    var codes = new Uint16Array(text.length), from = 0xa1, to = from + alphabet.length;
    for (var i = 0; i < text.length; i++) {
      var c = text.charCodeAt(i);
      codes[i] = c >= from && c < to ? alphabet.charCodeAt(c - from) : c;
    }
    return new TextDecoder("utf-16le").decode(codes);
  }

  function Engine(packed) {
    var data = this.data = {};
    Object.keys(packed).forEach(function (name) {
      var text = typeof packed[name] === "string" && name !== "alphabet";
      data[name] = text ? unpack(packed[name], packed.alphabet) : packed[name];
    });
    this.variant = Object.create(null);
    for (var i = 0; i + 1 < data.fold.length; i += 2) this.variant[data.fold[i]] = data.fold[i + 1];
    var variants = Object.keys(this.variant).join("");
    this.uneven = new RegExp("[\uff01-\uff5e\u2019" + variants + "]", "g");
    this.exact = Object.create(null);
    data.exact.split("|").forEach(function (word) { this.exact[word] = true; }, this);
    this.layOut();
    this.locate();
    this.learn();
    this.cache = new Map();
  }

  /* ------------------------------------------------------------------------------ the index */

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
      key[i] = kind === 2 || kind === 1 && last !== 1 ? bucket(c, next) : -1;
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

  Engine.prototype.root = function (word) { return this.exact[word] ? word : stem(word); };

  /* A query as it is compared: full-width forms, case, accents and variants evened out. */
  Engine.prototype.fold = function (text) {
    var variant = this.variant;
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
      .normalize("NFC").replace(/\u2019/g, "'").replace(/\s+/g, " ").trim()
      .replace(/[\u3400-\u9fff]/g, function (c) { return variant[c] || c; });
  };

  /* ------------------------------------------------------------------------------- lookups */

  /* How well the text at `place` is the variant: 0 not at all, 1 exactly. */
  function fits(all, place, variant) {
    var text = variant.text, end = place + text.length;
    if (!all.startsWith(text, place)) return 0;
    if (variant.han) return 1;
    var stop = end;
    while (code(all.charCodeAt(stop)) === 1) stop++;
    var rest = all.slice(end, stop);
    if (rest === variant.rest) return 1;
    if (variant.whole) return 0;
    if (IS_ENDING[rest]) return INFLECTED;
    return rest[0] === text[text.length - 1] && IS_ENDING[rest.slice(1)] ? INFLECTED : 0;
  }

  /* Where a variant stands: [[segment, weight], ...] in order. */
  Engine.prototype.find = function (variant) {
    var name = variant.text + "\t" + variant.rest + (variant.whole ? "!" : "");
    var known = this.cache.get(name);
    if (known) return known;
    var found = [], starts = this.starts, segment = 0, text = variant.text, self = this;
    function meet(place) {
      var weight = fits(self.all, place, variant);
      if (!weight) return;
      if (place >= starts[segment + 1]) segment = after(starts, place, segment);
      var last = found[found.length - 1];
      if (last && last[0] === segment) last[1] += weight;
      else found.push([segment, weight]);
    }
    if (text.length === 1) {
      for (var at = this.all.indexOf(text); at >= 0; at = this.all.indexOf(text, at + 1)) {
        if (variant.han || code(this.all.charCodeAt(at - 1)) !== 1) meet(at);
      }
    } else if (text.length) {
      var key = bucket(text.charCodeAt(0), text.charCodeAt(1));
      for (var i = this.offset[key]; i < this.offset[key + 1]; i++) meet(this.places[i]);
    }
    if (this.cache.size > 3000) this.cache.clear();
    this.cache.set(name, found);
    return found;
  };

  function after(starts, place, low) { // the segment that holds `place`
    var high = starts.length - 1;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (starts[middle] <= place) low = middle; else high = middle;
    }
    return low;
  }

  Engine.prototype.han = function (text, weight) {
    return { text: text, han: true, rest: "", weight: weight };
  };

  /* A Latin word or phrase with its inflections. */
  Engine.prototype.latin = function (text, weight) {
    var cut = text.search(/[a-z0-9]+$/), head = cut > 0 ? text.slice(0, cut) : "";
    var word = text.slice(head.length), root = this.root(word);
    return { text: head + root, rest: word.slice(root.length), weight: weight,
      whole: !!this.exact[word] || /[0-9]/.test(word) || word.length < 3 };
  };

  Engine.prototype.variantOf = function (text, weight) {
    return HAN.test(text) ? this.han(text, weight) : this.latin(text, weight);
  };

  /* The best answers to a query, the best first; `limit` counts pages. */
  Engine.prototype.search = function (query, limit) {
    var asked = this.read(String(query).slice(0, 400)), strong = [];
    var order = this.order(this.rank(asked.terms), limit || 10);
    asked.terms.forEach(function (term) {
      if (!term.weak || term.variants[0].text.length > 2) strong = strong.concat(term.variants);
    });
    return {
      results: order.sections.map(function (section) { return this.show(section, strong); }, this),
      corrections: asked.corrections,
      total: order.total
    };
  };

  Engine.HAN = HAN;
  Engine.code = code;
  Engine.fits = fits;
  Engine.TITLE = TITLE;
  Engine.ALIAS = ALIAS;
  Engine.HEAD = HEAD;
  Engine.TEXT = TEXT;
  global.ReinstateEngine = Engine;
})(typeof window === "undefined" ? globalThis : window);
