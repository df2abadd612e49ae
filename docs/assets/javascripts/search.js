/* The search box: opens the dialog of overrides/partials/search.html, loads the engine and the index
 * of the page's language when it is first opened, and shows what they find.
 *
 * Works over http and from file:// (scripts are injected, nothing is fetched). Sends nothing anywhere.
 */
(function () {
  "use strict";

  var script = document.currentScript;
  var dialog = document.querySelector("[data-search-dialog]");
  var opener = document.querySelector("[data-search-open]");
  if (!script || script.dataset.root === undefined) return;
  if (!dialog || !opener || !dialog.showModal) return;

  var root = new URL(script.dataset.root.replace(/\/?$/, "/"), location.href).href;
  var own = script.dataset.language;
  var words = JSON.parse(dialog.dataset.words);
  var input = part("input"), list = part("results"), status = part("status"), start = part("start");
  var more = part("more"), other = part("other");
  var FIRST = 10, STEP = 20, SURE = 0.75, HAN = /[\u3400-\u9fff]/;
  var language = own, limit = FIRST, waiting = 0, composing = false, cameFrom = null;
  var engines = {}, loading = {};

  function part(name) { return dialog.querySelector("[data-search-" + name + "]"); }

  /* -------------------------------------------------------------------------------- loading */

  function addScript(path) {
    return new Promise(function (done, fail) {
      var element = document.createElement("script");
      element.src = root + path;
      element.charset = "utf-8";
      element.async = false; // the engine's parts run in their order
      element.onload = done;
      element.onerror = function () { element.remove(); fail(new Error(path)); };
      document.head.appendChild(element);
    });
  }

  window.reinstateSearch = function (name, data) { loading[name].data = data; };

  /* Resolves when the engine for a language is there; asked for again only after a failure. */
  function engineFor(name) {
    if (loading[name]) return loading[name].promise;
    var entry = loading[name] = {};
    var needed = window.ReinstateEngine ? [] : ["search/engine.js"];
    entry.promise = Promise.all(needed.concat("search/" + name + ".js").map(addScript))
      .then(function () {
        var engine = new window.ReinstateEngine(entry.data);
        entry.data = null;
        return inTurn(engine, window.ReinstateEngine.STEPS).then(function () {
          engines[name] = engine;
          setTimeout(function () { inTurn(engine, window.ReinstateEngine.LATER); }, 50);
        });
      }, function (error) {
        delete loading[name];
        throw error;
      });
    return entry.promise;
  }

  /* Runs the steps one by one, so that typing never waits for all of them. */
  function inTurn(engine, steps) {
    return steps.reduce(function (before, step) {
      return before.then(function () {
        return new Promise(function (done) {
          setTimeout(function () { engine[step](); done(); });
        });
      });
    }, Promise.resolve());
  }

  /* -------------------------------------------------------------------------------- showing */

  function say(text) { if (status.textContent !== text) status.textContent = text; }

  /* The address of a result; without a server a folder's page has to be named. */
  function address(result) {
    return named(root + result.url) + (result.id ? "#" + encodeURIComponent(result.id) : "");
  }

  function named(folder) {
    return location.protocol === "file:" ? folder.replace(/\/$/, "/index.html") : folder;
  }

  function show(found, query) {
    var shown = document.createDocumentFragment(), results = window.ReinstateResults;
    var pages = Math.min(found.total, limit);
    found.results.forEach(function (result) {
      shown.appendChild(results.item(result, address(result)));
    });
    list.replaceChildren(shown);
    list.lang = language;
    list.hidden = !found.total;
    start.hidden = !!found.total;
    more.hidden = found.total <= limit;
    elsewhere(query, found);
    say(results.report(found, pages, query, words, own));
  }

  /* One quiet line: the other language, named outright where it is likely to answer better. */
  function elsewhere(query, found) {
    var notice = !HAN.test(query) && /[a-z]{2}.*[ _][a-z]/i.test(query) && found.covered < SURE;
    var foreign = own === "en" ? HAN.test(query) : notice;
    var better = language === own && (!found.total || foreign);
    other.hidden = false;
    other.textContent = language !== own ? words.back : better ? words.better : words.other;
    other.lang = language === own ? script.dataset.other : own;
  }

  function clear(message) {
    list.replaceChildren();
    list.hidden = more.hidden = other.hidden = true;
    start.hidden = false;
    say(message);
  }

  function failed() { clear(words.failed); }

  function update() {
    var query = input.value.trim(), asked = language;
    if (!query || /^[a-z]$/i.test(query)) { clear(""); return; }
    if (engines[asked]) { show(engines[asked].search(input.value, limit), query); return; }
    say(words.loading);
    engineFor(asked).then(function () { if (dialog.open) update(); }, failed);
  }

  /* One update a frame, however fast somebody types. */
  function soon() {
    if (waiting || composing) return;
    waiting = requestAnimationFrame(function () { waiting = 0; update(); });
  }

  /* ---------------------------------------------------------------------- opening, closing */

  function open() {
    if (dialog.open) { input.select(); return; }
    cameFrom = document.activeElement === document.body ? opener : document.activeElement;
    dialog.showModal();
    document.documentElement.classList.add("reinstate-searching");
    input.focus();
    input.select();
    engineFor(own).catch(failed);
    update();
  }

  function closed() {
    document.documentElement.classList.remove("reinstate-searching");
    remember("");
    (cameFrom && cameFrom.isConnected ? cameFrom : opener).focus();
  }

  /* Keeps the query in the address, so that Back from a result finds the results again. */
  function remember(query) {
    var here = new URL(location.href);
    if (query) here.searchParams.set("q", query); else here.searchParams.delete("q");
    if (here.href === location.href) return;
    try {
      history.replaceState(history.state, "", here.href);
    } catch (error) { /* some browsers do not allow it from a file */ }
  }

  /* ---------------------------------------------------------------------------- the keyboard */

  function stops() {
    var below = dialog.querySelectorAll(".reinstate-search__scroll :is(a, button)");
    return [input].concat(Array.from(below).filter(function (one) {
      return one.offsetParent !== null;
    }));
  }

  function step(by) {
    var all = stops(), at = all.indexOf(document.activeElement);
    var next = all[Math.max(0, Math.min(all.length - 1, (at < 0 ? 0 : at) + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function go() {
    var link = list.querySelector("a") || null;
    if (!link) return;
    remember(input.value.trim());
    link.click();
  }

  function pressed(event) {
    event.stopPropagation(); // the theme has its own keys: n, p, s, f
    if (event.isComposing || composing) return;
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    else if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
    else if (opens(event, true)) { event.preventDefault(); input.focus(); input.select(); }
  }

  function opens(event, inside) {
    if (event.altKey || event.defaultPrevented) return false;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey) return event.key.toLowerCase() === "k";
    if (event.key !== "/" || inside || event.ctrlKey || event.metaKey) return false;
    var on = event.target;
    return !(on.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName));
  }

  /* ----------------------------------------------------------------------------- beginning */

  Array.from(start.querySelectorAll("a")).forEach(function (link) {
    link.href = named(link.href);
  });
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "/ Control+K");
  opener.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  opener.addEventListener("keydown", function (event) {
    if (event.key === " ") { event.preventDefault(); open(); }
  });
  document.addEventListener("keydown", function (event) {
    if (!opens(event, false)) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, true);
  dialog.addEventListener("keydown", pressed);
  dialog.addEventListener("close", closed);
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog) dialog.close();
    else if (event.target.closest("a")) remember(input.value.trim());
  });
  part("close").addEventListener("click", function () { dialog.close(); });
  part("form").addEventListener("submit", function (event) {
    event.preventDefault();
    update();
    go();
  });
  input.addEventListener("input", function () { limit = FIRST; soon(); });
  input.addEventListener("compositionstart", function () { composing = true; });
  input.addEventListener("compositionend", function () { composing = false; soon(); });
  more.addEventListener("click", function () {
    var before = list.children.length;
    limit += STEP;
    update();
    var next = list.children[before];
    if (next) next.querySelector("a").focus();
  });
  other.addEventListener("click", function () {
    language = language === own ? script.dataset.other : own;
    limit = FIRST;
    update();
    input.focus();
  });

  var asked = new URLSearchParams(location.search).get("q");
  if (asked && asked.trim()) {
    input.value = asked.slice(0, 400);
    open();
  }
})();
