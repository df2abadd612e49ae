/* Finds sections for a query. No page, no network: search.js loads it with the first index.
 *
 * reinstateEngine(data) takes what scripts/kb/search/index.py wrote and returns
 * { search(query, limit) -> { results, corrections, total }, warm() }. The ranking is described in
 * scripts/kb/search/__init__.py. Every text is kept once, in one long folded string; a table by the
 * first two characters says where each word or pair of Chinese characters stands in it.
 */
(function (global) {
  "use strict";

  var HAN = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]/;
  var PIECES = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]+|[a-z0-9]+(?:[_.'-][a-z0-9]+)*/g;
  var BUCKETS = 1 << 16;
  var TITLE = 0, ALIAS = 1, HEAD = 2, TEXT = 3;
  var WEIGHT = [7, 8, 5, 1.1];
  var INHERITED = 0.6, WHOLE = 1.5, TOP = 1.05, CHAPTER = 1.2;
  var K1 = 4.5, B = 0.75;
  var SYNONYM = 0.75, UNDERSTOOD = 0.95, INFLECTED = 0.85;
  var ENDINGS = ["ications", "ication", "ations", "ation", "ators", "ating", "ators", "ator", "ated",
    "ates", "ments", "ment", "ions", "ings", "able", "ying", "ion", "ies", "ied", "ing", "ate",
    "ers", "er", "ly", "ed", "es", "e", "d", "s", "y"];
  var IS_ENDING = {};
  ENDINGS.concat("", "'s", "s'").forEach(function (ending) { IS_ENDING[ending] = true; });

  function code(c) { // 1: letter or digit, 2: Han, 0: neither
    if (c >= 97 && c <= 122 || c >= 48 && c <= 57) return 1;
    return c >= 0x3400 && c <= 0x9fff || c >= 0xf900 && c <= 0xfaff || c === 0x3005 || c === 0x3007 ? 2 : 0;
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

  /* Edits between two words, a swap counting as one; more than `most` is reported as most + 1. */
  function distance(a, b, most) {
    var before = [], row = [], next, i, j;
    for (j = 0; j <= b.length; j++) row[j] = j;
    for (i = 1; i <= a.length; i++) {
      next = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
        if (next[j] < least) least = next[j];
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
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
    this.uneven = new RegExp("[\uff01-\uff5e\u2019" + Object.keys(this.variant).join("") + "]", "g");
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
    this.data.stop.split("|").forEach(function (word) { if (word) self.stop[self.fold(word)] = true; });
    this.groups = this.data.groups === "" ? [] : lines(this.data.groups).map(function (line, number) {
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
    var self = this;
    return HAN.test(word) ? word : word.split(/[^a-z0-9]+/).map(function (one) { return self.root(one); }).join(" ");
  };

  Engine.prototype.root = function (word) { return this.exact[word] ? word : stem(word); };

  /* A query as it is compared: full-width forms, case, accents and character variants evened out. */
  Engine.prototype.fold = function (text) {
    var variant = this.variant;
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
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
    if (variant.open) return 1;
    var rest = all.slice(end, stop);
    if (rest === variant.rest) return 1;
    if (variant.whole) return 0;
    if (IS_ENDING[rest]) return INFLECTED;
    return rest[0] === text[text.length - 1] && IS_ENDING[rest.slice(1)] ? INFLECTED : 0;
  }

  /* Where a variant stands: [[segment, weight], ...] in order. */
  Engine.prototype.find = function (variant) {
    var name = variant.text + "\t" + (variant.open ? "*" : variant.rest + (variant.whole ? "!" : ""));
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

  Engine.prototype.han = function (text, weight) { return { text: text, han: true, rest: "", weight: weight }; };

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

  /* ------------------------------------------------------------------ reading of the query */

  /* A query as terms {variants, weight, weak}. A weak term can only add to the score. */
  Engine.prototype.read = function (query) {
    var text = this.fold(query), pieces = text.match(PIECES) || [], terms = [], corrections = [];
    pieces = this.mend(pieces, / $/.test(query), corrections);
    for (var i = 0; i < pieces.length; i++) {
      if (HAN.test(pieces[i])) this.readHan(pieces[i], terms);
      else i += this.readLatin(pieces, i, terms) - 1;
    }
    if (!terms.some(function (term) { return !term.weak; })) {
      pieces.forEach(function (piece) { terms.push(this.term([this.variantOf(piece, 1)], 1)); }, this);
    }
    for (i = 0; i + 1 < pieces.length; i++) {
      if (!HAN.test(pieces[i]) && !HAN.test(pieces[i + 1])) {
        terms.push(this.term([this.latin(pieces[i] + " " + pieces[i + 1], 1)], 0.4, true));
      }
    }
    return { terms: terms, corrections: corrections };
  };

  Engine.prototype.term = function (variants, weight, weak) {
    return { variants: variants, weight: weight, weak: !!weak };
  };

  /* The term of a word that groups know: itself, and everything it is another word for. */
  Engine.prototype.meaning = function (word, known, weight) {
    var variants = [this.variantOf(word, 1)], seen = {}, self = this;
    seen[word] = true;
    known.forEach(function (one) {
      self.groups[one.group].forEach(function (other) {
        if (seen[other]) return;
        seen[other] = true;
        variants.push(self.variantOf(other, one.typed ? UNDERSTOOD : SYNONYM));
      });
    });
    return this.term(variants, weight);
  };

  /* Known words first, the longest at each place; then pairs of characters; stop words dropped. */
  Engine.prototype.readHan = function (run, terms) {
    var at = 0, open = "", self = this;
    function flush() {
      if (open.length === 1) terms.push(self.term([self.han(open, 1)], 0.3, true));
      for (var i = 0; i + 1 < open.length; i++) {
        terms.push(self.term([self.han(open.substr(i, 2), 1)], open.length > 3 ? 0.6 : 0.9));
      }
      open = "";
    }
    while (at < run.length) {
      var size = this.longestAt(run, at), word = run.substr(at, size);
      if (!size) { open += run[at++]; continue; }
      flush();
      if (!this.stop[word]) terms.push(this.meaning(word, this.known.get(word), 1));
      at += size;
    }
    flush();
    if (run.length > 2) terms.push(this.term([this.han(run, 1)], 1.3, true));
    for (at = 0; at + 2 < run.length; at++) {
      terms.push(this.term([this.han(run.substr(at, 3), 1)], 0.2, true));
    }
  };

  /* Length of the longest group word or stop word that starts at `at`, 0 if there is none. */
  Engine.prototype.longestAt = function (run, at) {
    for (var size = Math.min(Math.max(this.longest, 6), run.length - at); size > 0; size--) {
      var word = run.substr(at, size);
      if (this.known.has(word) || this.stop[word]) return size;
    }
    return 0;
  };

  /* Reads the Latin word or known phrase at `at`; returns how many pieces it took. */
  Engine.prototype.readLatin = function (pieces, at, terms) {
    for (var size = Math.min(5, pieces.length - at); size > 0; size--) {
      var words = pieces.slice(at, at + size).join(" ");
      if (HAN.test(words)) continue;
      if (size === 1 && this.stop[words]) return 1;
      var known = this.known.get(this.nameOf(words));
      if (!known) continue;
      terms.push(this.meaning(words, known, 1));
      return size;
    }
    this.readWord(pieces[at], terms);
    return 1;
  };

  Engine.prototype.readWord = function (word, terms) {
    var parts = word.split(/[^a-z0-9]+/), self = this;
    var whole = this.latin(word, 1);
    var there = this.find(whole).length > 0;
    if (there || parts.length === 1) terms.push(this.term([whole], parts.length > 1 ? 2 : 1));
    if (parts.length === 1) return;
    parts.forEach(function (part) {
      if (part.length < 2 || self.stop[part]) return;
      var known = self.known.get(self.nameOf(part));
      var term = known ? self.meaning(part, known, 1) : self.term([self.latin(part, 1)], 1);
      term.weight = there ? 0.3 : 1;
      term.weak = there;
      terms.push(term);
    });
  };

  /* ------------------------------------------------- words that the site does not have */

  /* Replaces Latin words that nothing has by what they are pinyin, a beginning or a slip of. */
  Engine.prototype.mend = function (pieces, ended, corrections) {
    var self = this, mended = [];
    var joined = pieces.length > 1 && this.spelled(pieces) ? this.pinyin(pieces.join("")) : null;
    if (joined) {
      corrections.push([pieces.join(" "), joined.join("")]);
      return joined;
    }
    pieces.forEach(function (piece, i) {
      if (HAN.test(piece) || self.has(piece)) { mended.push(piece); return; }
      var better = self.pinyin(piece) || self.begun(piece, !ended && i === pieces.length - 1) || self.slip(piece);
      if (better) corrections.push([piece, better.join(" ")]);
      Array.prototype.push.apply(mended, better || [piece]);
    });
    return mended;
  };

  Engine.prototype.has = function (word) {
    if (this.stop[word] || this.knownWords.has(this.root(word)) || /[0-9]/.test(word)) return true;
    if (/[^a-z]/.test(word)) return true;
    return this.find(this.latin(word, 1)).length > 0;
  };

  /* Latin words of the site and of the synonyms with how often they stand there. */
  Engine.prototype.words = function () {
    if (this.vocabulary) return this.vocabulary;
    var count = new Map(), pattern = /[a-z]{3,}/g, match;
    this.groups.forEach(function (words) {
      words.forEach(function (word) {
        (word.match(pattern) || []).forEach(function (one) { count.set(one, (count.get(one) || 0) + 5); });
      });
    });
    while ((match = pattern.exec(this.all))) count.set(match[0], (count.get(match[0]) || 0) + 1);
    this.vocabulary = count;
    this.spelling = [];
    count.forEach(function (times, word) {
      this.spelling.push({ word: word, letters: letters(word), bonus: Math.min(0.6, Math.log(times + 1) / 12) });
    }, this);
    return count;
  };

  function letters(word) { // one bit for each letter that occurs
    var bits = 0;
    for (var i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) - 97);
    return bits;
  }

  function ones(bits) {
    for (var n = 0; bits; n++) bits &= bits - 1;
    return n;
  }

  /* Does beforehand what the first query would have to wait for. */
  Engine.prototype.warm = function () {
    this.words();
    if (this.data.readings) this.sounds();
    this.search(this.titles[this.titles.length - 1], 3);
  };

  /* A word that is still being typed: the commonest word that begins so. */
  Engine.prototype.begun = function (start, typing) {
    if (!typing || start.length < 2) return null;
    var best = null, most = 0, stop = this.stop;
    this.words().forEach(function (count, word) {
      if (count > most && word.startsWith(start) && !stop[word]) { best = word; most = count; }
    });
    return best && [best];
  };

  Engine.prototype.slip = function (word) {
    if (word.length < 4) return null;
    var most = word.length < 6 ? 1 : 2, best = null, bestCost = Infinity, self = this;
    var bits = letters(word);
    this.words();
    this.spelling.forEach(function (entry) {
      var other = entry.word;
      if (Math.abs(other.length - word.length) > most) return;
      if (ones(bits ^ entry.letters) > 2 * most) return;
      var cost = distance(word, other, most);
      if (cost > most || self.stop[other] && other.length < 5) return;
      cost += (other[0] === word[0] ? 0 : 0.7) - entry.bonus;
      if (cost < bestCost) { bestCost = cost; best = other; }
    });
    return best && [best];
  };

  /* ------------------------------------------------------------------------------- pinyin */

  Engine.prototype.sounds = function () {
    if (this.sound) return this.sound;
    var sound = this.sound = Object.create(null), syllables = this.syllables = Object.create(null);
    (this.data.readings || "").split(" ").forEach(function (entry) {
      var match = /^([a-z]+)(.+)$/.exec(entry);
      if (!match) return;
      syllables[match[1]] = true;
      Array.from(match[2]).forEach(function (c) { (sound[c] = sound[c] || []).push(match[1]); });
    });
    var words = [].concat.apply([], this.groups.concat([Array.from(this.known.keys())]));
    this.lexicon = words.filter(function (w) { return HAN.test(w); }).join("\n") + "\n" +
      this.all.slice(0, Math.min(this.shortEnd, 200000));
    this.byInitials = this.abbreviate();
    return sound;
  };

  /* The commonest beginning of a curated word for each row of initials: fh, ss, tk. */
  Engine.prototype.abbreviate = function () {
    var sound = this.sound, count = Object.create(null), best = Object.create(null);
    this.lexicon.split(/[^\u3400-\u9fff]+/).forEach(function (word) {
      for (var i = 0, initials = ""; i < word.length && i < 6 && sound[word[i]]; i++) {
        initials += sound[word[i]][0][0];
        var run = word.slice(0, i + 1);
        count[run] = (count[run] || 0) + (i + 1 === word.length ? 4 : 1);
        if (i && !(count[best[initials]] >= count[run])) best[initials] = run;
      }
    });
    return best;
  };

  Engine.prototype.spelled = function (pieces) {
    if (!this.data.readings) return false;
    this.sounds();
    return pieces.every(function (piece) { return this.syllables[piece]; }, this);
  };

  /* Chinese words of the site that sound like the letters, or null. */
  Engine.prototype.pinyin = function (letters) {
    if (!this.data.readings || letters.length < 2 || /[^a-z]/.test(letters)) return null;
    this.sounds();
    var run = this.byInitials[letters];
    return this.syllabic(letters) && this.sounding(letters) || (run ? [run] : null);
  };

  /* Can the letters be read as syllables at all? */
  Engine.prototype.syllabic = function (letters) {
    var ends = [true];
    for (var at = 0; at < letters.length; at++) {
      for (var size = 1; ends[at] && size < 7; size++) {
        if (this.syllables[letters.substr(at, size)]) ends[at + size] = true;
      }
    }
    return !!ends[letters.length];
  };

  Engine.prototype.sounding = function (letters) {
    for (var end = letters.length; end > 1; end--) {
      var run = this.runOf(letters.slice(0, end));
      if (!run) continue;
      if (end === letters.length) return [run];
      var rest = this.sounding(letters.slice(end));
      if (rest) return [run].concat(rest);
    }
    return null;
  };

  /* The commonest run of characters read as `letters`, whole syllables only. */
  Engine.prototype.runOf = function (letters) {
    var text = this.lexicon, sound = this.sound, count = Object.create(null), best = null;
    function end(at, done) {
      if (done === letters.length) return at;
      var options = sound[text[at]];
      if (!options) return 0;
      for (var i = 0; i < options.length; i++) {
        var stop = letters.startsWith(options[i], done) && end(at + 1, done + options[i].length);
        if (stop) return stop;
      }
      return 0;
    }
    for (var at = 0; at < text.length; at++) {
      if (!sound[text[at]]) continue;
      var stop = end(at, 0);
      if (!stop) continue;
      var run = text.slice(at, stop);
      count[run] = (count[run] || 0) + (at && text[at - 1] !== "\n" ? 1 : 3);
      if (!best || count[run] > count[best]) best = run;
    }
    return best;
  };

  /* ------------------------------------------------------------------------------ ranking */

  /* Adds what a term is worth in each section to `frequency`; returns the sections it is in. In a
   * title, a heading or the aliases only the best match counts, in the text every one. */
  Engine.prototype.weigh = function (term, frequency) {
    var touched = [], best = [new Map(), new Map(), new Map()], self = this;
    function add(section, amount) {
      if (frequency[section] === 0) touched.push(section);
      frequency[section] += amount;
    }
    term.variants.forEach(function (variant) {
      var size = variant.text.length + variant.rest.length;
      self.find(variant).forEach(function (hit) {
        var segment = hit[0], kind = self.field[segment], owner = self.owner[segment];
        var length = self.starts[segment + 1] - self.starts[segment] - 1;
        var amount = variant.weight * WEIGHT[kind] * Math.min(hit[1], kind === TEXT ? 99 : 1);
        if (kind === TEXT) {
          add(owner, amount / (1 - B + B * length / self.average));
          return;
        }
        amount *= size >= length ? WHOLE : 0.3 + 0.7 * size / length;
        if (amount > (best[kind].get(owner) || 0)) best[kind].set(owner, amount);
      });
    });
    best[HEAD].forEach(function (amount, section) { add(section, amount); });
    [TITLE, ALIAS].forEach(function (kind) {
      best[kind].forEach(function (amount, page) {
        add(self.firstOf[page], amount);
        for (var i = self.firstOf[page] + 1; i < self.firstOf[page + 1]; i++) add(i, amount * INHERITED);
      });
    });
    return touched;
  };

  Engine.prototype.rank = function (terms) {
    var size = this.pageOf.length, score = new Float64Array(size), matched = new Float64Array(size);
    var frequency = new Float64Array(size), total = 0;
    terms.forEach(function (term) {
      var touched = this.weigh(term, frequency);
      if (!touched.length) return;
      var idf = Math.log(1 + (size - touched.length + 0.5) / (touched.length + 0.5));
      var worth = term.weight * Math.max(idf, 0.15);
      if (!term.weak) total += worth;
      touched.forEach(function (section) {
        var tf = frequency[section];
        frequency[section] = 0;
        score[section] += worth * tf / (tf + K1);
        if (!term.weak) matched[section] += worth;
      });
    }, this);
    for (var i = 0; i < size; i++) {
      if (!score[i]) continue;
      var page = this.pageOf[i];
      if (total) score[i] *= 0.2 + 0.8 * matched[i] / total;
      score[i] *= this.data.ranks[page];
      if (this.firstOf[page] === i) score[i] *= this.chapter[page] ? TOP * CHAPTER : TOP;
    }
    return score;
  };

  /* The best sections, at most two of a page, the page with the best section first. */
  Engine.prototype.order = function (score, limit) {
    var pages = [], chosen = [];
    for (var page = 0; page < this.urls.length; page++) {
      var best = [];
      for (var i = this.firstOf[page]; i < this.firstOf[page + 1]; i++) if (score[i] > 0) best.push(i);
      if (!best.length) continue;
      best.sort(function (a, b) { return score[b] - score[a] || a - b; });
      pages.push(best);
    }
    pages.sort(function (a, b) { return score[b[0]] - score[a[0]] || a[0] - b[0]; });
    var top = pages.length ? score[pages[0][0]] : 0;
    pages = pages.filter(function (best) { return score[best[0]] > top * 0.08; });
    pages.slice(0, limit).forEach(function (best) {
      chosen.push(best[0]);
      if (best.length > 1 && score[best[1]] > 0.8 * score[best[0]] && score[best[1]] > 0.5 * top) chosen.push(best[1]);
    });
    return { sections: chosen, total: pages.length };
  };

  /* ------------------------------------------------------------------ what is shown of it */

  /* Which stretches of a segment are matches: [[from, to], ...], in order, not overlapping. */
  Engine.prototype.marks = function (segment, variants) {
    var text = this.all.slice(this.starts[segment], this.starts[segment + 1] - 1), found = [];
    variants.forEach(function (variant) {
      for (var at = text.indexOf(variant.text); at >= 0; at = text.indexOf(variant.text, at + 1)) {
        if (!variant.han && at > 0 && code(text.charCodeAt(at - 1)) === 1) continue;
        if (!fits(text, at, variant)) continue;
        var end = at + variant.text.length;
        if (!variant.han) while (code(text.charCodeAt(end)) === 1) end++;
        found.push([at, end]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    return found.reduce(function (merged, one) {
      var last = merged[merged.length - 1];
      if (last && one[0] <= last[1]) last[1] = Math.max(last[1], one[1]);
      else merged.push(one.slice());
      return merged;
    }, []);
  };

  /* A text as [text, is a match] pieces. */
  function pieces(shown, marks) {
    var parts = [], at = 0;
    marks.forEach(function (mark) {
      if (mark[0] > at) parts.push([shown.slice(at, mark[0]), false]);
      parts.push([shown.slice(mark[0], mark[1]), true]);
      at = mark[1];
    });
    if (at < shown.length) parts.push([shown.slice(at), false]);
    return parts;
  }

  /* The stretch of a section's text with the most matches, as pieces. */
  Engine.prototype.excerpt = function (section, variants) {
    var text = this.texts[section], marks = this.marks(this.firstText + section, variants);
    var width = HAN.test(text.slice(0, 80)) ? 84 : 170, from = 0, most = -1;
    marks.forEach(function (mark, i) {
      var worth = 0, seen = {};
      for (var j = i; j < marks.length && marks[j][1] <= mark[0] + width - 12; j++) {
        var word = text.slice(marks[j][0], marks[j][1]);
        worth += (seen[word] ? 0.2 : 1) * (marks[j][1] - marks[j][0]);
        seen[word] = true;
      }
      if (worth > most) { most = worth; from = mark[0]; }
    });
    from = begin(text, from, Math.round(width / 4));
    var to = finish(text, from + width);
    var inside = marks.filter(function (mark) { return mark[1] > from && mark[0] < to; })
      .map(function (mark) { return [Math.max(mark[0], from) - from, Math.min(mark[1], to) - from]; });
    var parts = pieces(text.slice(from, to), inside);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  };

  /* Back from `at` to the start of a sentence or word, not further than `most`. */
  function begin(text, at, most) {
    if (at <= most) return 0;
    for (var i = at; i > at - most; i--) if (/[。！？；.!?]/.test(text[i - 1]) && !/\w/.test(text[i])) return i + (text[i] === " " ? 1 : 0);
    for (i = Math.max(0, at - (most >> 1)); i < at; i++) if (/[\s，、：]/.test(text[i])) return i + 1;
    return at;
  }

  function finish(text, at) {
    if (at >= text.length) return text.length;
    for (var i = at; i > at - 20; i--) if (code(text.toLowerCase().charCodeAt(i)) !== 1) return i;
    return at;
  }

  Engine.prototype.show = function (section, strong) {
    var page = this.pageOf[section], top = this.firstOf[page], self = this;
    function marked(text, segment) { return pieces(text, self.marks(segment, strong)); }
    return {
      url: this.urls[page],
      id: this.ids[section],
      crumb: this.crumbs[page],
      title: this.titles[page] ? marked(this.titles[page], page) : marked(this.heads[top], this.firstHead + top),
      heading: section === top ? [] : marked(this.heads[section], this.firstHead + section),
      excerpt: this.excerpt(section, strong)
    };
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

  global.reinstateEngine = function (data) {
    var engine = new Engine(data);
    return {
      search: function (query, limit) { return engine.search(query, limit); },
      warm: function () { engine.warm(); }
    };
  };
})(typeof window === "undefined" ? globalThis : window);
