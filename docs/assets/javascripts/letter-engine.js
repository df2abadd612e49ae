// A letter as text: its blanks, its parts, the whole. scripts/kb/letters/engine.py does the same,
// and tests/letters/vectors.toml is run on both. Knows no page, keeps nothing, sends nothing.
//
// letter:  { subject: {zh, en}, clauses: [{id, part, conditional, text: {zh, en}}],
//            fields: [{id, label: {zh, en}, optional}] }
// answers: { confirmed: [clause id], values: {field id: text or {zh, en}} }
window.ReinstateLetters = window.ReinstateLetters || {};
(function (letters) {
  "use strict";

  var BLANK = /\{\{([a-z][a-z0-9_]*)\}\}/g;
  var INVISIBLE = new RegExp(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f" +
      "\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]"
  );
  var PICTURE = /^[\u2190-\u2bff\u{1f000}-\u{1faff}]$/u;
  var MODIFIER = /^[\ufe0f\u{1f3fb}-\u{1f3ff}]$/u;
  var JOINED_SCRIPT = /^[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]$/;
  var LONE = /^[\ud800-\udfff]$/;

  // A joiner carries meaning inside an emoji and in Arabic and Indic writing; nowhere else.
  function joins(before, after) {
    var last = before[before.length - 1];
    if (!last || !after) return false;
    if (JOINED_SCRIPT.test(last) && JOINED_SCRIPT.test(after)) return true;
    var base = MODIFIER.test(last) ? before[before.length - 2] : last;
    return Boolean(base) && PICTURE.test(base) && PICTURE.test(after);
  }

  // The value as typed, with plain line ends and without what nobody can see.
  function clean(value) {
    var characters = Array.from(value.replace(/\r\n|[\r\u2028\u2029]/g, "\n"));
    var kept = [];
    characters.forEach(function (character, number) {
      if (!INVISIBLE.test(character)) {
        kept.push(LONE.test(character) ? "\ufffd" : character);
      } else if (character === "\u200c" || character === "\u200d") {
        if (joins(kept, characters[number + 1])) kept.push(character);
      }
    });
    return kept.join("");
  }

  function valueOf(answers, name, language) {
    var own = Object.prototype.hasOwnProperty.call(answers.values, name);
    var value = own ? answers.values[name] : "";
    var text = clean(typeof value === "string" ? value : value[language] || "");
    return text.trim() ? text : "";
  }

  function names(texts) {
    var found = [];
    texts.forEach(function (text) {
      text.replace(BLANK, function (_, name) {
        if (found.indexOf(name) < 0) found.push(name);
        return "";
      });
    });
    return found;
  }

  function fieldOf(letter, name) {
    return letter.fields.filter(function (field) { return field.id === name; })[0];
  }

  // The template as pieces of text; a blank without a value is a piece that names its field.
  // One pass: a value is never looked at again.
  function pieces(letter, template, answers, language) {
    var found = [];
    var end = 0;
    template.replace(BLANK, function (whole, name, at) {
      var value = valueOf(answers, name, language);
      var field = fieldOf(letter, name);
      found.push({ text: template.slice(end, at), blank: "" });
      if (value) found.push({ text: value, blank: "" });
      else found.push({ text: field ? "[" + field.label[language] + "]" : whole, blank: name });
      end = at + whole.length;
      return "";
    });
    found.push({ text: template.slice(end), blank: "" });
    return found.filter(function (piece) { return piece.text; });
  }

  // An unconditional clause whose blanks are all optional and all empty says nothing.
  function saysNothing(letter, clause, answers, language) {
    var found = names([clause.text[language]]);
    return found.length > 0 && found.every(function (name) {
      var field = fieldOf(letter, name);
      return field && field.optional && !valueOf(answers, name, language);
    });
  }

  // The clauses that stand in the letter: the unconditional ones and the confirmed ones.
  function used(letter, answers, language) {
    return letter.clauses.filter(function (clause) {
      if (clause.conditional) return answers.confirmed.indexOf(clause.id) >= 0;
      return !saysNothing(letter, clause, answers, language);
    });
  }

  // The pieces of one part, or of all parts where none is named.
  function textPieces(letter, part, answers, language) {
    var found = [];
    used(letter, answers, language).forEach(function (clause) {
      if (part && clause.part !== part) return;
      if (found.length) found.push({ text: "\n\n", blank: "" });
      found = found.concat(pieces(letter, clause.text[language], answers, language));
    });
    return found;
  }

  function subjectPieces(letter, answers, language) {
    return pieces(letter, letter.subject[language], answers, language).map(function (piece) {
      return { text: piece.text.replace(/\n/g, " "), blank: piece.blank };
    });
  }

  function join(found) {
    return found.map(function (piece) { return piece.text; }).join("");
  }

  // The fields that still show as blanks in subject and text, in the order of their first use.
  function unfilled(letter, answers, language) {
    var texts = used(letter, answers, language).map(function (clause) {
      return clause.text[language];
    });
    return names([letter.subject[language]].concat(texts)).filter(function (name) {
      return !valueOf(answers, name, language);
    });
  }

  letters.clean = clean;
  letters.join = join;
  letters.names = names;
  letters.subjectPieces = subjectPieces;
  letters.textPieces = textPieces;
  letters.unfilled = unfilled;
  letters.used = used;
  letters.valueOf = valueOf;
  letters.partText = function (letter, part, answers, language) {
    return join(textPieces(letter, part, answers, language));
  };
  letters.wholeText = function (letter, answers, language) {
    return join(textPieces(letter, "", answers, language));
  };
  letters.subject = function (letter, answers, language) {
    return join(subjectPieces(letter, answers, language));
  };
})(window.ReinstateLetters);
