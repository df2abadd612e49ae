/* Puts the sections that match in order, and cuts out what is shown of them.
 *
 * Adds to the engine of search-engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine, HAN = Engine.HAN, code = Engine.code, fits = Engine.fits;
  var TITLE = Engine.TITLE, ALIAS = Engine.ALIAS, HEAD = Engine.HEAD, TEXT = Engine.TEXT;
  var WEIGHT = [7, 8, 5, 1.1]; // of a title, an alias, a heading, the text
  var INHERITED = 0.85, WHOLE = 1.5, TOP = 1.05, CHAPTER = 1.2;
  var K1 = 4.5, B = 0.75;

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
        var first = self.firstOf[page], end = self.firstOf[page + 1];
        add(first, amount);
        for (var i = first + 1; i < end; i++) add(i, amount * INHERITED);
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
      var best = [], end = this.firstOf[page + 1];
      for (var i = this.firstOf[page]; i < end; i++) if (score[i] > 0) best.push(i);
      if (!best.length) continue;
      best.sort(function (a, b) { return score[b] - score[a] || a - b; });
      pages.push(best);
    }
    pages.sort(function (a, b) { return score[b[0]] - score[a[0]] || a[0] - b[0]; });
    var top = pages.length ? score[pages[0][0]] : 0;
    pages = pages.filter(function (best) { return score[best[0]] > top * 0.2; });
    pages.slice(0, limit).forEach(function (best) {
      chosen.push(best[0]);
      var second = best.length > 1 ? score[best[1]] : 0;
      if (second > 0.8 * score[best[0]] && second > 0.5 * top) chosen.push(best[1]);
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
