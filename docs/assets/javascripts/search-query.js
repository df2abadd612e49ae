/* Reads a query as terms: known words, codes, inflected words, pairs of Chinese characters; and
 * what a word may be that the site does not have: pinyin, a beginning, a misspelling.
 *
 * Adds to the engine of search-engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = Engine.HAN;
  var PIECES = /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]+|[a-z0-9]+(?:[_.'-][a-z0-9]+)*/g;
  var SYNONYM = 0.75, UNDERSTOOD = 0.95;

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
      term.weight = there ? 0.1 : 1;
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
    count.forEach(function (times, word) {
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
})(typeof window === "undefined" ? globalThis : window);
