/* What the parts of the search engine know of text: kinds of characters, the endings of English
 * words, and the spelling of the index. Knows neither page nor index.
 */
(function (global) {
  "use strict";

  var BUCKETS = 1 << 16;
  var ENDINGS = ["ications", "ication", "ations", "ation", "ators", "ating", "ator", "ated", "ates",
    "ments", "ment", "ions", "ings", "able", "ying", "ion", "ies", "ied", "ing", "ate", "ers",
    "er", "ly", "ed", "es", "e", "s", "y"];

  function code(c) { // 1: letter or digit, 2: Han, 0: neither
    if (c >= 97 && c <= 122 || c >= 48 && c <= 57) return 1;
    if (c >= 0x3400 && c <= 0x9fff || c >= 0xf900 && c <= 0xfaff) return 2;
    return c === 0x3005 || c === 0x3007 ? 2 : 0;
  }

  /* What an inflected word shares with its relatives: "banned" -> "ban", "verified" -> "verif". The
   * same as `light` in scripts/kb/search/stems.py, which corrects it where Snowball disagrees. */
  function stem(word) {
    if (word.length < 4 || /[^a-z]/.test(word)) return word;
    for (var i = 0; i < ENDINGS.length; i++) {
      var ending = ENDINGS[i], left = word.length - ending.length;
      var least = ending.length > 2 || /^(ed|es|s)$/.test(ending) ? 3 : 4;
      if (left < least || word.slice(left) !== ending) continue;
      if (ending === "s" && /[su]/.test(word[left - 1])) continue;
      var doubled = left > 3 && word[left - 1] === word[left - 2] &&
        !/[aeiouls]/.test(word[left - 1]);
      return word.slice(0, doubled && /^(er|ers|ing|ed|able)$/.test(ending) ? left - 1 : left);
    }
    return word;
  }

  /* Undoes scripts/kb/search/packing.py: what each code stands for, then every text. */
  function key(packed) {
    var own = [], at = 0, named = [], words = [], i;
    (packed.alphabet.match(/ [0-9a-f]+ |[^]/g) || []).forEach(function (step) {
      at += step.length > 1 ? parseInt(step, 16) : step.charCodeAt(0) - 0x23;
      own.push(String.fromCharCode(at));
    });
    var pairs = packed.pairs.length / 2, rank = Object.create(null), next = 0xa1;
    var byte = 0x20;
    packed.common.forEach(function (place) {
      while (byte === 0x22 || byte === 0x5c) byte++;
      rank[place] = byte++;
    });
    for (i = 0; i < pairs + own.length; i++) named.push(i in rank ? rank[i] : next++);
    for (i = 0; i < own.length; i++) words[named[pairs + i]] = own[i];
    function spelled(c) { return words[c] || String.fromCharCode(c); }
    for (i = 0; i < pairs; i++) {
      words[named[i]] = spelled(packed.pairs.charCodeAt(2 * i)) +
        spelled(packed.pairs.charCodeAt(2 * i + 1));
    }
    return words;
  }

  function unpack(text, words) {
    var parts = [], from = 0;
    for (var i = 0; i < text.length; i++) {
      var word = words[text.charCodeAt(i)];
      if (!word) continue;
      parts.push(text.slice(from, i), word);
      from = i + 1;
    }
    return parts.join("") + text.slice(from);
  }

  /* The tables and texts of an index as scripts/kb/search/index.py had them before it packed them. */
  function unpacked(packed) {
    var data = {}, words = key(packed);
    Object.keys(packed).forEach(function (name) {
      var text = typeof packed[name] === "string" && !/^(urls|ids|alphabet|pairs)$/.test(name);
      data[name] = text ? unpack(packed[name], words) : packed[name];
    });
    return data;
  }

  function bucket(a, b) { return (a * 31 + b * 7919) & (BUCKETS - 1); }

  global.ReinstateText = {
    HAN: /[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]/, code: code, stem: stem, unpacked: unpacked,
    bucket: bucket, BUCKETS: BUCKETS
  };
})(typeof window === "undefined" ? globalThis : window);
