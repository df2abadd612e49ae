// What a letter's page keeps on this device, and only when asked: typed values, the log of what was
// sent. `c` is what letter.js knows of the page.
(function (letters) {
  "use strict";

  letters.device = function (c) {
    var keep = c.section.querySelector("[data-keep]");
    var status = c.section.querySelector(".letter__device .letter__status");
    function report(text) { status.textContent = text; }

    function save() {
      var kept = letters.store.answers() || {};
      var values = kept.values || {};
      var ticked = kept.ticked || {};
      c.fields.forEach(function (field) { values[field.id] = field.state(); });
      ticked[c.data.id] = c.answers().confirmed;
      return letters.store.keep({ values: values, ticked: ticked });
    }

    c.save = function () {
      if (keep.checked) save();
    };

    c.restore = function () {
      var kept = letters.store.answers();
      if (!kept) return;
      var ticked = (kept.ticked && kept.ticked[c.data.id]) || [];
      keep.checked = true;
      c.fields.forEach(function (field) {
        if (kept.values && kept.values[field.id]) field.restore(kept.values[field.id]);
      });
      c.ticks.forEach(function (tick) { tick.checked = ticked.indexOf(tick.dataset.clause) >= 0; });
    };

    keep.addEventListener("change", function () {
      if (!keep.checked) letters.store.forget();
      else if (!save()) keep.checked = false;
      else return report(c.words.keeping);
      return report(keep.checked ? "" : c.words[letters.store.usable() ? "not-keeping" : "keep-failed"]);
    });

    c.listen("[data-wipe]", function () {
      letters.store.forget();
      letters.store.eraseLog();
      c.form.reset();
      keep.checked = false;
      c.fields.forEach(function (field) { field.restore({}); });
      if (c.recipient) c.setRecipient("");
      c.closeGuard();
      c.status.textContent = "";
      c.update();
      report(c.words.wiped);
    });

    c.listen("[data-note]", function () {
      var select = c.section.querySelector(".letter__noting select");
      var day = letters.today();
      var told = letters.note(c.data.id, select.value, day);
      var channel = select.options[select.selectedIndex].text;
      var noted = letters.say(c.words.noted, { date: day, channel: channel });
      var said = { added: noted, already: c.words["noted-already"], failed: c.words["keep-failed"] };
      report(said[told]);
    });
  };
})(window.ReinstateLetters);
