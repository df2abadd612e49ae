// Watches a control that text is typed into: cleans it, refuses secrets. Keeps nothing.
(function (letters) {
  "use strict";

  function length(text) { return Array.from(text).length; }

  // Watch one control: clean what comes in, refuse secrets, tell `changed` what was accepted.
  letters.watch = function (input, kind, note, words, changed) {
    var accepted = input.value;

    function put(value) {
      var caret = input.selectionStart;
      var at = typeof caret === "number" ? letters.clean(input.value.slice(0, caret)).length : null;
      input.value = value;
      if (at !== null) input.setSelectionRange(at, at);
    }

    function refuse(found, typed) {
      var rest = "";
      if (!typed) rest = accepted;
      else if (input.tagName === "TEXTAREA") rest = input.value.split(found.text).join("");
      input.value = letters.secret(rest, kind) ? "" : rest;
      note.textContent = letters.say(words.refused, { reason: words[found.reason] });
      note.classList.add("letter__note--refused");
      // What is still being typed would land in the field.
      if (typed) note.focus();
    }

    function accept(event) {
      if (event.isComposing) return;
      var text = letters.clean(input.value);
      var gone = length(input.value) - length(text);
      var found = input.type === "date" ? null : letters.secret(text, kind);
      note.classList.remove("letter__note--refused");
      note.textContent = gone ? letters.say(words.removed, { count: gone }) : "";
      if (found) refuse(found, event.inputType === "insertText");
      else if (text !== input.value) put(text);
      accepted = input.value;
      changed();
    }

    input.addEventListener("input", accept);
    input.addEventListener("compositionend", accept);
    return function (value) {
      input.value = value;
      accepted = input.value;
    };
  };
})(window.ReinstateLetters);
