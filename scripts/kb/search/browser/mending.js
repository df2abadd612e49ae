/* What a word may be that the site does not have: pinyin, initials, a beginning, a misspelling.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = global.ReinstateText.HAN;

  /* Edits between two words, a swap counting as one; more than `most` is reported as most + 1. */
  function distance(a, b, most) {
    var before = [], row = [], next, i, j;
    for (j = 0; j <= b.length; j++) row[j] = j;
    for (i = 1; i <= a.length; i++) {
      next = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var other = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, other);
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
      var typing = !ended && i === pieces.length - 1;
      var better = self.pinyin(piece) || self.begun(piece, typing) || self.slip(piece);
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
        (word.match(pattern) || []).forEach(function (one) {
          count.set(one, (count.get(one) || 0) + 5);
        });
      });
    });
    while ((match = pattern.exec(this.all))) count.set(match[0], (count.get(match[0]) || 0) + 1);
    this.vocabulary = count;
    this.spelling = [];
    var large = count.size > 20000; // there a word that stands once is no help to a typist
    count.forEach(function (times, word) {
      if (large && times < 2) return;
      var bonus = Math.min(0.6, Math.log(times + 1) / 12);
      this.spelling.push({ word: word, letters: letters(word), bonus: bonus });
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

  /* A first search, so that the first real one finds everything at hand. */
  Engine.prototype.rehearse = function () { this.search(this.titles[this.titles.length - 1], 3); };

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
})(typeof window === "undefined" ? globalThis : window);
