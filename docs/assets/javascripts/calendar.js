// Calendar files of whole-day events, as RFC 5545 has them: texts in, a text out.
(function () {
  "use strict";

  // Backslash, comma, semicolon and line ends are escaped; lines fold at 75 bytes of UTF-8.
  function escaped(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  }
  function folded(line) {
    var out = "";
    var bytes = 0;
    Array.from(line).forEach(function (character) {
      var size = new TextEncoder().encode(character).length;
      if (bytes + size > 75) {
        out += "\r\n ";
        bytes = 1;
      }
      out += character;
      bytes += size;
    });
    return out;
  }
  function plain(date) { return date.toISOString().slice(0, 10).replace(/-/g, ""); }
  // `day` is 2026-11-20; the event ends where the next day begins.
  function span(day) {
    var date = new Date(day + "T00:00:00Z");
    var start = plain(date);
    date.setUTCDate(date.getUTCDate() + 1);
    return ["DTSTART;VALUE=DATE:" + start, "DTEND;VALUE=DATE:" + plain(date)];
  }
  function alarm(event) {
    if (!event.alarm) return [];
    return [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:" + escaped(event.title),
      "TRIGGER:PT9H",
      "END:VALARM"
    ];
  }

  // An event is {id, day, title, text, alarm}; an alarm rings at nine. `made` is a Date.
  window.ReinstateCalendar = function (events, made) {
    var stamp = made.toISOString().replace(/[-:]|\.\d+/g, "");
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reinstate//Handbook//EN"];
    events.forEach(function (event) {
      lines = lines.concat(
        "BEGIN:VEVENT",
        "UID:" + event.id + "-" + event.day + "@reinstate.invalid",
        "DTSTAMP:" + stamp,
        span(event.day),
        "SUMMARY:" + escaped(event.title),
        "DESCRIPTION:" + escaped(event.text),
        "TRANSP:TRANSPARENT",
        alarm(event),
        "END:VEVENT"
      );
    });
    return lines.concat("END:VCALENDAR", "").map(folded).join("\r\n");
  };
})();
