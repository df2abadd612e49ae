// Masks personal data in a text; the same steps as scripts/kb/redaction.py, with the patterns of
// docs/data/secrets.toml. Pure: no page, no network.
(function (root) {
  "use strict";

  const LIMIT = 200000;

  function luhn(found) {
    const digits = Array.from(found).filter((c) => c >= "0" && c <= "9").map(Number).reverse();
    let sum = 0;
    digits.forEach((digit, at) => {
      const value = at % 2 ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
    });
    return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0 && digits.some(Boolean);
  }

  const octets = (found) => found.includes(":") || found.split(".").every((part) => Number(part) < 256);
  const TESTS = { luhn, octets };

  function personal(found, secret) {
    if (secret.allowed.some((one) => found.startsWith(one) || found.endsWith(one))) return false;
    return TESTS[secret.test] ? TESTS[secret.test](found) : true;
  }

  // redactor(secrets).find(text): hits {start, end, kind}, in order. `mask(text, hits)` puts the
  // masks in, except for the hits that `kept` names.
  function redactor(secrets) {
    const kinds = secrets.map((secret) => ({ secret, patterns: secret.patterns.map((one) => new RegExp(one, "g")) }));
    const masks = new Map(secrets.map((secret) => [secret.id, secret.mask]));
    function find(whole) {
      const text = whole.slice(0, LIMIT), taken = new Uint8Array(text.length), hits = [];
      for (const { secret, patterns } of kinds) {
        for (const pattern of patterns) {
          pattern.lastIndex = 0;
          for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
            const inner = match.length > 1 && match[1] !== undefined ? match[1] : match[0];
            const end = match.index + match[0].length, start = end - inner.length;
            if (!match[0].length) pattern.lastIndex++;
            if (taken.subarray(start, end).some(Boolean) || !personal(inner, secret)) continue;
            taken.fill(1, start, end);
            hits.push({ start, end, kind: secret.id });
          }
        }
      }
      return hits.sort((a, b) => a.start - b.start || a.end - b.end);
    }
    function mask(whole, hits, kept) {
      const text = whole.slice(0, LIMIT);
      let out = "", end = 0;
      hits.forEach((hit, at) => {
        if (kept && kept.has(at)) return;
        out += text.slice(end, hit.start) + masks.get(hit.kind);
        end = hit.end;
      });
      return out + text.slice(end);
    }
    return { find, mask, cut: (text) => text.length > LIMIT };
  }

  const engine = { redactor };
  if (typeof module !== "undefined" && module.exports) module.exports = engine;
  else root.kbRedactor = engine;
})(typeof self === "undefined" ? this : self);
