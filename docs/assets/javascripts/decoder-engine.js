// Reads a pasted text and tells which known notices it is. The same steps, in the same order, as
// scripts/kb/notices/: whoever changes one changes the other, and the tests compare their answers.
// Pure: no page, no network, no regular expression on what was pasted.
(function (root) {
  "use strict";

  const LIMIT = 200000, TAG = 400;
  const LIGHT = 1, HAN = 2, LATIN = 4, SKIPS = 12, NOWHERE = -10000;
  const WINDOWS = 30, BUDGET = 6000, APART = 2;
  const LONGEST = 24, UNKNOWN = 3000, CODES = 500, ADDRESSES = 400;
  const LOOK_BACK = 14, DENIAL = 5, SHORT = 25, BACK = 8, BEFORE = 12;
  const KINDS = ["negations", "future", "to", "plural", "telling", "holding", "own"];
  const RANK = { sure: 0, likely: 1, possible: 2 };
  const set = (text) => new Set(text);
  const INVISIBLE = set("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f");
  const APOSTROPHES = set("'’‘`´ʼ");
  const SENTENCE = set("!?;。！？；");
  const PAUSES = set("),）,，:：“”\"「『（(。；！？"), STOPS = set("，。；“”！？");
  const BETWEEN = set(" '\"`\\*“”‘’「"), STATING = new Set(["code", "type", "error"]);
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

  // What each kind of character is for splitting a text into words.
  const WORD = 1, APOSTROPHE = 2, JOINER = 3, CHINESE = 4, NEWLINE = 5, STOP = 6;
  const CLASS = new Uint8Array(65536);
  const classify = (text, kind) => { for (const c of text) CLASS[c.charCodeAt(0)] = kind; };
  classify("abcdefghijklmnopqrstuvwxyz0123456789", WORD);
  classify(APOSTROPHES, APOSTROPHE);
  classify("_-.", JOINER);
  classify(SENTENCE, STOP);
  classify("\n", NEWLINE);
  CLASS.fill(CHINESE, 0x3400, 0xa000);
  // Characters of a pasted text that are not simply taken over.
  const ODD = new Uint8Array(65536).fill(1);
  for (let code = 0; code < 128; code++) ODD[code] = "\\&<=\x1b-\r\n".includes(String.fromCharCode(code)) ? 1 : 0;
  ODD.fill(0, 0x3001, 0xe000);
  ODD.fill(0, 0x2010, 0x2060);

  let codes = new Uint16Array(1024), starts = new Int32Array(1024), ends = new Int32Array(1024);

  // What a reader sees, as character codes, and the stretch of the text that each comes from.
  // The answer stands in `codes`, `starts` and `ends`; the number of characters is returned.
  function glyphs(text) {
    const size = text.length, unclosed = new Set();
    if (codes.length < size * 3 + 8) {
      codes = new Uint16Array(size * 3 + 8); starts = new Int32Array(size * 3 + 8); ends = new Int32Array(size * 3 + 8);
    }
    let at = 0, n = 0;
    const emit = (c, end) => { codes[n] = c.charCodeAt(0); starts[n] = at; ends[n++] = end; at = end; };
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
      if (!(after && after < "\x80" && (latin(after.toLowerCase()) || after === "/" || after === "!"))) return emit(" ", at + 1);
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
        at = from;
        emit(folded(c), end);
      }
      at = end;
    }
    function hyphen() {
      let end = at + 1;
      while (text[end] === "\r") end++;
      if (!(text[end] === "\n" && n && codes[n - 1] >= 97 && codes[n - 1] <= 122)) return emit("-", at + 1);
      end++;
      while (end < size && (text[end] === " " || text[end] === ">" || text[end] === "\t" || text[end] === "|")) end++;
      at = end;
    }
    prefix();
    while (at < size) {
      const code = text.charCodeAt(at);
      if (!ODD[code]) {
        codes[n] = code >= 65 && code <= 90 ? code + 32 : code;
        starts[n] = at;
        ends[n++] = ++at;
        continue;
      }
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
          if (INVISIBLE.has(c)) at++;
          else if (LIGATURES[c]) {
            const from = at;
            for (const part of LIGATURES[c]) { at = from; emit(part, from + 1); }
          } else emit(folded(c), at + 1);
      }
    }
    return n;
  }

  const PIECE = 8192;
  function flat(n) {
    let text = "";
    for (let at = 0; at < n; at += PIECE) text += String.fromCharCode.apply(null, codes.subarray(at, Math.min(n, at + PIECE)));
    return text;
  }

  function words(text, fold) {
    const n = glyphs(text), seen = flat(n);
    const out = { text: [], start: [], end: [], sentence: [], codes: [] };
    let sentence = 0, lines = 0, first = -1, last = 0, dropped = false, run = -1, joined = false, runLast = 0;
    function plain(from, to) {
      let out = "";
      for (let at = from; at < to; at++) if (CLASS[codes[at]] !== APOSTROPHE) out += seen[at];
      return out;
    }
    function endWord() {
      if (first < 0) return;
      out.text.push(dropped ? plain(first, last + 1) : seen.slice(first, last + 1));
      out.start.push(starts[first]); out.end.push(ends[last]); out.sentence.push(sentence);
      first = -1;
      dropped = false;
    }
    function endRun() {
      endWord();
      if (run >= 0 && joined) out.codes.push([plain(run, runLast + 1).replaceAll("-", "_"), starts[run], ends[runLast]]);
      run = -1;
      joined = false;
    }
    for (let at = 0; at < n; at++) {
      const code = codes[at], kind = CLASS[code];
      if (kind === WORD) {
        if (first < 0) first = at;
        if (run < 0) run = at;
        last = runLast = at;
        lines = 0;
        continue;
      }
      if (first >= 0 && kind === APOSTROPHE) { dropped = true; continue; }
      if (first >= 0 && kind === JOINER && at + 1 < n && CLASS[codes[at + 1]] === WORD) {
        endWord();
        joined = true;
        runLast = at;
        continue;
      }
      if (run >= 0) endRun();
      if (kind === CHINESE) {
        const c = seen[at];
        out.text.push(fold[c] || c);
        out.start.push(starts[at]); out.end.push(ends[at]); out.sentence.push(sentence);
        lines = 0;
      } else if (kind === NEWLINE) {
        if (++lines === 2) sentence++;
      } else if (kind === STOP || kind === JOINER && code === 46 && (at + 1 >= n || codes[at + 1] === 32 || codes[at + 1] === 10)) sentence++;
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
    const ids = new Map(), known = [], masks = [], lengths = new Int32Array(20000);
    const shelf = new Map(); // by length and first or last letter
    const heads = new Map(); // words by their first two letters
    let seen = new Map();
    const key = (length, code) => length * 512 + code;
    function put(map, at, value) { const list = map.get(at); if (list) list.push(value); else map.set(at, [value]); }
    function learn(word) {
      let id = ids.get(word);
      if (id !== undefined) return id;
      id = known.length;
      ids.set(word, id); known.push(word); masks.push(letters(word)); lengths[id] = word.length;
      if (!ascii(word)) return id;
      if (word.length >= 2) put(heads, word.charCodeAt(0) * 128 + word.charCodeAt(1), word);
      if (word.length >= 4 && word.length <= LONGEST) {
        put(shelf, key(word.length, word.charCodeAt(0)), id);
        put(shelf, key(word.length, 256 + word.charCodeAt(word.length - 1)), id);
      }
      return id;
    }
    function nearest(word) {
      let best = 3, found = -1;
      const mask = letters(word), size = word.length, from = word.charCodeAt(0), to = 256 + word.charCodeAt(size - 1);
      for (let length = size - 2; length <= size + 2; length++) {
        const allowed = Math.min(length, size) < 7 ? 1 : 2;
        if (Math.abs(length - size) > allowed) continue;
        for (let side = 0; side < 2; side++) {
          const list = shelf.get(key(length, side ? to : from));
          if (!list) continue;
          for (let i = 0; i < list.length; i++) {
            const id = list[i];
            if (bits(mask ^ masks[id]) > 2 * allowed) continue;
            const apart = distance(word, known[id], allowed);
            if (apart <= allowed && (apart < best || apart === best && found >= 0 && id < found)) { best = apart; found = id; }
          }
        }
      }
      return found;
    }
    function near(word, exact) {
      if (exact !== undefined) return exact;
      if (word.length > LONGEST || !ascii(word) || allDigits(word)) return -1;
      if (word.length < 4) {
        const scanned = ids.get(word.replaceAll("l", "i").replaceAll("1", "i").replaceAll("0", "o"));
        return scanned === undefined ? -1 : scanned;
      }
      let id = seen.get(word);
      if (id === undefined) {
        if (seen.size >= UNKNOWN) return -1;
        seen.set(word, id = nearest(word));
      }
      return id;
    }
    // The least number of letters after which a word falls into two known words; 0 if it does not.
    function cut(word, list) {
      if (!list || word.length < 5 || word.length > LONGEST) return 0;
      let least = 0;
      for (const head of list) {
        if (head.length < word.length - 1 && (!least || head.length < least) && word.startsWith(head) && ids.has(word.slice(head.length))) least = head.length;
      }
      return least;
    }
    function correct(all) {
      const out = { text: [], start: [], end: [], sentence: [], ids: [], codes: all.codes };
      const add = (text, start, end, sentence, id) => { out.text.push(text); out.start.push(start); out.end.push(end); out.sentence.push(sentence); out.ids.push(id); };
      const count = all.text.length;
      let exact = count ? ids.get(all.text[0]) : undefined;
      for (let at = 0; at < count; at++) {
        const word = all.text[at], next = at + 1 < count ? all.text[at + 1] : "", mine = exact;
        exact = next ? ids.get(next) : undefined;
        if (word.charCodeAt(0) > 0x7f) { add(word, all.start[at], all.end[at], all.sentence[at], mine === undefined ? -1 : mine); continue; }
        const wide = word.length > 1 ? heads.get(word.charCodeAt(0) * 128 + word.charCodeAt(1)) : undefined;
        if (next && !(mine !== undefined && exact !== undefined) && word.length + next.length >= 6 && (word.length === 1 || wide)) {
          const joined = ids.get(word + next);
          if (joined !== undefined && next.charCodeAt(0) < 0x80) {
            add(word + next, all.start[at], all.end[at + 1], all.sentence[at], joined);
            at++;
            exact = at + 1 < count ? ids.get(all.text[at + 1]) : undefined;
            continue;
          }
        }
        const k = mine === undefined ? cut(word, wide) : 0;
        if (k) {
          add(word.slice(0, k), all.start[at], all.start[at] + k, all.sentence[at], ids.get(word.slice(0, k)));
          add(word.slice(k), all.start[at] + k, all.end[at], all.sentence[at], ids.get(word.slice(k)));
        } else add(word, all.start[at], all.end[at], all.sentence[at], near(word, mine));
      }
      return out;
    }
    return { learn, correct, knows: (word) => ids.has(word), size: () => known.length, forget: () => { seen = new Map(); } };
  }

  const allDigits = (word) => { for (let i = 0; i < word.length; i++) if (!digit(word[i])) return false; return true; };

  // A phrase as a graph of words; see scripts/kb/notices/phrases.py.
  function parse(owner, group, written, split, learn) {
    const ids = [-1], weights = [0], before = [[]], units = [], strict = !owner;
    let front = [0], heavy = 0, length = 0, rest = written;
    function choice(parts, needed) {
      const ends = [], heads = [];
      let heaviest = 0, longest = 0;
      for (const part of parts) {
        let here = front, sum = 0, head = null;
        const all = part.map(learn);
        if (needed && all.every((learnt) => learnt[1] === LIGHT)) all.forEach((learnt, at) => { learnt[1] = ascii(part[at]) ? LATIN : HAN; });
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
      for (const word of split(plain)) choice([[word]], strict && !written.includes("{"));
      if (open < 0) break;
      const close = rest.indexOf("}", open), inside = rest.slice(open + 1, close < 0 ? rest.length : close);
      rest = close < 0 ? "" : rest.slice(close + 1);
      if (inside) {
        const parts = inside.split("|").map(split);
        choice(parts, parts.length === 1 || strict && parts.every((part) => part.length));
      }
    }
    const most = Math.floor(heavy / 6);
    function linked(from) {
      const best = new Map(), queue = from.map((at) => [at, 0, 0]);
      for (let next = 0; next < queue.length; next++) {
        const [at, cost, skipped] = queue[next], old = best.get(at);
        if (old && (old[1] < cost || old[1] === cost && old[2] <= skipped)) continue;
        best.set(at, [at, cost, skipped]);
        const weight = weights[at], heavier = skipped + (weight > LIGHT ? weight : 0);
        if (at && cost + weight <= SKIPS && heavier <= most) for (const way of before[at]) queue.push([way, cost + weight, heavier]);
      }
      return Array.from(best.values()).sort((x, y) => x[0] - y[0]);
    }
    const links = before.map((from) => Int16Array.from([].concat(...linked(from))));
    // Where a phrase is most likely to fail is looked at first.
    const probe = units.slice().sort((x, y) => x[0].length - y[0].length);
    const tails = ids.map(() => null);
    linked(front).forEach((link) => { tails[link[0]] = link; });
    // The words of the phrase that are the same word: from the last one, each leads to the one before.
    const same = ids.map((id, at) => Math.max(0, ids.lastIndexOf(id, at - 1)));
    return { owner, group, written, same, probe, ids: Int32Array.from(ids), weights, links, tails, units, heavy, most, length };
  }

  // The state at each word of a phrase: see Book._align in scripts/kb/notices/book.py.
  const MOST = 400;
  const column = () => new Int32Array(MOST);
  const score = column(), last = column(), first = column(), missing = column(), found = column(), between = column(), denied = column(), stamp = column();
  let turn = 0;

  function Book(data) {
    const spelling = Spelling(), fold = data.fold;
    const stop = new Set(data.stop.map((word) => fold[word] || word));
    const told = new Map(); // the same small parts come again and again
    function split(text) {
      let parts = told.get(text);
      if (!parts) told.set(text, parts = text ? words(text, fold).text : []);
      return parts;
    }
    const learn = (word) => [spelling.learn(word), stop.has(word) ? LIGHT : han(word[0]) ? HAN : LATIN];
    const phrases = data.phrases.map((one) => parse(one[0], one[1], one[2], split, learn));
    data.apart.forEach(spelling.learn);
    const kinds = {};
    for (const kind of KINDS) kinds[kind] = new Set(data.kinds[kind].map((word) => spelling.learn(fold[word] || word)));
    const size = spelling.size();
    const counts = new Int32Array(size), seenAt = new Int32Array(size), inPhrase = new Int32Array(size), node = new Int32Array(size);
    const denies = new Uint8Array(size);
    kinds.negations.forEach((id) => { denies[id] = 1; });
    let windows = 0, serial = 0;
    // For each word the phrases that cannot be there without it or one of its likes.
    const calls = [], always = [];
    phrases.forEach((phrase, at) => {
      const fatal = phrase.probe.find((unit) => unit[1] > phrase.most);
      if (fatal) fatal[0].forEach((id) => { (calls[id] = calls[id] || []).push(at); });
      else if (phrase.units.length) always.push(at);
    });
    const called = new Uint8Array(phrases.length);

    function read(text) {
      spelling.forget();
      const all = spelling.correct(words(text, fold));
      const count = all.text.length, ids = new Int32Array(count), denials = new Int32Array(count + 1);
      const places = [];
      counts.fill(0);
      called.fill(0);
      always.forEach((at) => { called[at] = 1; });
      for (let place = 0; place < count; place++) {
        const id = all.ids[place];
        ids[place] = id;
        denials[place + 1] = denials[place] + (id >= 0 ? denies[id] : 0);
        if (id < 0) continue;
        if (counts[id]++) { if (counts[id] <= WINDOWS) places[id].push(place); } else {
          places[id] = [place];
          const list = calls[id];
          if (list) for (let i = 0; i < list.length; i++) called[list[i]] = 1;
        }
      }
      return { words: all, ids, places, denials };
    }

    const NONE = [];
    function anchors(phrase, places) {
      let absent = 0;
      const units = phrase.units, probe = phrase.probe;
      for (let at = 0; at < probe.length; at++) {
        const heads = probe[at][0];
        let there = false;
        for (let i = 0; i < heads.length && !there; i++) there = counts[heads[i]] > 0;
        if (!there && (absent += probe[at][1]) > phrase.most) return NONE;
      }
      const counted = units.map((unit, at) => {
        let count = 0;
        for (const head of unit[0]) count += counts[head];
        return [count, at];
      });
      counted.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const chosen = new Set();
      let weighed = 0;
      for (const [, at] of counted) {
        if (weighed > phrase.most) break;
        weighed += units[at][1];
        for (const id of units[at][0]) if (counts[id]) for (const place of places[id]) chosen.add(place);
      }
      return Int32Array.from(chosen).sort();
    }

    function align(phrase, text, low, high) {
      const ids = text.ids, sentence = text.words.sentence;
      windows++;
      for (let place = low; place < high; place++) if (ids[place] >= 0) seenAt[ids[place]] = windows;
      let lacking = 0;
      for (const unit of phrase.units) {
        const heads = unit[0];
        let there = false;
        for (let i = 0; i < heads.length && !there; i++) there = seenAt[heads[i]] === windows;
        if (!there && (lacking += unit[1]) > phrase.most) return null;
      }
      turn++;
      let best = -1, match = null;
      for (let place = low; place < high; place++) {
        const id = ids[place];
        if (id < 0 || inPhrase[id] !== serial) continue;
        for (let at = node[id]; at > 0; at = phrase.same[at]) {
          const weight = phrase.weights[at], mine = weight > LIGHT ? weight : 0, links = phrase.links[at];
          let s = NOWHERE, f = -1, m = 0, w = 0, b = 0, d = 1;
          for (let i = 0; i < links.length; i += 3) {
            const from = links[i], cost = links[i + 1];
            if (from === 0) {
              if (2 * weight - cost > s) { s = 2 * weight - cost; f = place; m = links[i + 2]; w = mine; b = 0; d = 0; }
              continue;
            }
            if (stamp[from] !== turn || last[from] >= place) continue;
            const gap = place - last[from] - 1 + (sentence[place] !== sentence[last[from]] ? APART : 0);
            const sum = score[from] - gap - cost + 2 * weight;
            if (sum > s) {
              s = sum; f = first[from]; m = missing[from] + links[i + 2]; w = found[from] + mine; b = between[from] + gap;
              d = denied[from] + text.denials[place] - text.denials[last[from] + 1];
            }
          }
          const tail = phrase.tails[at];
          if (tail) {
            const total = s - tail[1], lost = m + tail[2];
            if (total > best && !d && lost * 5 <= w && b <= Math.floor(w / 6) && total >= w) {
              best = total;
              match = { phrase, first: f, last: place, missing: lost };
            }
          }
          if (stamp[at] !== turn || score[at] - (place - last[at]) < s) {
            stamp[at] = turn; score[at] = s; last[at] = place; first[at] = f; missing[at] = m; found[at] = w; between[at] = b; denied[at] = d;
          }
        }
      }
      return match;
    }

    function matches(text) {
      const all = [];
      let left = BUDGET;
      for (let index = 0; index < phrases.length; index++) {
        if (!called[index]) continue;
        const phrase = phrases[index], here = anchors(phrase, text.places).slice(0, Math.min(WINDOWS, left));
        if (!here.length) continue;
        left -= here.length;
        serial++;
        for (let at = 1; at < phrase.ids.length; at++) { inPhrase[phrase.ids[at]] = serial; node[phrase.ids[at]] = at; }
        const slack = Math.floor(phrase.length / 4) + 2;
        let after = -1;
        for (const anchor of here) {
          if (anchor <= after) continue;
          const low = Math.max(after + 1, anchor - phrase.length - slack);
          const high = Math.min(text.ids.length, anchor + phrase.length + slack + 1);
          const match = align(phrase, text, low, high);
          if (match) { all.push(match); after = match.last; }
        }
      }
      return all;
    }
    return { read, matches, kinds, knows: spelling.knows };
  }

  // The characters of host names and mailboxes.
  const PART = new Uint8Array(65536);
  for (const c of "abcdefghijklmnopqrstuvwxyz0123456789-._+") PART[c.charCodeAt(0)] = PART[c.toUpperCase().charCodeAt(0)] = 1;
  PART.fill(1, 0x370, 0x530);

  function addresses(text, endings) {
    const found = [], known = new Set(endings), size = text.length;
    let looked = 0;
    for (let dot = text.indexOf("."); dot >= 0 && found.length < ADDRESSES; dot = text.indexOf(".", Math.max(looked, dot + 1))) {
      let at = dot, end = dot;
      while (at > looked && PART[text.charCodeAt(at - 1)]) at--;
      while (end < size && PART[text.charCodeAt(end)]) end++;
      looked = end;
      let from = at, to = end;
      const edge = (c) => c === "." || c === "-" || c === "_" || c === "+";
      while (from < to && edge(text[from])) from++;
      while (to > from && edge(text[to - 1])) to--;
      const written = text.slice(from, to);
      if (to - from > 253 || !written.includes(".") || !known.has(written.slice(written.lastIndexOf(".") + 1).toLowerCase())) continue;
      const host = Array.from(written, folded).join("");
      let mailbox = "", start = at;
      if (text[at - 1] === "@") {
        let first = at - 1;
        while (first > 0 && at - first < 65 && PART[text.charCodeAt(first - 1)]) first--;
        mailbox = text.slice(first, at - 1).toLowerCase();
        start = first;
      }
      const foreign = Array.from(written).some((c) => c >= "\u0370" && c <= "\u052f");
      found.push({ host, mailbox, start, end, foreign });
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

  const codeMasks = new Map();
  function maskOf(one) {
    let mask = codeMasks.get(one);
    if (mask === undefined) codeMasks.set(one, mask = letters(one));
    return mask;
  }
  function nearestCode(code, known) {
    let best = 3, found = "";
    const mask = letters(code);
    for (const one of known) {
      if (one === code) return one;
      const allowed = one.length > 12 ? 2 : 1;
      if (Math.abs(one.length - code.length) <= allowed && code.length < 60 && bits(mask ^ maskOf(one)) <= 2 * allowed) {
        const apart = distance(code, one, allowed);
        if (apart <= allowed && apart < best) { best = apart; found = one; }
      }
    }
    return found;
  }

  // How an error code stands in a text: see scripts/kb/notices/standing.py.
  const plainLetter = (c) => digit(c) || latin(c) || c >= "A" && c <= "Z";
  function standing(written, start) {
    let at = start - 1;
    while (at >= 0 && at >= start - BACK && BETWEEN.has(written[at])) at--;
    const before = at >= 0 ? written[at] : " ";
    if (before === "=") return at && "=!<>".includes(written[at - 1]) ? "compared" : "stated";
    if (":：码碼".includes(before)) return "stated";
    const last = at;
    while (at >= 0 && last - at < BEFORE && plainLetter(written[at])) at--;
    const word = written.slice(at + 1, last + 1).toLowerCase();
    if (word === "case") return "compared";
    const status = word.length === 3 && (word[0] === "4" || word[0] === "5") && allDigits(word);
    return STATING.has(word) || status ? "stated" : "bare";
  }
  function spokenOf(codes, source, worded) {
    const apart = (one, other) => !one.some((id) => other.includes(id));
    const owners = Array.from(new Set(codes.map((one) => one[0]))), ways = new Set(codes.map((one) => one[1]));
    const several = owners.some((one) => owners.some((other) => apart(one, other)));
    if (ways.has("compared") || several && source) return true;
    if (!ways.has("stated") && (several || source && owners.length > 0)) return true;
    return !worded && (several || source && owners.length > 0);
  }
  function free(text, start, end, marks) {
    for (let at = start; at < end; at++) if (marks.has(text[at])) return false;
    return true;
  }

  // Whether a stretch is quoted in passing: see scripts/kb/notices/quoting.py.
  const OPENING = set("\"“「『"), CLOSING = set("\"”」』");
  function besideWord(text, from, step) {
    let at = from;
    while (at >= 0 && at < text.length && at !== from + step * 4 && text[at] === " ") at += step;
    const c = at >= 0 && at < text.length ? text[at] : " ";
    return latin(c) || c >= "A" && c <= "Z" || han(c);
  }
  function insideSentence(text, start, end) {
    let opened = start - 1;
    while (opened >= 0 && start - opened <= 24 && !OPENING.has(text[opened])) if (text[opened--] === "\n") return false;
    if (opened < 0 || start - opened > 24) return false;
    if (besideWord(text, opened - 1, -1)) return true;
    for (let at = end; at < text.length && at - end < 160 && text[at] !== "\n"; at++) {
      if (CLOSING.has(text[at])) return besideWord(text, at + 1, 1);
    }
    return false;
  }

  function Judge(written, data, book, owners, byId) {
    const text = book.read(written), matches = book.matches(text);
    let coded = null;
    const ids = text.ids, spelt = text.words.text, starts = text.words.start, ends = text.words.end, sentences = text.words.sentence;
    const kinds = book.kinds, groups = {};
    for (const match of matches) {
      const whole = () => !match.missing && free(written, starts[match.first], ends[match.last], STOPS);
      if (match.phrase.owner || whole()) (groups[match.phrase.group] = groups[match.phrase.group] || []).push(match);
    }
    const group = (name) => groups[name] || [];
    const mark = (match) => ({ start: starts[match.first], end: ends[match.last], why: match.phrase.written });
    const some = (from, to, test) => { for (let place = from; place < to; place++) if (test(place)) return true; return false; };
    const conditions = new Set();
    for (const match of group("conditional")) {
      if (match.last + 1 < ids.length && kinds.own.has(ids[match.last + 1])) continue;
      conditions.add(match.first); conditions.add(match.last);
    }
    const ours = group("ours").length > 0;
    const others = group("others").filter((one) => !some(one.first, one.last + 1, (place) => !book.knows(spelt[place])));
    const unknown = (place) => ids[place] < 0 && latin(spelt[place][0]);
    const signed = !ours && !codes().length && group("closing").some((one) => one.first && unknown(one.first - 1));
    function paused(place) {
      const end = ends[place], start = starts[place + 1];
      const headline = written[start] >= "A" && written[start] <= "Z" && written.slice(end, start).includes("\n");
      return headline || !free(written, end, start, PAUSES);
    }
    function demands() {
      const asked = new Set();
      for (const one of group("wanting")) { asked.add(one.first); asked.add(one.last); }
      return group("things").filter((one) => some(Math.max(0, one.first - LOOK_BACK), one.first,
        (place) => asked.has(place) && sentences[place] === sentences[one.first]));
    }

    function conditional(match) {
      const sentence = sentences[match.first];
      for (let place = match.first; place <= match.last; place++) {
        if ((conditions.has(place) || kinds.future.has(ids[place])) && !match.phrase.ids.includes(ids[place])) return true;
      }
      let reach = match.first - DENIAL;
      for (let place = match.first - 1; place >= 0 && place >= match.first - LOOK_BACK; place--) {
        if (sentences[place] !== sentence) return false;
        if (place >= reach && paused(place)) reach = place + 1;
        if (conditions.has(place) || kinds.negations.has(ids[place]) && place >= reach) return true;
      }
      return false;
    }

    function foreign(match) {
      if (others.some((other) => match.first - 1 <= other.first && other.first <= match.last)) return true;
      return signed || !ours && some(Math.max(0, match.first - 1), match.last, (place) => unknown(place) && kinds.holding.has(ids[place + 1]));
    }

    const firstPerson = some(0, ids.length, (place) => kinds.own.has(ids[place]));
    function mentioned(match) {
      const ban = byId.get(match.phrase.owner).ban;
      if (ban !== "yes" && ban !== "maybe" || firstPerson) return false;
      return !some(Math.max(0, match.first - LOOK_BACK), match.first, (place) => kinds.telling.has(ids[place]))
        && insideSentence(written, starts[match.first], ends[match.last]);
    }

    const speaks = (place) => place > 0 && kinds.plural.has(ids[place]) && kinds.own.has(ids[place - 1]) || kinds.to.has(ids[place]);
    function addressed(match) {
      if (mentioned(match)) return false;
      if (byId.get(match.phrase.owner).ban !== "yes") return true;
      const low = Math.max(0, match.first - 2), before = Math.max(0, match.first - LOOK_BACK);
      const told = some(low, match.last + 1, speaks);
      if (!told && some(low, match.last + 1, (place) => kinds.own.has(ids[place]))) {
        return some(before, match.first, (place) => kinds.telling.has(ids[place]));
      }
      if (told || ids.length < SHORT) return true;
      return some(before, Math.min(ids.length, match.last + LOOK_BACK), (place) => sentences[match.first] <= sentences[place]
        && sentences[place] <= sentences[match.last] && speaks(place));
    }

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
        if (name) coded.push([name, name === code, { start, end, why: name }, standing(written, start)]);
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
        if (foreign(match)) continue;
        const doubtful = conditional(match) || !addressed(match);
        put(match.phrase.owner, doubtful ? "possible" : match.missing ? "likely" : "sure", mark(match));
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
      const firm = new Set();
      found.forEach((all, id) => { if (all.some((one) => one[0] !== "possible")) firm.add(id); });
      let worst = 99;
      firm.forEach((id) => { worst = Math.min(worst, byId.get(id).severity); });
      const weak = new Map();
      for (const match of group("together")) {
        const id = match.phrase.owner;
        if (found.has(id) || conditional(match)) continue;
        if (!weak.has(id)) weak.set(id, new Map());
        if (!weak.get(id).has(match.phrase.written)) weak.get(id).set(match.phrase.written, mark(match));
      }
      weak.forEach((marks, id) => {
        if (marks.size < 2 || byId.get(id).severity > worst) return;
        marks.forEach((where) => put(id, "likely", where));
        firm.add(id);
      });
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

    function worded() {
      const names = new Set(codes().map((one) => one[0]));
      return group("strong").some((one) => !names.has(one.phrase.written.replaceAll(" ", "_")));
    }
    function isAbout(all) {
      const count = (name) => new Set(group(name).map((match) => match.phrase.written)).size;
      if (spokenOf(codes().map((one) => [owners.get(one[0]), one[3]]), group("source").length > 0, worded())) return true;
      if (ids.length < SHORT) return false;
      const about = count("about"), frame = count("frame"), doubtful = all.every((one) => one.certainty === "possible");
      if (codes().length) return about >= 4 && about > frame;
      return about >= 2 && about > frame || about >= 1 && doubtful;
    }

    function warnings() {
      const asked = [], found = [], clicks = group("click").length || group("strong").length;
      for (const name of ["secret", "money", "contact"]) {
        const all = name === "secret" ? group(name).concat(demands()) : group(name);
        for (const match of all) if (!conditional(match)) asked.push({ id: name, mark: mark(match) });
      }
      for (const address of addresses(written, data.domains.endings)) {
        const where = { start: address.start, end: address.end, why: address.host };
        const near = Math.max(0, address.start - 120), before = written.slice(near, address.start);
        const line = before.slice(before.lastIndexOf("\n") + 1).toLowerCase();
        if (imitates(address, data.domains) && (address.mailbox || clicks || asked.length)) found.push({ id: "look-alike", mark: where });
        else if (claimsBrand(address, line, data.domains)) found.push({ id: "sender", mark: where });
      }
      if (codes().length && !found.some((one) => one.id === "sender")) return [];
      const unique = new Map();
      found.concat(asked).forEach((one) => { unique.set(one.id + " " + one.mark.start, one); });
      return Array.from(unique.values());
    }

    // It names another service and none of OpenAI's: whatever it says, it is not about this.
    const elsewhere = () => others.length > 0 && !ours && !codes().length;

    function judge(cut) {
      const all = elsewhere() ? [] : findings(), signs = warnings();
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

  const engine = { decoder, words, distance };
  if (typeof module !== "undefined" && module.exports) module.exports = engine;
  else root.kbDecoder = engine;
})(typeof self === "undefined" ? this : self);
