/* Results as DOM nodes, never as HTML: what a page says cannot become markup. Knows no index.
 *
 * ReinstateResults.item(result, address) is a row of the list, .report(found, shown, query, words,
 * language) the sentence that is announced.
 */
(function (global) {
  "use strict";

  function element(tag, className, parent) {
    var made = document.createElement(tag);
    if (className) made.className = "reinstate-search__" + className;
    return parent ? parent.appendChild(made) : made;
  }

  function write(parts, parent) {
    parts.forEach(function (one) {
      if (one[1]) element("mark", "", parent).textContent = one[0];
      else parent.appendChild(document.createTextNode(one[0]));
    });
  }

  function item(result, address) {
    var row = element("li", "result"), link = element("a", "link", row);
    link.href = address;
    write(result.title, link);
    if (result.heading.length) {
      link.appendChild(document.createTextNode(" › "));
      write(result.heading, link);
    }
    if (result.crumb) element("span", "crumb", row).textContent = result.crumb;
    if (result.excerpt.length) write(result.excerpt, element("p", "excerpt", row));
    return row;
  }

  function fill(text, values) {
    return text.replace(/\{(\w)\}/g, function (all, name) { return values[name]; });
  }

  function report(found, shown, query, words, language) {
    var text = found.total > 1 ? words.many : found.total ? words.one : words.none;
    if (found.total > shown) text = words.first;
    text = fill(text, { n: found.total, m: shown, q: query });
    if (!found.total || !found.corrections.length) return text;
    var used = found.corrections.map(function (one) { return one[1]; }).join(" ");
    return fill(words.corrected, { w: used }) + (language === "en" ? " " : "") + text;
  }

  global.ReinstateResults = { item: item, report: report };
})(typeof window === "undefined" ? globalThis : window);
