// Finds in what was typed the things that no letter may hold. Returns the name of the reason (a
// word "secret-…" explains it) and the text found; null where there is nothing. Looks, never keeps.
(function (letters) {
  "use strict";

  var KEYS = [
    /(?:^|\W)((?:sk|pk|rk)-(?=[\w-]*[A-Z0-9])[\w-]{12,})/,
    /(?:^|\W)(sk-(?:proj-)?[A-Za-z]{20,})/,
    /(?:^|\W)(sk-[\w-]*(?:\.{2,}|\*{2,})[\w*-]*)/,
    /\b(?:gh[pousr]_|github_pat_|xox[abprs]-|AKIA|AIza)[\w-]{12,}/
  ];
  var SESSIONS = [
    /\bsess-[\w-]{8,}/,
    /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/,
    /\bBearer\s+[\w.~+/-]{12,}/i,
    /[\w.-]*session[-_]?token\s*[=:：]\s*\S{8,}/i
  ];
  var LABELLED = "\\s*(?:是|为|is|was)?\\s*[:：=]?\\s*";
  var CVC = new RegExp("(?:\\bcvc2?|\\bcvv2?|\\bcvn2?|security code|安全码|安全碼)" + LABELLED + "\\d{3,4}(?!\\d)", "i");
  var CODE = new RegExp(
    "(?:验证码|驗證碼|校验码|动态码|动态密码|verification code|one[- ]?time (?:code|password|passcode)|" +
      "passcode|\\botp|\\b2fa(?: code)?|login code|security code)[^\\d\\n]{0,12}\\d(?:[ -]?\\d){3,7}(?!\\d)",
    "i"
  );
  var BARE_CODE = /\b(?:code|G)\b[^\d\n]{0,4}\d{3}[ -]?\d{3}(?!\d)/i;
  var RECOVERY = /(?:recovery (?:code|key)|backup code|恢复码|恢复密钥|备用码|备用验证码)s?\s*(?:是|is)?\s*[:：=]?\s*(?=[\w-]*\d)[\w-]{6,}/i;
  var PASSWORD = [
    /(?:password|passwd|\bpwd|passphrase|密码|密碼|口令)\s*[:：=]\s*[!-~]{4,}/i,
    /(?:密码|密碼|口令)\s*(?:是|为)\s*[!-~]{4,}/,
    /(?:password|passphrase)\s+is\s+(?=[!-~]*[\d!@#$%^&*_+=])[!-~]{4,}/i
  ];
  // Where six digits alone are a date, a sum, a number of an order or a postcode.
  var NUMBERED = [
    "date", "date-range", "money", "case-id", "user-id", "org-id", "card-last4", "reference"
  ];

  function luhn(digits) {
    var sum = 0;
    for (var place = 0; place < digits.length; place += 1) {
      var digit = Number(digits[digits.length - 1 - place]);
      if (place % 2) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
    return sum % 10 === 0;
  }

  // Dates written one after the other look like a card's number; order numbers of Google begin so.
  function card(text) {
    var bare = text
      .replace(/(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)/g, " | ")
      .replace(/GPA\.[\d-]+/g, " | ");
    var runs = bare.match(/\d(?:[ ./-]?\d)+/g) || [];
    return runs.filter(function (run) {
      var digits = run.replace(/\D/g, "");
      return /^[2-6]\d{12,18}$/.test(digits) && luhn(digits);
    })[0] || "";
  }

  function first(patterns, text) {
    var found = "";
    patterns.some(function (pattern) {
      var match = pattern.exec(text);
      found = match ? match[1] || match[0] : "";
      return Boolean(match);
    });
    return found;
  }

  var RULES = [
    ["secret-key", function (text) { return first(KEYS, text); }],
    ["secret-session", function (text) { return first(SESSIONS, text); }],
    ["secret-card", card],
    ["secret-last4", function (text, kind) {
      return kind === "card-last4" && text.replace(/\D/g, "").length > 4 ? text : "";
    }],
    ["secret-cvc", function (text) { return first([CVC], text); }],
    ["secret-recovery", function (text) { return first([RECOVERY], text); }],
    ["secret-password", function (text) { return first(PASSWORD, text); }],
    ["secret-code", function (text, kind) {
      if (NUMBERED.indexOf(kind) >= 0) return "";
      if (/^\s*(?:G-)?\d{3}[ -]?\d{3}\s*$/.test(text)) return text;
      return first([CODE, BARE_CODE], text);
    }]
  ];

  letters.secret = function (value, kind) {
    // Full-width digits and letters count as what they stand for.
    var text = value.normalize("NFKC");
    var found = null;
    RULES.some(function (rule) {
      var match = rule[1](text, kind);
      if (match) found = { reason: rule[0], text: match, whole: match.trim() === text.trim() };
      return Boolean(match);
    });
    return found;
  };
})(window.ReinstateLetters);
