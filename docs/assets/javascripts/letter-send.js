// Takes a letter off the page: copied, opened in a mail program, saved, printed. What is still
// blank is named before it is copied. `c` is what letter.js knows of the page.
(function (letters) {
  "use strict";

  // The text of the letter at this moment, and what is blank in it.
  function taken(c) {
    var now = c.answers();
    var code = c.language();
    return {
      now: now,
      code: code,
      text: letters.wholeText(c.data, now, code),
      subject: letters.subject(c.data, now, code),
      blanks: letters.unfilled(c.data, now, code)
    };
  }

  function length(text) { return Array.from(text).length; }

  function around(button) { return button.closest(".letter__buttons, .letter__value"); }

  // Said next to the button that was pressed; emptied before, so that it is read out each time.
  function report(c, button, text) {
    around(button).after(c.status);
    c.status.textContent = "";
    window.setTimeout(function () { c.status.textContent = text; }, 50);
  }

  function copy(c, button, text, shown, told) {
    letters.copy(text, shown, function (worked) {
      var lines = [told || letters.say(c.words.copied, { count: length(text) })];
      if (!worked) lines = [c.words["copy-failed"]];
      if (c.nothingTicked(c.answers())) lines.push(c.words["none-ticked"]);
      report(c, button, lines.join(c.page === "en" ? " " : ""));
    });
  }

  function shown(c) { return c.section.querySelector(".letter__copy--sending .letter__text"); }

  // Names what is blank; the reader goes there, or does it all the same.
  function watchGuard(c) {
    var guard = c.section.querySelector(".letter__guard");
    var waiting = null;

    function close(back) {
      guard.hidden = true;
      if (back && waiting) waiting.button.focus();
      waiting = null;
    }
    c.closeGuard = function () { close(false); };
    c.guarded = function (ids, button, act, anyway) {
      close(false);
      if (!ids.length) return act();
      waiting = { button: button, act: act, first: ids[0] };
      c.status.textContent = "";
      guard.querySelector("p").textContent = letters.blanksLeft(c, ids);
      guard.querySelector("[data-guard=anyway]").textContent = anyway || c.words["guard-anyway"];
      around(button).after(guard);
      guard.hidden = false;
      guard.focus();
      return undefined;
    };
    c.listen("[data-guard]", function (button) {
      var was = waiting;
      var fill = button.dataset.guard === "fill";
      close(!fill);
      if (was && fill) c.goTo(was.first);
      else if (was) was.act();
    });
    guard.addEventListener("keydown", function (event) {
      if (event.key === "Escape") close(true);
    });
  }

  function watchCopies(c) {
    c.listen("[data-copy-whole]", function (button) {
      var one = taken(c);
      c.guarded(one.blanks, button, function () { copy(c, button, one.text, shown(c)); });
    });
    c.listen("[data-copy-subject]", function (button) {
      var one = taken(c);
      var blanks = blanksOf(one, [c.data.subject[one.code]]);
      c.guarded(blanks, button, function () { copy(c, button, one.subject, null); });
    });
    c.listen("[data-copy-box]", function (button) {
      var one = taken(c);
      var part = button.dataset.copyBox;
      var box = button.closest("li").querySelector(".letter__box");
      var texts = letters.used(c.data, one.now, one.code).filter(function (clause) {
        return clause.part === part;
      }).map(function (clause) { return clause.text[one.code]; });
      c.guarded(blanksOf(one, texts), button, function () {
        copy(c, button, letters.partText(c.data, part, one.now, one.code), box);
      });
    });
    c.listen("[data-copy-value]", function (button) {
      var row = button.closest("li");
      var value = letters.rowValue(c, row, c.answers());
      copy(c, button, value, row.querySelector("[data-value]"));
    });
  }

  function blanksOf(one, texts) {
    return letters.names(texts).filter(function (id) { return one.blanks.indexOf(id) >= 0; });
  }

  function watchMail(c) {
    var link = c.section.querySelector("[data-mail]");
    if (!link) return;
    var note = c.section.querySelector("[data-mail-note]");
    function url(one) { return letters.mailto(one.subject, one.text, c.address()); }
    function tooLong(address) { return address.length > letters.MAILTO_LIMIT; }

    c.showMail = function () {
      var address = url(taken(c));
      link.href = tooLong(address) ? "#text" : address;
      note.textContent = tooLong(address) ? c.words["mail-long-note"] : "";
    };
    link.addEventListener("click", function (event) {
      var one = taken(c);
      var address = url(one);
      var long = tooLong(address);
      var blanks = one.blanks.concat(c.address() ? [] : ["recipient"]);
      if (!long && !blanks.length) return;
      event.preventDefault();
      var told = { count: address.length, limit: letters.MAILTO_LIMIT };
      c.guarded(blanks, link, function () {
        if (long) copy(c, link, one.text, shown(c), letters.say(c.words["mail-long"], told));
        else window.location.assign(address);
      }, long ? "" : c.words["guard-open"]);
    });
  }

  function message(c, one) {
    var sender = letters.valueOf(one.now, "account_email", one.code).trim();
    var subject = one.subject || c.data.title[one.code];
    var date = letters.mailDate(new Date());
    return letters.eml(subject, one.text, sender, c.address(), date);
  }

  function watchFiles(c) {
    c.listen("[data-save]", function (button) {
      var one = taken(c);
      var mail = button.dataset.save === "eml";
      var name = [c.data.id, one.code, button.dataset.save].join(".");
      var type = mail ? "message/rfc822" : "text/plain;charset=utf-8";
      letters.download(name, mail ? message(c, one) : one.text, type);
      report(c, button, letters.say(c.words.saved, { name: name }));
    });
    c.listen("[data-print]", function () { window.print(); });
    c.listen("[data-address]", function (button) {
      c.setRecipient(button.dataset.address);
      c.update();
    });
  }

  letters.send = function (c) {
    watchGuard(c);
    watchCopies(c);
    watchMail(c);
    watchFiles(c);
  };
})(window.ReinstateLetters);
