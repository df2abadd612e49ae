// The log as files: a reminder for a calendar, a table for a spreadsheet. Makes texts, saves none.
(function (letters) {
  "use strict";

  // RFC 5545: backslash, comma, semicolon and line ends are escaped; lines fold at 75 bytes.
  function escaped(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
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
  function plain(date) { return date.replace(/-/g, ""); }
  function after(date) {
    var next = new Date(date + "T00:00:00Z");
    next.setUTCDate(next.getUTCDate() + 1);
    return next.toISOString().slice(0, 10);
  }

  // One event of a whole day. `made` is the moment it is made, a Date.
  letters.reminder = function (title, text, date, uid, made) {
    return [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Reinstate//Handbook//EN",
      "BEGIN:VEVENT",
      "UID:" + uid,
      "DTSTAMP:" + made.toISOString().replace(/[-:]|\.\d+/g, ""),
      "DTSTART;VALUE=DATE:" + plain(date),
      "DTEND;VALUE=DATE:" + plain(after(date)),
      "SUMMARY:" + escaped(title),
      "DESCRIPTION:" + escaped(text),
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:" + escaped(title),
      "TRIGGER:PT9H",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      ""
    ].map(folded).join("\r\n");
  };

  // RFC 4180, with a byte order mark for Excel; what a spreadsheet would run as a formula is text.
  letters.table = function (rows) {
    var lines = rows.map(function (row) {
      return row.map(function (cell) {
        var text = /^[\s]*[=+\-@]/.test(cell) ? "'" + cell : cell;
        return '"' + text.replace(/"/g, '""') + '"';
      }).join(",");
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };
})(window.ReinstateLetters);
