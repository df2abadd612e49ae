// The controls of a letter's blanks: what goes into each, in both languages. Keeps nothing.
(function (letters) {
  "use strict";

  var USUAL = {
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    "user-id": /^user-[\w-]+$/i,
    "org-id": /^org-[\w-]+$/i,
    "card-last4": /^[\d０-９]{4}$/,
    money: /[\d０-９]/,
    url: /^https?:\/\/\S+$/
  };

  // One field of the letter: `read` what goes into it, `state` to keep, `restore`, `focus`.
  function field(box, spec, data, changed) {
    var words = data.words;
    var note = box.querySelector(".letter__note");
    var typed = box.querySelector("[data-words]");
    var from = box.querySelector("[data-from]");
    var until = box.querySelector("[data-until]");
    var exact = box.querySelector("[data-exact]");
    var choice = box.querySelector("[data-choice]");
    var swap = box.querySelector("[data-switch]");
    var set = letters.watch(typed, spec.kind, note, words, changed);

    function asWords(wanted) {
      if (exact) {
        exact.hidden = wanted;
        typed.hidden = !wanted;
      } else {
        var value = typed.value;
        typed.type = wanted ? "text" : "date";
        set(value);
      }
      swap.textContent = wanted ? words.exact : words.approximate;
    }
    function inWords() { return exact ? exact.hidden : typed.type === "text"; }

    function range() {
      if (inWords()) return typed.value;
      if (!from.value || !until.value) return "";
      var days = { from: from.value, until: until.value };
      return { zh: letters.say(data.range.zh, days), en: letters.say(data.range.en, days) };
    }
    function chosen() {
      return choice.value === "other" ? typed.value : spec.choices[choice.value] || "";
    }
    function advise() {
      if (note.classList.contains("letter__note--refused") || note.textContent) return;
      var odd = USUAL[spec.kind] && typed.value.trim() && !USUAL[spec.kind].test(typed.value.trim());
      var back = exact && !inWords() && from.value && until.value && until.value < from.value;
      if (odd) note.textContent = letters.say(words.odd, { example: spec.example });
      else if (back) note.textContent = words.reversed;
    }
    function picked() {
      note.textContent = "";
      if (choice) typed.hidden = choice.value !== "other";
      changed();
    }

    [from, until, choice].forEach(function (control) {
      if (control) control.addEventListener("input", picked);
    });
    box.addEventListener("change", advise);
    if (swap) {
      swap.addEventListener("click", function () {
        asWords(!inWords());
        var next = inWords() ? typed : from || typed;
        next.focus();
        changed();
      });
    }

    return {
      id: spec.id,
      box: box,
      read: function () { return exact ? range() : choice ? chosen() : typed.value; },
      // The two ends apart, as the form asks for them.
      ends: function () { return exact && !inWords() ? [from.value, until.value] : null; },
      focus: function () {
        var shown = [choice, exact && !exact.hidden ? from : typed].filter(Boolean);
        (choice && choice.value === "other" ? typed : shown[0]).focus();
      },
      state: function () {
        return {
          words: typed.value,
          inWords: swap ? inWords() : false,
          from: from ? from.value : "",
          until: until ? until.value : "",
          choice: choice ? choice.value : ""
        };
      },
      restore: function (state) {
        if (swap) asWords(Boolean(state.inWords));
        set(letters.clean(String(state.words || "")));
        if (from) from.value = state.from || "";
        if (until) until.value = state.until || "";
        if (choice) choice.value = state.choice || "";
        if (choice) typed.hidden = choice.value !== "other";
        note.textContent = "";
        note.classList.remove("letter__note--refused");
      }
    };
  }

  letters.fields = function (section, data, changed) {
    return data.fields.map(function (spec) {
      var box = section.querySelector('.letter__field[data-field="' + spec.id + '"]');
      return field(box, spec, data, changed);
    });
  };
})(window.ReinstateLetters);
