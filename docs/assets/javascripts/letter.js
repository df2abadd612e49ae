// A letter's page: tick, fill in, copy. Without scripts the page shows the letter with its blanks.
(function (letters) {
  "use strict";

  function compose(section) {
    var data = JSON.parse(section.querySelector(".letter__data").textContent);
    var words = data.words;
    var page = section.dataset.language;
    var form = section.querySelector(".letter__form");
    var guard = section.querySelector(".letter__guard");
    var actions = section.querySelector(".letter__actions");
    var panel = section.querySelector(".letter__panel");
    var state = section.querySelector(".letter__state");
    var status = form.querySelector(".letter__status");
    var deviceStatus = section.querySelector(".letter__device .letter__status");
    var keep = section.querySelector("[data-keep]");
    var mail = section.querySelector("[data-mail]");
    var recipient = section.querySelector("[data-recipient]");
    var ticks = all("[data-clause]");
    var figures = all("[data-copy]");
    var proceed = null;
    var opener = null;

    function all(selector) {
      return Array.prototype.slice.call(section.querySelectorAll(selector));
    }
    function listen(selector, act) {
      all(selector).forEach(function (element) {
        element.addEventListener("click", function (event) { act(element, event); });
      });
    }
    function chosen(name, otherwise) {
      var radio = form.querySelector('[name="' + name + "-" + data.id + '"]:checked');
      return radio ? radio.value : otherwise;
    }
    function language() { return chosen("language", "en"); }
    function way() { return chosen("way", "whole"); }

    var fields = letters.fields(section, data, update);
    function fieldOf(id) {
      return fields.filter(function (field) { return field.id === id; })[0];
    }
    function label(id) {
      var spec = data.fields.filter(function (field) { return field.id === id; })[0];
      return spec ? spec.label[page] : data.recipient[page];
    }
    function answers() {
      var values = {};
      fields.forEach(function (field) { values[field.id] = field.read(); });
      return {
        confirmed: ticks.filter(function (tick) { return tick.checked; }).map(function (tick) {
          return tick.dataset.clause;
        }),
        values: values
      };
    }
    function address() { return recipient ? letters.clean(recipient.value).trim() : ""; }

    // --- showing -----------------------------------------------------------------------------

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
    function showCopies(now) {
      var sending = language();
      figures.forEach(function (figure) {
        var code = figure.dataset.copy;
        var to = figure.querySelector("[data-to]");
        var subject = figure.querySelector("[data-subject]");
        show(figure.querySelector(".letter__text"), letters.textPieces(data, "", now, code));
        if (subject) show(subject, letters.subjectPieces(data, now, code));
        if (to) {
          to.parentNode.hidden = false;
          show(to, [{ text: address() || "[" + data.recipient[code] + "]", blank: address() ? "" : "recipient" }]);
        }
        figure.classList.toggle("letter__copy--sending", code === sending);
        figure.querySelector(".letter__role").textContent =
          code === sending ? words.sending : words.reading;
      });
      var first = figures.filter(function (figure) { return figure.dataset.copy === sending; })[0];
      var home = way() === "form" ? panel : first;
      if (first !== first.parentNode.firstElementChild) first.parentNode.prepend(first);
      if (actions.parentNode !== home) home.append(actions);
    }
    function showFields(now) {
      var texts = [data.subject[page]].concat(data.clauses.filter(function (clause) {
        return !clause.conditional || now.confirmed.indexOf(clause.id) >= 0;
      }).map(function (clause) { return clause.text[page]; }));
      var needed = letters.names(texts);
      fields.forEach(function (field) { field.box.hidden = needed.indexOf(field.id) < 0; });
    }
    function blanksText(ids) {
      var names = ids.map(label).join(words.comma);
      var text = ids.length === 1 ? words["blank-left"] : words["blanks-left"];
      return letters.say(text, { count: ids.length, names: names });
    }
    function nothingTicked(now) { return ticks.length > 0 && !now.confirmed.length; }
    function showState(now) {
      var ids = letters.unfilled(data, now, language());
      var lines = [ids.length ? blanksText(ids) : fields.length ? words["all-filled"] : ""];
      if (nothingTicked(now)) lines.push(words["none-ticked"]);
      var foreign = inChinese(now);
      if (foreign.length) {
        lines.push(letters.say(words["other-script"], { names: foreign.map(label).join(words.comma) }));
      }
      state.textContent = lines.filter(Boolean).join("\n");
      state.classList.toggle("letter__state--open", ids.length > 0);
    }
    function inChinese(now) {
      if (language() !== "en") return [];
      return fields.filter(function (field) {
        return !field.box.hidden && /[\u3400-\u9fff]/.test(letters.valueOf(now, field.id, "en"));
      }).map(function (field) { return field.id; });
    }
    function showRow(row, now) {
      var id = row.dataset.blank;
      var box = row.querySelector(".letter__box");
      var value = row.querySelector("[data-value]");
      if (box) {
        var text = letters.partText(data, row.dataset.box, now, language());
        show(box, letters.textPieces(data, row.dataset.box, now, language()));
        row.querySelector(".letter__count").textContent =
          letters.say(words.characters, { count: Array.from(text).length });
      }
      if (!value) return;
      var field = fieldOf(id);
      value.parentNode.hidden = !field || field.box.hidden;
      if (value.parentNode.hidden) return;
      var filled = rowValue(row, now);
      show(value, [{ text: filled || "[" + label(id) + "]", blank: filled ? "" : id }]);
      row.querySelector("[data-copy-value]").hidden = !filled;
    }
    // The form asks for first and last day in two fields.
    function rowValue(row, now) {
      var ends = fieldOf(row.dataset.blank).ends();
      if (ends) return ends[row.dataset.row === "activity-end" ? 1 : 0];
      return letters.valueOf(now, row.dataset.blank, "en");
    }
    function showMail(now) {
      var url = mailUrl(now);
      var long = url.length > letters.MAILTO_LIMIT;
      mail.href = long ? "#text" : url;
      section.querySelector("[data-mail-note]").textContent = long ? words["mail-long-note"] : "";
    }
    function mailUrl(now) {
      return letters.mailto(
        letters.subject(data, now, language()),
        letters.wholeText(data, now, language()),
        address()
      );
    }
    function update() {
      var now = answers();
      var mode = way();
      section.classList.toggle("letter--form", mode === "form");
      all("[data-panel]").forEach(function (element) {
        element.hidden = element.dataset.panel !== mode;
      });
      showFields(now);
      showCopies(now);
      showState(now);
      all(".letter__rows > li").forEach(function (row) { showRow(row, now); });
      if (mail) showMail(now);
      if (keep.checked) save();
    }

    // --- copying -----------------------------------------------------------------------------

    // Name what is still blank before anything is done; the reader may do it all the same.
    function guarded(ids, button, act, anyway) {
      closeGuard(false);
      if (!ids.length) return act();
      guard.querySelector("p").textContent = blanksText(ids);
      guard.querySelector("[data-guard=anyway]").textContent = anyway || words["guard-anyway"];
      button.closest(".letter__buttons, .letter__value").after(guard);
      guard.dataset.first = ids[0];
      guard.hidden = false;
      opener = button;
      proceed = act;
      guard.focus();
      guard.scrollIntoView({ block: "nearest" });
      return undefined;
    }
    function closeGuard(back) {
      guard.hidden = true;
      proceed = null;
      if (back && opener) opener.focus();
    }
    function goTo(id) {
      var field = fieldOf(id);
      if (field) field.focus();
      else if (recipient) recipient.focus();
    }
    function copy(text, shown, button) {
      letters.copy(text, shown, function (worked) {
        var lines = [worked ? letters.say(words.copied, { count: Array.from(text).length }) : words["copy-failed"]];
        if (nothingTicked(answers())) lines.push(words["none-ticked"]);
        report(lines.join(" "), button);
      });
    }
    // Next to the button that was pressed, and read out.
    function report(text, button) {
      button.closest(".letter__buttons, .letter__value").after(status);
      status.textContent = "";
      window.setTimeout(function () { status.textContent = text; }, 50);
    }
    function shownText() {
      return section.querySelector(".letter__copy--sending .letter__text");
    }
    function blanksOf(texts, now) {
      return letters.names(texts).filter(function (id) {
        return !letters.valueOf(now, id, language());
      });
    }

    listen("[data-copy-whole]", function (button) {
      var now = answers();
      guarded(letters.unfilled(data, now, language()), button, function () {
        copy(letters.wholeText(data, now, language()), shownText(), button);
      });
    });
    listen("[data-copy-subject]", function (button) {
      var now = answers();
      guarded(blanksOf([data.subject[language()]], now), button, function () {
        copy(letters.subject(data, now, language()), null, button);
      });
    });
    listen("[data-copy-box]", function (button) {
      var now = answers();
      var part = button.dataset.copyBox;
      var texts = letters.used(data, now, language()).filter(function (clause) {
        return clause.part === part;
      }).map(function (clause) { return clause.text[language()]; });
      guarded(blanksOf(texts, now), button, function () {
        var box = button.closest("li").querySelector(".letter__box");
        copy(letters.partText(data, part, now, language()), box, button);
      });
    });
    listen("[data-copy-value]", function (button) {
      var row = button.closest("li");
      copy(rowValue(row, answers()), row.querySelector("[data-value]"), button);
    });
    listen("[data-guard]", function (button) {
      var act = proceed;
      var fill = button.dataset.guard === "fill";
      closeGuard(!fill);
      if (fill) goTo(guard.dataset.first);
      else if (act) act();
    });
    guard.addEventListener("keydown", function (event) {
      if (event.key === "Escape") closeGuard(true);
    });
    listen("[data-mail]", function (link, event) {
      var now = answers();
      var url = mailUrl(now);
      var ids = letters.unfilled(data, now, language()).concat(address() ? [] : ["recipient"]);
      var long = url.length > letters.MAILTO_LIMIT;
      if (!long && !ids.length) return;
      event.preventDefault();
      guarded(ids, link, function () {
        if (!long) return window.location.assign(url);
        return letters.copy(letters.wholeText(data, now, language()), shownText(), function (worked) {
          var counts = { count: url.length, limit: letters.MAILTO_LIMIT };
          report(worked ? letters.say(words["mail-long"], counts) : words["copy-failed"], link);
        });
      }, long ? words["guard-anyway"] : words["guard-open"]);
    });
    listen("[data-save]", function (button) {
      var now = answers();
      var code = language();
      var kind = button.dataset.save;
      var name = data.id + "." + code + "." + kind;
      var text = letters.wholeText(data, now, code);
      if (kind === "eml") {
        var subject = letters.subject(data, now, code) || data.title[code];
        var sender = letters.valueOf(now, "account_email", code).trim();
        text = letters.eml(subject, text, sender, address(), letters.mailDate(new Date()));
      }
      letters.download(name, text, kind === "eml" ? "message/rfc822" : "text/plain;charset=utf-8");
      report(letters.say(words.saved, { name: name }), button);
    });
    listen("[data-print]", function () { window.print(); });
    listen("[data-address]", function (button) {
      recipient.value = button.dataset.address;
      update();
    });

    // --- this device -------------------------------------------------------------------------

    function save() {
      var kept = letters.store.answers() || {};
      var values = kept.values || {};
      var ticked = kept.ticked || {};
      fields.forEach(function (field) { values[field.id] = field.state(); });
      ticked[data.id] = answers().confirmed;
      return letters.store.keep({ values: values, ticked: ticked });
    }
    function restore() {
      var kept = letters.store.answers();
      if (!kept) return;
      keep.checked = true;
      fields.forEach(function (field) {
        var one = kept.values && kept.values[field.id];
        if (one) field.restore(one);
      });
      var ticked = (kept.ticked && kept.ticked[data.id]) || [];
      ticks.forEach(function (tick) { tick.checked = ticked.indexOf(tick.dataset.clause) >= 0; });
    }
    keep.addEventListener("change", function () {
      if (!keep.checked) {
        letters.store.forget();
        deviceStatus.textContent = words["not-keeping"];
      } else if (save()) {
        deviceStatus.textContent = words.keeping;
      } else {
        keep.checked = false;
        deviceStatus.textContent = words["keep-failed"];
      }
    });
    listen("[data-wipe]", function () {
      letters.store.forget();
      letters.store.eraseLog();
      form.reset();
      keep.checked = false;
      fields.forEach(function (field) { field.restore({}); });
      closeGuard(false);
      status.textContent = "";
      update();
      deviceStatus.textContent = words.wiped;
    });
    listen("[data-note]", function () {
      var select = section.querySelector(".letter__noting select");
      var day = letters.today();
      var told = letters.note(data.id, select.value, day);
      var name = select.options[select.selectedIndex].text;
      deviceStatus.textContent = told === "added" ? letters.say(words.noted, { date: day, channel: name })
        : told === "already" ? words["noted-already"] : words["keep-failed"];
    });

    // --- beginning ---------------------------------------------------------------------------

    section.addEventListener("click", function (event) {
      var mark = event.target.closest("mark[data-name]");
      if (mark) goTo(mark.dataset.name);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    ticks.concat(all("input[type=radio]")).forEach(function (control) {
      control.addEventListener("change", update);
    });
    if (recipient) {
      letters.watch(recipient, "email", recipient.parentNode.querySelector(".letter__note"), words, update);
    }
    // A browser that comes back to the page may have put old values into the controls.
    window.addEventListener("pageshow", update);
    all("[data-static]").forEach(function (element) { element.hidden = true; });
    all("[data-live]").forEach(function (element) { element.hidden = false; });
    section.classList.add("letter--live");
    restore();
    update();
  }

  Array.prototype.slice.call(document.querySelectorAll(".letter:not(.letter--live)")).forEach(compose);
})(window.ReinstateLetters);
