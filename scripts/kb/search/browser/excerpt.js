/* What is shown of a result: titles and the stretch of text that answers best, matches marked.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = global.ReinstateText.HAN;
  var code = global.ReinstateText.code;

  /* Which stretches of a segment are matches: [[from, to], ...], in order, not overlapping. */
  Engine.prototype.marks = function (segment, variants) {
    var text = this.all.slice(this.starts[segment], this.starts[segment + 1] - 1), found = [];
    var self = this;
    variants.forEach(function (variant) {
      for (var at = text.indexOf(variant.text); at >= 0; at = text.indexOf(variant.text, at + 1)) {
        if (!variant.han && at > 0 && code(text.charCodeAt(at - 1)) === 1) continue;
        if (!self.fits(text, at, variant)) continue;
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
      .map(function (mark) {
        return [Math.max(mark[0], from) - from, Math.min(mark[1], to) - from];
      });
    var parts = pieces(text.slice(from, to), inside);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  };

  /* Back from `at` to the start of a sentence or word, not further than `most`. */
  function begin(text, at, most) {
    if (at <= most) return 0;
    for (var i = at; i > at - most; i--) {
      if (!/[。！？；.!?]/.test(text[i - 1]) || /\w/.test(text[i])) continue;
      return text[i] === " " ? i + 1 : i;
    }
    for (i = at - (most >> 1); i < at; i++) if (/[\s，、：]/.test(text[i])) return i + 1;
    return at;
  }

  function finish(text, at) {
    if (at >= text.length) return text.length;
    for (var i = at; i > at - 20; i--) if (code(text.toLowerCase().charCodeAt(i)) !== 1) return i;
    return at;
  }

  Engine.prototype.show = function (section, strong) {
    var page = this.pageOf[section], top = this.firstOf[page], self = this;
    var titled = !!this.titles[page], name = titled ? this.titles[page] : this.heads[top];
    function marked(text, segment) { return pieces(text, self.marks(segment, strong)); }
    return {
      url: this.urls[page],
      id: this.ids[section],
      crumb: this.crumbs[page] === this.titles[page] ? "" : this.crumbs[page],
      title: marked(name, titled ? page : this.firstHead + top),
      heading: section === top ? [] : marked(this.heads[section], this.firstHead + section),
      excerpt: this.excerpt(section, strong)
    };
  };
})(typeof window === "undefined" ? globalThis : window);
