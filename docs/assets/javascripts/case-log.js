// The log of what was sent and what came back. It begins when the reader asks for it, stays in
// this browser, and can be erased with one button.
(function (letters) {
  "use strict";

  function open(section) {
    var data = JSON.parse(section.querySelector(".log__data").textContent);
    var words = data.words;
    var page = section.dataset.language;
    var list = section.querySelector(".log__entries");
    var status = section.querySelector(".letter__status");
    var sent = section.querySelector("#log-sent");

    function report(text) { status.textContent = text; }
    function title(entry) {
      return data.titles[entry.letter] ? data.titles[entry.letter][page] : words["no-letter"];
    }
    function channel(entry) {
      return data.channels[entry.channel] ? data.channels[entry.channel][page] : entry.channel;
    }
    function make(tag, properties, children) {
      var element = Object.assign(document.createElement(tag), properties);
      (children || []).forEach(function (child) { element.append(child); });
      return element;
    }
    function labelled(text, control, id) {
      control.id = id;
      return [make("label", { textContent: text, htmlFor: id }), control];
    }

    function show() {
      var on = letters.store.logging();
      var entries = letters.store.log();
      section.querySelector("[data-off]").hidden = on;
      section.querySelector("[data-on]").hidden = !on;
      section.querySelector("[data-empty]").hidden = entries.length > 0;
      list.textContent = "";
      entries.map(function (entry, place) { return item(entries, entry, place); })
        .reverse().forEach(function (element) { list.append(element); });
    }
    function item(entries, entry, place) {
      function changed(name, control) {
        return function () {
          entry[name] = control.value;
          report(letters.store.saveLog(entries) ? words.saved : words.failed);
        };
      }
      var replied = make("input", { type: "date", value: entry.replied || "" });
      var reply = make("textarea", { rows: 2, value: entry.reply || "" });
      var remind = make("input", { type: "date", value: entry.remind || "" });
      var note = make("p", { className: "letter__note", tabIndex: -1 });
      note.setAttribute("role", "status");
      replied.addEventListener("change", changed("replied", replied));
      remind.addEventListener("change", changed("remind", remind));
      letters.watch(reply, "long-text", note, words, changed("reply", reply));
      var ics = button(words.ics, function () { remember(entry, remind); });
      var gone = button(words.remove, function () {
        entries.splice(place, 1);
        report(letters.store.saveLog(entries) ? words["removed-entry"] : words.failed);
        show();
        section.querySelector("#entries").focus();
      });
      return make("li", {}, [
        make("h3", { textContent: title(entry) }),
        make("p", { textContent: letters.say(words["sent-on"], { date: entry.sent, channel: channel(entry) }) }),
        make("div", { className: "log__fields" }, [].concat(
          labelled(words.replied, replied, "replied-" + place),
          labelled(words.reply, reply, "reply-" + place),
          [note],
          labelled(words.remind, remind, "remind-" + place)
        )),
        make("p", { className: "letter__buttons" }, [ics, gone])
      ]);
    }
    function button(text, act) {
      var element = make("button", { type: "button", className: "letter__button", textContent: text });
      element.addEventListener("click", act);
      return element;
    }
    function remember(entry, remind) {
      if (!remind.value) {
        report(words["ics-pick"]);
        remind.focus();
        return;
      }
      var text = letters.say(words["ics-text"], { date: entry.sent, channel: channel(entry) });
      var name = letters.say(words["ics-title"], { title: title(entry) });
      var event = {
        id: entry.letter + "-" + entry.sent,
        day: remind.value,
        title: name,
        text: text,
        alarm: true
      };
      letters.download(
        "reminder-" + remind.value + ".ics",
        window.ReinstateCalendar([event], new Date()),
        "text/calendar;charset=utf-8"
      );
    }

    section.querySelector("[data-start]").addEventListener("click", function () {
      if (!letters.store.saveLog([])) return report(words.failed);
      show();
      return section.querySelector("#log-letter").focus();
    });
    section.querySelector(".log__add").addEventListener("submit", function (event) {
      event.preventDefault();
      var told = letters.note(
        section.querySelector("#log-letter").value,
        section.querySelector("#log-channel").value,
        sent.value || letters.today()
      );
      report(told === "failed" ? words.failed : words.added);
      show();
    });
    section.querySelector("[data-csv]").addEventListener("click", function () {
      var rows = [[words.letter, words.channel, words.sent, words.replied, words.reply, words.remind]];
      letters.store.log().forEach(function (entry) {
        rows.push([title(entry), channel(entry), entry.sent, entry.replied, entry.reply, entry.remind]);
      });
      letters.download("letters.csv", letters.table(rows), "text/csv;charset=utf-8");
    });
    section.querySelector("[data-erase]").addEventListener("click", function () {
      letters.store.eraseLog();
      show();
      report(words.erased);
      section.querySelector("[data-start]").focus();
    });

    section.querySelector("#entries").tabIndex = -1;
    section.querySelector("[data-static]").hidden = true;
    sent.value = letters.today();
    show();
  }

  Array.prototype.slice.call(document.querySelectorAll(".log")).forEach(open);
})(window.ReinstateLetters);
