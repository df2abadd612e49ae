// Reads a pasted text and tells which known notices it is. The same steps, in the same order, as
// scripts/kb/notices/: whoever changes one changes the other, and the tests compare their answers.
// Pure: no page, no network, no regular expression on what was pasted.
(function (root) {
  "use strict";

  const LIMIT = 200000, TAG = 400;
  const LIGHT = 1, HAN = 2, LATIN = 4;
  const WINDOWS = 60, BUDGET = 6000, APART = 2;
  const LONGEST = 24, UNKNOWN = 3000, CODES = 500, ADDRESSES = 400;
  const LOOK_BACK = 14, DENIAL = 5, SHORT = 25;
  const RANK = { sure: 0, likely: 1, possible: 2 };
  const set = (text) => new Set(text);
  const INVISIBLE = set("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f");
  const APOSTROPHES = set("'’‘`´ʼ");
  const SENTENCE = set("!?;。！？；");
  const LIGATURES = { "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl" };
  const ENTITIES = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const BREAKING = new Set(["br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "/p", "/div", "/tr", "/td"]);
  const LOOKALIKE = {};
  "аеорсухіѕԁ".split("").forEach((from, at) => { LOOKALIKE[from] = "aeopcyxisd"[at]; });

  const latin = (c) => c >= "a" && c <= "z";
  const digit = (c) => c >= "0" && c <= "9";
  const han = (c) => c >= "\u3400" && c <= "\u9fff";
  const hex = (text) => text !== "" && Array.from(text).every((c) => digit(c) || latin(c.toLowerCase()) && c.toLowerCase() <= "f");

  function folded(c) {
    const number = c.charCodeAt(0);
    if (number < 0x80) return number >= 0x41 && number <= 0x5a ? String.fromCharCode(number + 32) : c;
    if (number >= 0xff01 && number <= 0xff5e) return String.fromCharCode(number - 0xfee0).toLowerCase();
    if (number < 0x250) return c.toLowerCase().normalize("NFD").charAt(0).toLowerCase();
    if (number < 0x530) {
      const small = c.toLowerCase().charAt(0);
      return LOOKALIKE[small] || small;
    }
    return number === 0x3000 || number === 0x2003 || number === 0x2002 || number === 0x2009 ? " " : c;
  }

  // What a reader sees: characters, and the stretch of the text that each comes from.
  function glyphs(text) {
    const chars = [], starts = [], ends = [], unclosed = new Set();
    let at = 0;
    const size = text.length;
    const emit = (c, end) => { chars.push(c); starts.push(at); ends.push(end); at = end; };
    const find = (what, from, to) => {
      const end = Math.min(to, size);
      for (let i = from; i < end; i++) if (text[i] === what) return i;
      return -1;
    };
    function prefix() {
      while (at < size && (text[at] === " " || text[at] === ">" || text[at] === "\t" || text[at] === "|")) at++;
    }
    function numbered(digits) {
      const sixteen = digits[0] === "x" || digits[0] === "X";
      const body = sixteen ? digits.slice(1) : digits;
      const fits = sixteen ? hex(body) : body !== "" && Array.from(body).every(digit);
      const number = fits ? parseInt(body, sixteen ? 16 : 10) : 0;
      return number > 0x1f && number < 0xd800 ? String.fromCharCode(number) : " ";
    }
    function backslash() {
      let end = at;
      while (end < size && text[end] === "\\") end++;
      const next = text.charAt(end), digits = text.substr(end + 1, 4);
      if (next === "u" && digits.length === 4 && hex(digits)) emit(folded(String.fromCharCode(parseInt(digits, 16))), end + 5);
      else if (next === "n") emit("\n", end + 1);
      else if (next === "r" || next === "t") emit(" ", end + 1);
      else at = end;
    }
    function entity() {
      const end = find(";", at, at + 10);
      const name = end > 0 ? text.slice(at + 1, end) : "";
      if (!name || !Array.from(name).every((c) => latin(c.toLowerCase()) && c < "\x80" || digit(c) || c === "#")) emit("&", at + 1);
      else if (name[0] === "#") emit(folded(numbered(name.slice(1))), end + 1);
      else emit(ENTITIES[name] || (name.endsWith("squo") ? "'" : " "), end + 1);
    }
    function tag() {
      const after = text.charAt(at + 1);
      if (after && !(after < "\x80" && latin(after.toLowerCase()) || after === "/" || after === "!")) return emit(" ", at + 1);
      if (!after) return emit(" ", at + 1);
      let end = find(">", at, at + TAG);
      const again = find("<", at + 1, at + TAG);
      if (end < 0 || again >= 0 && again < end) return emit(" ", at + 1);
      const name = text.slice(at + 1, end).toLowerCase().split(" ")[0];
      if ((name === "style" || name === "script") && !unclosed.has(name)) {
        const close = text.indexOf("</" + name, end);
        if (close > 0) end = close; else unclosed.add(name);
      }
      let bare = name;
      while (bare.endsWith("/")) bare = bare.slice(0, -1);
      return emit(BREAKING.has(bare) ? "\n" : " ", end + 1);
    }
    function quoted() {
      if (text[at + 1] === "\n") { at += 2; return; }
      if (text[at + 1] === "\r" && text[at + 2] === "\n") { at += 3; return; }
      const data = [];
      let end = at;
      const upper = (c) => digit(c) || c >= "A" && c <= "F";
      while (text[end] === "=" && end + 2 < size && upper(text[end + 1]) && upper(text[end + 2])) {
        data.push(parseInt(text.substr(end + 1, 2), 16));
        end += 3;
      }
      if (!data.length) return emit("=", at + 1);
      const from = at;
      for (const c of new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(data))) {
        chars.push(folded(c)); starts.push(from); ends.push(end);
      }
      at = end;
    }
    function hyphen() {
      let end = at + 1;
      while (text[end] === "\r") end++;
      if (!(text[end] === "\n" && chars.length && latin(chars[chars.length - 1]))) return emit("-", at + 1);
      end++;
      while (end < size && (text[end] === " " || text[end] === ">" || text[end] === "\t" || text[end] === "|")) end++;
      at = end;
    }
    prefix();
    while (at < size) {
      const c = text[at];
      switch (c) {
        case "\\": backslash(); break;
        case "&": entity(); break;
        case "<": tag(); break;
        case "=": quoted(); break;
        case "-": hyphen(); break;
        case "\r": at++; break;
        case "\n": emit("\n", at + 1); prefix(); break;
        case "\x1b": {
          const end = find("m", at, at + 10);
          at = end > 0 ? end + 1 : at + 1;
          break;
        }
        default:
          if (c < "\x80") emit(c >= "A" && c <= "Z" ? c.toLowerCase() : c, at + 1);
          else if (INVISIBLE.has(c)) at++;
          else if (LIGATURES[c]) {
            const from = at++;
            for (const part of LIGATURES[c]) { chars.push(part); starts.push(from); ends.push(at); }
          } else emit(folded(c), at + 1);
      }
    }
    return { chars, starts, ends };
  }

  function words(text, fold) {
    const seen = glyphs(text), chars = seen.chars;
    const out = { text: [], start: [], end: [], sentence: [], codes: [] };
    let sentence = 0, lines = 0, word = "", wordStart = 0, wordEnd = 0, run = "", runStart = 0, runEnd = 0;
    function endWord() {
      if (!word) return;
      out.text.push(word); out.start.push(wordStart); out.end.push(wordEnd); out.sentence.push(sentence);
      word = "";
    }
    function endRun() {
      endWord();
      if (run && (run.includes("_") || run.includes("-") || run.includes("."))) {
        out.codes.push([run.split("-").join("_"), runStart, runEnd]);
      }
      run = "";
    }
    for (let at = 0; at < chars.length; at++) {
      const c = chars[at], next = at + 1 < chars.length ? chars[at + 1] : "\n";
      if (latin(c) || digit(c)) {
        if (!word) wordStart = seen.starts[at];
        if (!run) runStart = seen.starts[at];
        word += c; run += c;
        wordEnd = runEnd = seen.ends[at];
        lines = 0;
      } else if (word && APOSTROPHES.has(c)) {
        continue;
      } else if (word && (c === "_" || c === "-" || c === ".") && (latin(next) || digit(next))) {
        endWord();
        run += c;
        runEnd = seen.ends[at];
      } else {
        endRun();
        if (han(c)) {
          out.text.push(fold[c] || c);
          out.start.push(seen.starts[at]); out.end.push(seen.ends[at]); out.sentence.push(sentence);
          lines = 0;
        } else if (c === "\n") {
          if (++lines === 2) sentence++;
        } else if (SENTENCE.has(c) || c === "." && (next === " " || next === "\n")) sentence++;
      }
    }
    endRun();
    return out;
  }

  function distance(one, other, most) {
    let before = null, row = [];
    for (let j = 0; j <= other.length; j++) row.push(j);
    for (let i = 1; i <= one.length; i++) {
      const fresh = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        fresh.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      before = row; row = fresh;
    }
    return row[other.length];
  }

  const ascii = (word) => { for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0x7f) return false; return true; };

  // A bit for each letter: two words that differ in k letters differ in at most 2k bits.
  function letters(word) {
    let mask = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      mask |= 1 << (code >= 97 ? code - 97 : 26 + (code & 3));
    }
    return mask;
  }
  function bits(mask) {
    let count = 0;
    while (mask) { mask &= mask - 1; count++; }
    return count;
  }

  function Spelling() {
    const ids = new Map(), known = [], masks = [], shelf = new Map();
    let seen = new Map();
    function learn(word) {
      let id = ids.get(word);
      if (id !== undefined) return id;
      id = known.length;
      ids.set(word, id); known.push(word); masks.push(letters(word));
      if (word.length >= 4 && word.length <= LONGEST && ascii(word)) {
        const keys = new Set([word.length + word[0], word.length + "-" + word[word.length - 1]]);
        keys.forEach((key) => { if (!shelf.has(key)) shelf.set(key, []); shelf.get(key).push(id); });
      }
      return id;
    }
    function nearest(word) {
      let best = 3, found = -1;
      const mask = letters(word), size = word.length;
      for (let length = size - 2; length <= size + 2; length++) {
        const allowed = Math.min(length, size) < 7 ? 1 : 2;
        if (Math.abs(length - size) > allowed) continue;
        for (const key of [length + word[0], length + "-" + word[size - 1]]) {
          for (const id of shelf.get(key) || []) {
            if (bits(mask ^ masks[id]) > 2 * allowed) continue;
            const apart = distance(word, known[id], allowed);
            if (apart <= allowed && (apart < best || apart === best && found >= 0 && id < found)) { best = apart; found = id; }
          }
        }
      }
      return found;
    }
    const allDigits = (word) => Array.from(word).every(digit);
    function near(word) {
      const exact = ids.get(word);
      if (exact !== undefined) return exact;
      if (word.length < 4 || word.length > LONGEST || !ascii(word) || allDigits(word)) return -1;
      let id = seen.get(word);
      if (id === undefined) {
        if (seen.size >= UNKNOWN) return -1;
        seen.set(word, id = nearest(word));
      }
      return id;
    }
    function cut(word) {
      if (word.length < 6 || word.length > LONGEST || !ascii(word)) return 0;
      for (let k = 2; k < word.length - 1; k++) if (ids.has(word.slice(0, k)) && ids.has(word.slice(k))) return k;
      return 0;
    }
    function correct(all) {
      const out = { text: [], start: [], end: [], sentence: [], codes: all.codes };
      const add = (text, start, end, sentence) => { out.text.push(text); out.start.push(start); out.end.push(end); out.sentence.push(sentence); };
      for (let at = 0; at < all.text.length; at++) {
        const word = all.text[at], next = at + 1 < all.text.length ? all.text[at + 1] : "";
        const knows = ids.has(word);
        if (next && word.length + next.length >= 6 && !(knows && ids.has(next)) && ids.has(word + next) && ascii(word + next)) {
          add(word + next, all.start[at], all.end[at + 1], all.sentence[at]);
          at++;
          continue;
        }
        const k = knows ? 0 : cut(word);
        if (k) {
          add(word.slice(0, k), all.start[at], all.start[at] + k, all.sentence[at]);
          add(word.slice(k), all.start[at] + k, all.end[at], all.sentence[at]);
        } else add(word, all.start[at], all.end[at], all.sentence[at]);
      }
      return out;
    }
    return { learn, near, correct, forget: () => { seen = new Map(); } };
  }

  function parse(owner, group, written, split, learn) {
    const ids = [-1], weights = [0], before = [[]], units = [];
    const strict = !owner;
    let front = [0], heavy = 0, length = 0, rest = written;
    function choice(parts, needed) {
      const ends = [], heads = [];
      let heaviest = 0, longest = 0;
      for (const part of parts) {
        let here = front, sum = 0, head = null;
        const all = part.map(learn);
        if (needed && all.every((learnt) => learnt[1] === LIGHT)) all.forEach((learnt) => { learnt[1] = HAN; });
        for (const learnt of all) {
          ids.push(learnt[0]); weights.push(learnt[1]); before.push(here);
          here = [ids.length - 1];
          if (learnt[1] > LIGHT) { sum += learnt[1]; head = head || learnt; }
        }
        for (const end of here) if (!ends.includes(end)) ends.push(end);
        heads.push(head);
        heaviest = Math.max(heaviest, sum); longest = Math.max(longest, part.length);
      }
      front = ends; heavy += heaviest; length += longest;
      if (heads.every(Boolean)) units.push([heads.map((head) => head[0]), Math.min(...heads.map((head) => head[1]))]);
    }
    while (rest) {
      const open = rest.indexOf("{"), plain = open < 0 ? rest : rest.slice(0, open);
      for (const word of split(plain)) choice([[word]]);
      if (open < 0) break;
      const close = rest.indexOf("}", open), inside = rest.slice(open + 1, close < 0 ? rest.length : close);
      rest = close < 0 ? "" : rest.slice(close + 1);
      if (inside) {
        const parts = inside.split("|").map(split);
        choice(parts, parts.length === 1 || strict && parts.every((part) => part.length));
      }
    }
    return { owner, group, written, ids, weights, before, ends: front, units, heavy, length };
  }

  // Aligns a phrase with a window of the text. The state at each word of the phrase is a score,
  // the first word of the text, weight missing, weight found, words between, and denials.
  const MOST = 128, NOWHERE = -10000;
  const table = () => ({ score: new Int32Array(MOST), first: new Int32Array(MOST), missing: new Int32Array(MOST), found: new Int32Array(MOST), between: new Int32Array(MOST), denied: new Int32Array(MOST) });
  let oldRow = table(), newRow = table();

  function fillRow(phrase, id, place, old, row, leap, denies) {
    row.score[0] = 0; row.first[0] = -1; row.missing[0] = row.found[0] = row.between[0] = row.denied[0] = 0;
    for (let at = 1; at < phrase.ids.length; at++) {
      const weight = phrase.weights[at], heavy = weight > LIGHT ? weight : 0;
      let score = NOWHERE, first = -1, missing = 0, found = 0, between = 0, denied = 0;
      if (old) {
        if (old.first[at] >= 0) {
          score = old.score[at] - 1; first = old.first[at]; missing = old.missing[at]; found = old.found[at];
          between = old.between[at] + 1 + leap; denied = old.denied[at] + denies;
        }
        if (id === phrase.ids[at]) {
          for (const from of phrase.before[at]) {
            if (old.score[from] + 2 * weight > score) {
              score = old.score[from] + 2 * weight;
              first = old.first[from] >= 0 ? old.first[from] : place;
              missing = old.missing[from]; found = old.found[from] + heavy;
              between = old.between[from] + (old.first[from] >= 0 ? leap : 0); denied = old.denied[from];
            }
          }
        }
      }
      for (const from of phrase.before[at]) {
        if (row.score[from] - weight > score) {
          score = row.score[from] - weight; first = row.first[from]; missing = row.missing[from] + heavy;
          found = row.found[from]; between = row.between[from]; denied = row.denied[from];
        }
      }
      row.score[at] = score; row.first[at] = first; row.missing[at] = missing; row.found[at] = found;
      row.between[at] = between; row.denied[at] = denied;
    }
  }

  function Book(data) {
    const spelling = Spelling(), fold = data.fold;
    const stop = new Set(data.stop.map((word) => fold[word] || word));
    const split = (text) => words(text, fold).text;
    const learn = (word) => [spelling.learn(word), stop.has(word) ? LIGHT : han(word[0]) ? HAN : LATIN];
    const phrases = data.phrases.map((one) => parse(one[0], one[1], one[2], split, learn));
    data.apart.forEach(spelling.learn);
    const negations = new Set(data.negations.map((word) => spelling.learn(fold[word] || word)));

    function read(text) {
      spelling.forget();
      const all = spelling.correct(words(text, fold));
      const ids = all.text.map(spelling.near), places = new Map();
      ids.forEach((id, place) => {
        if (id < 0) return;
        const list = places.get(id);
        if (list) list.push(place); else places.set(id, [place]);
      });
      return { words: all, ids, places };
    }

    const NONE = [];
    function anchors(phrase, places) {
      const allowed = Math.floor(phrase.heavy / 6);
      let absent = 0;
      const counted = phrase.units.map((unit, at) => {
        let count = 0;
        for (const id of unit[0]) count += (places.get(id) || NONE).length;
        if (!count) absent += unit[1];
        return [count, at];
      });
      if (absent > allowed) return NONE;
      counted.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const chosen = new Set();
      let weighed = 0;
      for (const [, at] of counted) {
        if (weighed > allowed) break;
        weighed += phrase.units[at][1];
        for (const id of phrase.units[at][0]) for (const place of (places.get(id) || NONE).slice(0, WINDOWS)) chosen.add(place);
      }
      return Array.from(chosen).sort((a, b) => a - b);
    }

    function align(phrase, text, low, high) {
      const ids = text.ids, sentence = text.words.sentence;
      const present = new Set();
      for (let place = low; place < high; place++) present.add(ids[place]);
      let lacking = 0;
      for (const unit of phrase.units) if (!unit[0].some((id) => present.has(id))) lacking += unit[1];
      if (lacking > Math.floor(phrase.heavy / 6) || phrase.ids.length > MOST) return null;
      fillRow(phrase, -1, 0, null, oldRow, 0, 0);
      let best = NOWHERE, last = -1, first = -1, missing = 0, found = 0, between = 0, denied = 0;
      for (let place = low; place < high; place++) {
        const leap = place > low && sentence[place] !== sentence[place - 1] ? APART : 0;
        fillRow(phrase, ids[place], place, oldRow, newRow, leap, negations.has(ids[place]) ? 1 : 0);
        for (const end of phrase.ends) {
          if (newRow.score[end] > best) {
            best = newRow.score[end]; last = place; first = newRow.first[end]; missing = newRow.missing[end];
            found = newRow.found[end]; between = newRow.between[end]; denied = newRow.denied[end];
          }
        }
        const spare = oldRow; oldRow = newRow; newRow = spare;
      }
      const good = first >= 0 && !denied && missing * 5 <= found && between <= Math.floor(found / 6) && best >= found;
      return good ? { phrase, first, last, missing } : null;
    }

    function matches(text) {
      const found = [];
      let left = BUDGET;
      for (const phrase of phrases) {
        const here = anchors(phrase, text.places).slice(0, Math.min(WINDOWS, left));
        left -= here.length;
        const slack = Math.floor(phrase.length / 4) + 2;
        let after = -1;
        for (const anchor of here) {
          if (anchor <= after) continue;
          const low = Math.max(after + 1, anchor - phrase.length - slack);
          const high = Math.min(text.ids.length, anchor + phrase.length + slack + 1);
          const match = align(phrase, text, low, high);
          if (match) { found.push(match); after = match.last; }
        }
      }
      return found;
    }
    return { read, matches, negations };
  }

  function part(c) {
    const small = c.toLowerCase();
    return small >= "a" && small <= "z" || digit(c) || c === "-" || c === "." || c === "_" || c === "+" || c >= "\u0370" && c <= "\u052f";
  }

  function addresses(text, endings) {
    const found = [], known = new Set(endings);
    let at = 0;
    while (at < text.length && found.length < ADDRESSES) {
      if (!part(text[at])) { at++; continue; }
      let end = at;
      while (end < text.length && part(text[end])) end++;
      let from = at, to = end;
      const edge = (c) => c === "." || c === "-" || c === "_" || c === "+";
      while (from < to && edge(text[from])) from++;
      while (to > from && edge(text[to - 1])) to--;
      const written = text.slice(from, to), host = Array.from(written, folded).join(""), labels = host.split(".");
      if (labels.length > 1 && host.length <= 253 && known.has(labels[labels.length - 1])) {
        let mailbox = "", start = at;
        if (text[at - 1] === "@") {
          let first = at - 1;
          while (first > 0 && at - first < 65 && part(text[first - 1])) first--;
          mailbox = text.slice(first, at - 1).toLowerCase();
          start = first;
        }
        const foreign = Array.from(written).some((c) => c >= "\u0370" && c <= "\u052f");
        found.push({ host, mailbox, start, end, foreign });
      }
      at = end;
    }
    return found;
  }

  const below = (host, domains) => domains.some((domain) => host === domain || host.endsWith("." + domain));
  const HEADERS = ["from", "sender", "reply-to", "发件人", "寄件者", "寄件人", "发送者", "来自"];
  const DIGITS = { 0: "o", 1: "l", 3: "e", 4: "a", 5: "s" };

  function imitates(address, domains) {
    if (below(address.host, domains.official)) return address.foreign;
    if (below(address.host, domains.partners)) return false;
    return address.host.split(".").slice(0, -1).some((label) => {
      const plain = Array.from(label).filter((c) => c !== "-" && c !== "_").map((c) => DIGITS[c] || c).join("").split("rn").join("m").split("vv").join("w");
      return domains.brands.some((brand) => plain.includes(brand) || plain.split("l").join("i").includes(brand)
        || [plain].concat(label.split("-")).some((one) => one && distance(one, brand, 1) <= 1));
    });
  }

  function claimsBrand(address, line, domains) {
    if (!address.mailbox || below(address.host, domains.official) || below(address.host, domains.partners)) return false;
    let bare = line;
    while (bare && " >*|\t".includes(bare[0])) bare = bare.slice(1);
    const named = HEADERS.some((header) => bare.startsWith(header)) && domains.brands.some((brand) => line.includes(brand));
    const inside = domains.brands.some((brand) => address.mailbox.includes(brand));
    return named || inside && below(address.host, domains.freemail);
  }

  function nearestCode(code, known) {
    let best = 3, found = "";
    for (const one of known) {
      if (one === code) return one;
      const allowed = one.length > 12 ? 2 : 1;
      if (Math.abs(one.length - code.length) <= allowed && code.length < 60) {
        const apart = distance(code, one, allowed);
        if (apart <= allowed && apart < best) { best = apart; found = one; }
      }
    }
    return found;
  }

  function Judge(written, data, book, owners, byId) {
    const text = book.read(written), matches = book.matches(text);
    const group = (name) => matches.filter((match) => match.phrase.group === name);
    const conditions = new Set();
    group("conditional").forEach((match) => { conditions.add(match.first); conditions.add(match.last); });
    const mark = (match) => ({ start: text.words.start[match.first], end: text.words.end[match.last], why: match.phrase.written });

    function conditional(match) {
      const sentence = text.words.sentence[match.first];
      for (let place = match.first; place <= match.last; place++) {
        if (conditions.has(place) && !match.phrase.ids.includes(text.ids[place])) return true;
      }
      for (let place = match.first - 1; place >= 0 && place >= match.first - LOOK_BACK; place--) {
        if (text.words.sentence[place] !== sentence) return false;
        if (conditions.has(place) || match.first - place <= DENIAL && book.negations.has(text.ids[place])) return true;
      }
      return false;
    }

    let coded = null;
    function codes() {
      if (coded) return coded;
      coded = [];
      const seen = new Map(), known = Array.from(owners.keys());
      for (const [code, start, end] of text.words.codes) {
        if (!seen.has(code)) {
          if (seen.size >= CODES) break;
          seen.set(code, nearestCode(code, known));
        }
        const name = seen.get(code);
        if (name) coded.push([name, name === code, { start, end, why: name }]);
      }
      return coded;
    }

    function uncovered(all) {
      return all.filter((one) => !all.some((other) => other.phrase.owner !== one.phrase.owner && other.first <= one.first
        && one.last <= other.last && other.last - other.first > one.last - one.first));
    }

    function findings() {
      const found = new Map();
      const put = (id, certainty, where) => { if (!found.has(id)) found.set(id, []); found.get(id).push([certainty, where]); };
      for (const match of uncovered(group("strong"))) {
        put(match.phrase.owner, conditional(match) ? "possible" : match.missing ? "likely" : "sure", mark(match));
      }
      const phrased = new Set(found.keys()), near = new Set(group("near").map((match) => match.phrase.owner));
      for (const [code, exact, where] of codes()) {
        let mine = owners.get(code);
        if (mine.length > 1) {
          const said = mine.filter((id) => phrased.has(id)), hinted = mine.filter((id) => near.has(id));
          mine = said.length ? said : hinted.length ? hinted : mine;
        }
        mine.forEach((id) => put(id, exact ? "sure" : "likely", where));
      }
      const weak = new Map();
      for (const match of group("together")) {
        const id = match.phrase.owner;
        if (found.has(id) || conditional(match)) continue;
        if (!weak.has(id)) weak.set(id, new Map());
        if (!weak.get(id).has(match.phrase.written)) weak.get(id).set(match.phrase.written, mark(match));
      }
      weak.forEach((marks, id) => { if (marks.size > 1) marks.forEach((where) => put(id, "likely", where)); });
      const firm = new Set();
      found.forEach((all, id) => { if (all.some((one) => one[0] !== "possible")) firm.add(id); });
      const kept = [];
      found.forEach((all, id) => { if (!byId.get(id).yields.some((other) => firm.has(other))) kept.push(finding(id, all)); });
      const order = new Map(Array.from(byId.keys(), (id, at) => [id, at]));
      return kept.sort((a, b) => (a.certainty === "possible") - (b.certainty === "possible") || byId.get(a.id).severity - byId.get(b.id).severity
        || RANK[a.certainty] - RANK[b.certainty] || order.get(a.id) - order.get(b.id));
    }

    function finding(id, all) {
      const certainty = all.map((one) => one[0]).sort((a, b) => RANK[a] - RANK[b])[0];
      const marks = all.map((one) => one[1]).sort((a, b) => a.start - b.start || a.end - b.end || (a.why < b.why ? -1 : a.why > b.why ? 1 : 0));
      return { id, certainty, marks: marks.filter((one, at) => !at || ["start", "end", "why"].some((key) => one[key] !== marks[at - 1][key])) };
    }

    function isAbout(all) {
      const count = (name) => new Set(group(name).map((match) => match.phrase.written)).size;
      if (text.ids.length < SHORT || codes().length) return false;
      const about = count("about"), frame = count("frame"), doubtful = all.every((one) => one.certainty === "possible");
      return about >= 3 || about === 2 && about > frame || about >= 1 && doubtful;
    }

    function warnings() {
      const asked = [], found = [], clicks = group("click").length;
      for (const name of ["secret", "money", "contact"]) {
        for (const match of group(name)) if (!conditional(match)) asked.push({ id: name, mark: mark(match) });
      }
      const lines = written.toLowerCase();
      for (const address of addresses(written, data.domains.endings)) {
        const where = { start: address.start, end: address.end, why: address.host };
        const from = address.start ? lines.lastIndexOf("\n", address.start - 1) + 1 : 0;
        const line = lines.slice(from, address.start).slice(-120);
        if (imitates(address, data.domains) && (address.mailbox || clicks || asked.length)) found.push({ id: "look-alike", mark: where });
        else if (claimsBrand(address, line, data.domains)) found.push({ id: "sender", mark: where });
      }
      if (codes().length && !found.some((one) => one.id === "sender")) return [];
      const unique = new Map();
      found.concat(asked).forEach((one) => { unique.set(one.id + " " + one.mark.start, one); });
      return Array.from(unique.values());
    }

    function judge(cut) {
      const all = findings(), signs = warnings();
      let kind = all.length ? "notice" : "unknown";
      if ((all.length || signs.length) && isAbout(all)) kind = "about";
      else if (signs.length) kind = "phishing";
      let ban = "unknown";
      if (kind === "notice") {
        const bans = new Set(all.filter((one) => one.certainty !== "possible").map((one) => byId.get(one.id).ban));
        ban = ["yes", "maybe", "no"].find((one) => bans.has(one)) || "unknown";
      }
      return { kind, ban, findings: all, warnings: signs, cut };
    }
    return { judge };
  }

  // decoder(data).decode(text): the judgement of a text, as in scripts/kb/notices/reading.py.
  function decoder(data) {
    const book = Book(data), owners = new Map(), byId = new Map();
    data.entries.forEach((entry) => {
      byId.set(entry.id, entry);
      entry.codes.forEach((code) => { if (!owners.has(code)) owners.set(code, []); owners.get(code).push(entry.id); });
    });
    return {
      decode(pasted) {
        const cut = pasted.length > LIMIT, text = pasted.slice(0, LIMIT);
        if (!text.trim()) return { kind: "empty", ban: "unknown", findings: [], warnings: [], cut: false };
        return Judge(text, data, book, owners, byId).judge(cut);
      },
    };
  }

  const engine = { decoder, words, glyphs, distance };
  if (typeof module !== "undefined" && module.exports) module.exports = engine;
  else root.kbDecoder = engine;
})(typeof self === "undefined" ? this : self);
