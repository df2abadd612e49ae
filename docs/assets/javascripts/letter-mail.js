// A filled letter as something a mail program opens. scripts/kb/letters/mail.py does the same, and
// tests/letters/vectors.toml is run on both.
(function (letters) {
  "use strict";

  var ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  var LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  var ADDRESS = new RegExp(
    "^" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+$"
  );
  // RFC 5322 wants a sender. This one can receive nothing; the mail program puts its own.
  var NO_SENDER = "draft@letter.invalid";
  var WORD_BYTES = 42;
  // Longer ones are cut by some mail programs and systems, without a word.
  letters.MAILTO_LIMIT = 1900;

  function base64(text) {
    var bytes = new TextEncoder().encode(text);
    var binary = "";
    bytes.forEach(function (byte) { binary += String.fromCharCode(byte); });
    return btoa(binary);
  }

  function header(text) {
    if (/^[!-~](?:[ -~]{0,60}[!-~])?$/.test(text) && text.indexOf("=?") < 0) return text;
    var chunks = [""];
    Array.from(text.replace(/[\x00-\x1f\x7f]/g, " ")).forEach(function (character) {
      var last = chunks.length - 1;
      if (new TextEncoder().encode(chunks[last] + character).length > WORD_BYTES) {
        chunks.push(character);
      } else {
        chunks[last] += character;
      }
    });
    return chunks.map(function (chunk) {
      return "=?utf-8?B?" + base64(chunk) + "?=";
    }).join("\r\n ");
  }

  // The message as RFC 5322 has it: ASCII, CRLF, the body's UTF-8 in base64.
  letters.eml = function (subject, text, sender, recipient, date) {
    var lines = ["From: " + (ADDRESS.test(sender) ? sender : NO_SENDER)];
    if (ADDRESS.test(recipient)) lines.push("To: " + recipient);
    lines.push(
      "Subject: " + header(subject),
      "Date: " + date,
      "X-Unsent: 1",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      ""
    );
    var body = base64(text.replace(/\n/g, "\r\n")).match(/.{1,76}/g) || [];
    return lines.concat(body, "").join("\r\n");
  };

  letters.mailto = function (subject, text, recipient) {
    var asked = [["subject", subject], ["body", text.replace(/\n/g, "\r\n")]];
    var fields = asked.filter(function (pair) { return pair[1]; }).map(function (pair) {
      return pair[0] + "=" + encodeURIComponent(pair[1]);
    });
    var to = encodeURIComponent(recipient).replace(/%40/g, "@");
    return "mailto:" + to + (fields.length ? "?" + fields.join("&") : "");
  };

  letters.mailDate = function (date) {
    return date.toUTCString().replace("GMT", "+0000");
  };
})(window.ReinstateLetters);
