/* Pinyin and initials of the Chinese words that the site is about.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = global.ReinstateText.HAN;

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
