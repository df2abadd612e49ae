// A letter's page: tick, fill in, copy. Without scripts the page shows the letter with its blanks.
(function (letters) {
  "use strict";

  function list(found) { return Array.prototype.slice.call(found); }

  function compose(section) {
    var data = JSON.parse(section.querySelector(".letter__data").textContent);
    var form = section.querySelector(".letter__form");
    var recipient = section.querySelector("[data-recipient]");

    // What the other scripts know of this page.
    var c = {
      section: section,
      data: data,
      words: data.words,
      page: section.dataset.language,
      form: form,
      recipient: recipient,
      state: section.querySelector(".letter__state"),
      status: form.querySelector(".letter__status"),
      actions: section.querySelector(".letter__actions"),
      panel: section.querySelector(".letter__panel"),
      figures: list(section.querySelectorAll("[data-copy]")),
      ticks: list(section.querySelectorAll("[data-clause]")),
      all: function (selector) { return list(section.querySelectorAll(selector)); },
      listen: function (selector, act) {
        c.all(selector).forEach(function (element) {
          element.addEventListener("click", function () { act(element); });
        });
      },
      language: function () { return chosen("language", "en"); },
      way: function () { return chosen("way", "whole"); },
      address: function () { return recipient ? recipient.value.trim() : ""; },
      field: function (id) {
        return c.fields.filter(function (field) { return field.id === id; })[0];
      },
      label: function (id) {
        var spec = data.fields.filter(function (field) { return field.id === id; })[0];
        return spec ? spec.label[c.page] : data.recipient[c.page];
      },
      goTo: function (id) {
        var field = c.field(id);
        if (field) field.focus();
        else if (recipient) recipient.focus();
      },
      answers: function () {
        var ticked = c.ticks.filter(function (tick) { return tick.checked; });
        var values = {};
        c.fields.forEach(function (field) { values[field.id] = field.read(); });
        return {
          confirmed: ticked.map(function (tick) { return tick.dataset.clause; }),
          values: values
        };
      },
      nothingTicked: function (now) { return c.ticks.length > 0 && !now.confirmed.length; },
      update: function () {
        letters.view(c, c.answers());
        c.showMail();
        c.save();
      },
      showMail: function () {},
      setRecipient: function () {}
    };

    function chosen(name, otherwise) {
      var radio = form.querySelector('[name="' + name + "-" + data.id + '"]:checked');
      return radio ? radio.value : otherwise;
    }

    function start() {
      c.fields = letters.fields(section, data, c.update);
      letters.send(c);
      letters.device(c);
      if (recipient) {
        var note = recipient.parentNode.querySelector(".letter__note");
        c.setRecipient = letters.watch(recipient, "email", note, data.words, c.update);
      }
      section.addEventListener("click", function (event) {
        var mark = event.target.closest("mark[data-name]");
        if (mark) c.goTo(mark.dataset.name);
      });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      c.ticks.concat(c.all("input[type=radio]")).forEach(function (control) {
        control.addEventListener("change", c.update);
      });
      // A browser that comes back to the page may have put old values into the controls.
      window.addEventListener("pageshow", c.update);
      c.all("[data-static]").forEach(function (element) { element.hidden = true; });
      c.all("[data-live]").forEach(function (element) { element.hidden = false; });
      section.classList.add("letter--live");
      c.restore();
      c.update();
    }

    start();
  }

  list(document.querySelectorAll(".letter:not(.letter--live)")).forEach(compose);
})(window.ReinstateLetters);
