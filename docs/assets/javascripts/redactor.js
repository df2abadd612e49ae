// The box that masks personal data before a text is published. On the device, sends nothing.
(function () {
  "use strict";

  const PAUSE = 120;

  document.querySelectorAll(".redactor").forEach((box) => {
    const data = JSON.parse(box.querySelector(".redactor__data").textContent), words = data.words;
    const language = box.dataset.language, engine = window.kbRedactor.redactor(data.secrets);
    const labels = new Map(data.secrets.map((secret) => [secret.id, secret.label[language]]));
    const input = box.querySelector("#redactor-text"), output = box.querySelector("#redactor-out");
    const label = box.querySelector("label[for=redactor-out]"), copy = box.querySelector(".redactor__copy");
    const status = box.querySelector(".redactor__status"), found = box.querySelector(".redactor__found");
    let timer = 0, hits = [], kept = new Set();
    box.hidden = false;

    function read() {
      const text = input.value, there = Boolean(text.trim());
      hits = engine.find(text);
      kept = new Set();
      [output, label, copy].forEach((one) => { one.hidden = !there; });
      found.replaceChildren(...(there ? groups(text) : []));
      write();
      const said = hits.length ? words.found.replace("{n}", hits.length) : words.none;
      status.textContent = !there ? "" : engine.cut(text) ? said + " " + words.cut : said;
    }

    function write() { output.value = engine.mask(input.value, hits, kept); }

    // One group for each kind: its count, and a box to untick for each thing that was masked.
    function groups(text) {
      const kinds = Array.from(new Set(hits.map((hit) => hit.kind)));
      return kinds.map((kind) => {
        const group = document.createElement("fieldset"), legend = document.createElement("legend");
        const mine = hits.map((hit, at) => [hit, at]).filter(([hit]) => hit.kind === kind);
        legend.textContent = labels.get(kind) + " (" + mine.length + ")";
        group.append(legend, ...mine.slice(0, 100).map(([hit, at]) => one(text.slice(hit.start, hit.end), at)));
        return group;
      });
    }

    function one(text, at) {
      const line = document.createElement("label"), tick = document.createElement("input"), shown = document.createElement("code");
      tick.type = "checkbox";
      tick.checked = true;
      shown.textContent = text.length > 40 ? text.slice(0, 40) + "…" : text;
      tick.setAttribute("aria-label", words.undo.replace("{text}", shown.textContent));
      tick.addEventListener("change", () => {
        if (tick.checked) kept.delete(at); else kept.add(at);
        write();
      });
      line.append(tick, " ", shown);
      return line;
    }

    copy.addEventListener("click", () => {
      const failed = () => { output.focus(); output.select(); status.textContent = words["copy-failed"]; };
      const done = () => { status.textContent = words.copied; };
      if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(output.value).then(done, failed); return; }
      output.focus();
      output.select();
      if (document.execCommand("copy")) done(); else failed();
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE);
    });
    if (input.value) read();
  });
})();
