// The box to paste a notice into. Loads the engine and the catalogue when the box is first used,
// reads on the device, sends nothing. Works over http and from file:// (scripts are injected).
(function () {
  "use strict";

  const PAUSE = 120; // milliseconds without typing before a text is read
  const SHOWN = 4000; // characters of the pasted text that are shown again
  const own = document.currentScript;
  const base = new URL("../../", own.src).href; // the root of the site
  document.querySelectorAll(".decoder").forEach(start);

  function start(box) {
    const input = box.querySelector(".decoder__text"), answer = box.querySelector(".decoder__answer");
    const status = box.querySelector(".decoder__status"), clear = box.querySelector(".decoder__clear");
    const words = JSON.parse(box.querySelector(".decoder__words").textContent);
    const language = box.dataset.language;
    let timer = 0, loading = null, engine = null, masker = null, data = null;
    box.hidden = false;

    function script(path) {
      return new Promise((done, fail) => {
        const element = document.createElement("script");
        element.src = base + path;
        element.charset = "utf-8";
        element.onload = done;
        element.onerror = () => { element.remove(); fail(new Error(path)); };
        document.head.appendChild(element);
      });
    }

    function load() {
      if (loading) return loading;
      const paths = ["assets/javascripts/decoder-engine.js", "assets/javascripts/redactor-engine.js", "decoder/" + language + ".js"];
      loading = Promise.all(paths.map(script)).then(() => {
        data = window.kbNotices;
        engine = window.kbDecoder.decoder(data.catalogue);
        masker = window.kbRedactor.redactor(data.secrets);
        setTimeout(warm, 200);
      }, (error) => { loading = null; throw error; });
      return loading;
    }

    // Read something once in a quiet moment, so that the first paste is as quick as the next.
    function warm() {
      const sample = data.catalogue.phrases.slice(0, 120).map((one) => one[2]).join(" ");
      if (!input.value) engine.decode(sample);
    }

    function element(name, className, text) {
      const made = document.createElement(name);
      if (className) made.className = className;
      if (text !== undefined) made.textContent = text;
      return made;
    }

    // Links of an answer start at the root of the site; a page in a folder needs the file's name.
    function settle(where) {
      where.querySelectorAll("a[href]").forEach((link) => {
        const written = link.getAttribute("href");
        if (/^[a-z]+:/.test(written)) return;
        const url = new URL(written, base);
        if (location.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
        link.href = url.href;
      });
    }

    function read() {
      timer = 0;
      const text = input.value;
      clear.hidden = !text;
      if (!text.trim()) { answer.replaceChildren(); status.textContent = ""; return; }
      if (!engine) {
        status.textContent = words.loading;
        load().then(read, () => { status.textContent = words.failed; });
        return;
      }
      const began = performance.now(), reading = engine.decode(text);
      box.dataset.took = String(performance.now() - began);
      show(reading, text);
    }

    function show(reading, text) {
      const firm = reading.findings.filter((one) => one.certainty !== "possible");
      const doubtful = reading.findings.filter((one) => one.certainty === "possible");
      const said = { notice: words["ban-" + reading.ban], unknown: words.unknown, about: words.about, phishing: words.phishing }[reading.kind];
      status.textContent = reading.cut ? said + " " + words.cut : said;
      status.className = "decoder__status decoder__status--" + (reading.kind === "notice" ? reading.ban : reading.kind);
      const parts = [];
      if (reading.kind === "phishing") parts.push(warned(reading, text), element("p", "", words["phishing-do"]));
      if (reading.kind === "phishing" && firm.length) parts.push(mentioned(words.imitates, reading.findings));
      if (reading.kind === "about") parts.push(mentioned("", reading.findings));
      if (reading.kind === "notice") {
        firm.forEach((one) => parts.push(found(one, text)));
        if (doubtful.length && firm.length) parts.push(mentioned(words.other, doubtful));
        if (!firm.length) doubtful.forEach((one) => parts.push(found(one, text)));
      }
      if (reading.kind === "unknown" || reading.kind === "about") parts.push(onward());
      const marks = reading.findings.flatMap((one) => one.marks).concat(reading.warnings.map((one) => one.mark));
      if (marks.length) parts.push(pasted(text, marks));
      if (reading.kind !== "notice") parts.push(report(text));
      answer.replaceChildren(...parts);
      settle(answer);
    }

    function warned(reading, text) {
      const list = element("ul", "decoder__warnings");
      reading.warnings.slice(0, 8).forEach((one) => {
        const item = element("li", "", words["warning-" + one.id] + " ");
        item.append(element("q", "", text.slice(one.mark.start, one.mark.end)));
        list.append(item);
      });
      return list;
    }

    function mentioned(before, findings) {
      const line = element("p", "decoder__mentioned", before && before + " ");
      findings.forEach((one, at) => {
        const holder = element("span");
        holder.innerHTML = data.answers[one.id].html; // our own data, made when the site is built
        const link = holder.querySelector(".notice__page a");
        link.textContent = data.answers[one.id].name;
        line.append(at ? " · " : "", link);
      });
      return line;
    }

    function found(one, text) {
      const entry = data.answers[one.id], card = element("section", "notice notice--" + entry.ban);
      const name = element("p", "notice__name");
      name.append(element("strong", "", entry.name), " ", element("span", "notice__ban notice__ban--" + entry.ban, words["ban-word-" + entry.ban]));
      const why = element("p", "notice__why", words.why);
      why.append(element("q", "", quoted(one.marks, text)), " ", element("small", "", words[one.certainty]));
      const body = element("div");
      body.innerHTML = entry.html;
      card.append(name, why, body);
      return card;
    }

    // The longest evidence of a finding, in the words that were pasted.
    function quoted(marks, text) {
      const best = marks.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
      const words = text.slice(best.start, best.end).replace(/\s+/g, " ");
      return words.length > 140 ? words.slice(0, 140) + "…" : words;
    }

    function pasted(text, marks) {
      const details = element("details", "decoder__pasted"), holder = element("pre", "decoder__marked");
      details.append(element("summary", "", words.pasted), holder);
      let end = 0;
      marks.slice().sort((a, b) => a.start - b.start).forEach((mark) => {
        if (mark.start < end || mark.start > SHOWN) return;
        holder.append(text.slice(end, mark.start), element("mark", "", text.slice(mark.start, mark.end)));
        end = mark.end;
      });
      holder.append(text.slice(end, Math.max(end, SHOWN)), text.length > SHOWN ? "…" : "");
      return details;
    }

    function onward() {
      const line = element("p"), link = element("a", "", words["unknown-do"]);
      link.href = box.dataset.triage;
      line.append(link);
      link.href = new URL(link.getAttribute("href"), location.href).href;
      return folder(line);
    }

    // A link to a folder, from a page that was itself opened from a folder.
    function folder(where) {
      where.querySelectorAll("a").forEach((link) => {
        if (location.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
      });
      return where;
    }

    function report(text) {
      const details = element("details", "decoder__report"), area = element("textarea", "decoder__text");
      const copy = element("button", "md-button", words.copy), how = element("p", "", words["report-how"] + " ");
      const link = element("a", "", words["report-where"]);
      link.href = new URL(box.dataset.report, location.href).href;
      how.append(link);
      folder(how);
      area.readOnly = true;
      area.rows = 6;
      area.setAttribute("aria-label", words.report);
      copy.type = "button";
      copy.addEventListener("click", () => copied(area));
      details.append(element("summary", "", words.report), how, area, copy);
      details.addEventListener("toggle", () => { if (details.open) area.value = masker.mask(text, masker.find(text)); });
      return details;
    }

    function copied(area) {
      const failed = () => { area.focus(); area.select(); status.textContent = words["copy-failed"]; };
      const done = () => { status.textContent = words.copied; };
      if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(area.value).then(done, failed);
      area.focus();
      area.select();
      return document.execCommand("copy") ? done() : failed();
    }

    input.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE);
    });
    input.addEventListener("paste", () => {
      clearTimeout(timer);
      timer = setTimeout(read, 0);
    });
    clear.addEventListener("click", () => { input.value = ""; read(); input.focus(); });
    if (input.value) read(); // what the browser kept when the page was left and came back to
  }
})();
