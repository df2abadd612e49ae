/* Where a word, a phrase or a run of Chinese stands in the texts of the site.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, Text = global.ReinstateText;
  var HAN = Text.HAN, code = Text.code, INFLECTED = 0.85;

  /* How well the text at `place` is the variant: 0 not at all, 1 exactly. */
  Engine.prototype.fits = function (all, place, variant) {
    if (!all.startsWith(variant.text, place)) return 0;
    if (variant.han) return 1;
    var from = place + variant.head, stop = from;
    while (code(all.charCodeAt(stop)) === 1) stop++;
    var word = all.slice(from, stop);
    if (word === variant.word) return 1;
    return !variant.whole && this.root(word) === variant.root ? INFLECTED : 0;
  };

  /* Where a variant stands: [[segment, weight], ...] in order. */
  Engine.prototype.find = function (variant) {
    var name = variant.han ? variant.text : variant.text + "\t" + variant.word;
    var known = this.cache.get(name);
    if (known) return known;
    var found = [], starts = this.starts, segment = 0, text = variant.text, self = this;
    function meet(place) {
      var weight = self.fits(self.all, place, variant);
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
      var key = Text.bucket(text.charCodeAt(0), text.charCodeAt(1));
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
    return { text: text, han: true, size: text.length, weight: weight };
  };

  /* A Latin word or phrase with the inflections of its last word; looked up by its beginning. */
  Engine.prototype.latin = function (text, weight) {
    var head = Math.max(0, text.search(/[a-z0-9]+$/)), word = text.slice(head);
    var root = this.root(word), same = 0;
    while (same < 3 && same < word.length && word[same] === root[same]) same++;
    return { text: text.slice(0, head + same), head: head, word: word, root: root,
      size: text.length, weight: weight, whole: /[0-9]/.test(word) || word.length < 3 };
  };

  Engine.prototype.variantOf = function (text, weight) {
    return HAN.test(text) ? this.han(text, weight) : this.latin(text, weight);
  };
})(typeof window === "undefined" ? globalThis : window);
