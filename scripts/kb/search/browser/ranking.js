/* Puts the sections that match in order.
 *
 * Adds to the engine of engine.js.
 */
(function (global) {
  "use strict";

  var Engine = global.ReinstateEngine;
  var TITLE = Engine.TITLE, ALIAS = Engine.ALIAS, HEAD = Engine.HEAD, TEXT = Engine.TEXT;
  var WEIGHT = [7, 8, 5, 1.1]; // of a title, an alias, a heading, the text
  var INHERITED = 0.85, WHOLE = 1.5, TOP = 1.05, CHAPTER = 1.2;
  var PAGE = 0.3, REST = 0.3; // of a whole page beside its best section, of its other sections
  var LEAST = 0.3, K1 = 5, B = 0.75;

  /* Adds what a term is worth in each section to `frequency`; returns the sections it is in. In a
   * title, a heading or the aliases only the best match counts, in the text every one. */
  Engine.prototype.weigh = function (term, frequency) {
    var touched = [], best = [new Map(), new Map(), new Map()], self = this;
    function add(section, amount) {
      if (frequency[section] === 0) touched.push(section);
      frequency[section] += amount;
    }
    term.variants.forEach(function (variant) {
      var size = variant.size;
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

  /* The score of every section, and which share of the query each of them answers. */
  Engine.prototype.rank = function (terms) {
    var sections = this.pageOf.length, pages = this.urls.length, pageOf = this.pageOf;
    var one = tally(sections), whole = tally(pages), frequency = new Float64Array(sections);
    var most = new Float64Array(pages), sum = new Float64Array(pages), total = 0, asked = 0;
    terms.forEach(function (term) {
      var touched = this.weigh(term, frequency), met = [];
      var idf = Math.log(1 + (sections - touched.length + 0.5) / (touched.length + 0.5));
      var worth = term.weight * Math.max(idf, 0.15), strong = term.weak ? 0 : worth;
      asked += strong;
      if (touched.length) total += strong;
      touched.forEach(function (section) {
        var tf = frequency[section], page = pageOf[section];
        frequency[section] = 0;
        count(one, section, worth * tf / (tf + K1), strong);
        if (!sum[page]) met.push(page);
        if (tf > most[page]) most[page] = tf;
        sum[page] += tf;
      });
      met.forEach(function (page) {
        var tf = most[page] + REST * (sum[page] - most[page]);
        most[page] = sum[page] = 0;
        count(whole, page, worth * tf / (tf + K1), strong);
      });
    }, this);
    for (var i = 0; i < sections; i++) {
      if (!one.score[i]) continue;
      var page = pageOf[i];
      one.score[i] = value(one, i, total) + PAGE * value(whole, page, total);
      one.score[i] *= this.data.ranks[page];
      if (this.firstOf[page] === i) one.score[i] *= this.chapter[page] ? TOP * CHAPTER : TOP;
      one.matched[i] /= asked || 1;
    }
    return one;
  };

  function tally(size) { return { score: new Float64Array(size), matched: new Float64Array(size) }; }

  function count(tally, at, score, matched) {
    tally.score[at] += score;
    tally.matched[at] += matched;
  }

  function value(tally, at, total) {
    return tally.score[at] * (total ? LEAST + (1 - LEAST) * tally.matched[at] / total : 1);
  }

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
})(typeof window === "undefined" ? globalThis : window);
