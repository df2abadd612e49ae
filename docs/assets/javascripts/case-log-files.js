// The log as a table for a spreadsheet. Makes a text, saves none.
(function (letters) {
  "use strict";

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
