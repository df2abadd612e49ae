// Shows a letter as it stands: both copies, the rows of the form, what is still blank. Changes the
// page alone; `c` is what letter.js knows of the page.
(function (letters) {
  "use strict";

  function show(element, pieces) {
    element.textContent = "";
    pieces.forEach(function (piece) {
      if (!piece.blank) return element.append(piece.text);
      var mark = document.createElement("mark");
      mark.className = "blank";
      mark.dataset.name = piece.blank;
      mark.textContent = piece.text;
      return element.append(mark);
    });
  }

  function role(c, code) {
    if (code === c.language()) return c.words.sending;
    return code === c.page ? c.words.reading : c.words.other;
  }

  function showCopies(c, now) {
    var first = null;
    c.figures.forEach(function (figure) {
      var code = figure.dataset.copy;
      var to = figure.querySelector("[data-to]");
      var subject = figure.querySelector("[data-subject]");
      var sent = code === c.language();
      show(figure.querySelector(".letter__text"), letters.textPieces(c.data, "", now, code));
      if (subject) show(subject, letters.subjectPieces(c.data, now, code));
      if (to) {
        var address = c.address();
        var blank = "[" + c.data.recipient[code] + "]";
        to.parentNode.hidden = false;
        show(to, [{ text: address || blank, blank: address ? "" : "recipient" }]);
      }
      figure.classList.toggle("letter__copy--sending", sent);
      figure.querySelector(".letter__role").textContent = role(c, code);
      if (sent) first = figure;
    });
    var home = c.way() === "form" ? c.panel : first;
    if (first !== first.parentNode.firstElementChild) first.parentNode.prepend(first);
    if (c.actions.parentNode !== home) home.append(c.actions);
  }

  // A blank is asked for as soon as a sentence that stands in the letter needs it.
  function showFields(c, now) {
    var texts = c.data.clauses.filter(function (clause) {
      return !clause.conditional || now.confirmed.indexOf(clause.id) >= 0;
    }).map(function (clause) { return clause.text[c.page]; });
    var needed = letters.names([c.data.subject[c.page]].concat(texts));
    c.fields.forEach(function (field) { field.box.hidden = needed.indexOf(field.id) < 0; });
  }

  function inChinese(c, now) {
    if (c.language() !== "en") return [];
    return c.fields.filter(function (field) {
      return !field.box.hidden && /[\u3400-\u9fff]/.test(letters.valueOf(now, field.id, "en"));
    }).map(function (field) { return c.label(field.id); });
  }

  function showState(c, now) {
    var ids = letters.unfilled(c.data, now, c.language());
    var foreign = inChinese(c, now).join(c.words.comma);
    var filled = c.fields.length ? c.words["all-filled"] : "";
    c.state.textContent = [
      ids.length ? letters.blanksLeft(c, ids) : filled,
      c.nothingTicked(now) ? c.words["none-ticked"] : "",
      foreign ? letters.say(c.words["other-script"], { names: foreign }) : ""
    ].filter(Boolean).join("\n");
    c.state.classList.toggle("letter__state--open", ids.length > 0);
  }

  function showRow(c, row, now) {
    var id = row.dataset.blank;
    var box = row.querySelector(".letter__box");
    var value = row.querySelector("[data-value]");
    if (box) {
      var text = letters.partText(c.data, row.dataset.box, now, c.language());
      var count = { count: Array.from(text).length };
      show(box, letters.textPieces(c.data, row.dataset.box, now, c.language()));
      row.querySelector(".letter__count").textContent = letters.say(c.words.characters, count);
    }
    if (!value) return;
    var field = c.field(id);
    value.parentNode.hidden = !field || field.box.hidden;
    if (value.parentNode.hidden) return;
    var filled = letters.rowValue(c, row, now);
    show(value, [{ text: filled || "[" + c.label(id) + "]", blank: filled ? "" : id }]);
    row.querySelector("[data-copy-value]").hidden = !filled;
  }

  // What goes into one field of the form, which asks for first and last day apart.
  letters.rowValue = function (c, row, now) {
    var ends = c.field(row.dataset.blank).ends();
    if (ends) return ends[row.dataset.row === "activity-end" ? 1 : 0];
    return letters.valueOf(now, row.dataset.blank, "en");
  };

  letters.blanksLeft = function (c, ids) {
    var text = ids.length === 1 ? c.words["blank-left"] : c.words["blanks-left"];
    return letters.say(text, { count: ids.length, names: ids.map(c.label).join(c.words.comma) });
  };

  letters.view = function (c, now) {
    c.section.classList.toggle("letter--form", c.way() === "form");
    c.all("[data-panel]").forEach(function (element) {
      element.hidden = element.dataset.panel !== c.way();
    });
    showFields(c, now);
    showCopies(c, now);
    showState(c, now);
    c.all(".letter__rows > li").forEach(function (row) { showRow(c, row, now); });
  };
})(window.ReinstateLetters);
