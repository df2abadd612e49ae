/* Reads a query as terms: known words, codes, inflected words, pairs of Chinese characters.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = global.ReinstateText.HAN;
  var PIECES = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]+|[a-z0-9]+(?:[_.'-][a-z0-9]+)*/g;
  var SYNONYM = 0.75, UNDERSTOOD = 0.95;

  /* A query as terms {variants, weight, weak}. A weak term can only add to the score. */
  Engine.prototype.read = function (query) {
    var text = this.fold(query), pieces = text.match(PIECES) || [], terms = [], corrections = [];
    pieces = this.mend(pieces, / $/.test(query), corrections);
    for (var i = 0; i < pieces.length; i++) {
      if (HAN.test(pieces[i])) this.readHan(pieces[i], terms);
      else i += this.readLatin(pieces, i, terms) - 1;
    }
    if (!terms.some(function (term) { return !term.weak; })) {
      pieces.forEach(function (piece) {
        terms.push(this.term([this.variantOf(piece, 1)], 1));
      }, this);
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
    return this.term(variants, weight * Math.max.apply(null, known.map(function (one) {
      return self.data.light[one.group];
    })));
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
      term.weight = there ? 0.1 : 1;
      term.weak = there;
      terms.push(term);
    });
  };
})(typeof window === "undefined" ? globalThis : window);
