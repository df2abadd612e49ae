"""The handbook's own search: an index per language, and the engine that answers in the browser.

`write` turns rendered pages into `search/<language>.js`, a plain script that calls
`window.reinstateSearch("<language>", {...})`, so that it loads over http and from file://, and
puts browser/*.js beside it as one script, `search/engine.js`. The index holds every section's text
once; the table of words is built in the browser in a few milliseconds. Nothing here knows MkDocs,
prints, or reads the clock: same pages, same bytes.

Ranking (browser/ranking.js) is BM25F over sections and whole pages, then one entry per page:
- A query is folded (NFKC, lower case, traditional to simplified) and read as: known words of
  synonyms.toml (longest first), error codes kept whole, Latin words matched with their family
  (Snowball's English stemmer decides at build time, stems.py), and character pairs for what is left
  of a Chinese sentence. Stop words are dropped unless nothing else is left.
- A term is a word with its synonyms at a lower weight. Its frequency in a section is the weighted
  sum over alias, page title, heading and text; a short field counts by how much of it is matched,
  the text by its length. Sections below the first take a part of their page's title and aliases.
- score = coverage * sum of weight * idf * tf / (tf + k1), where coverage is the share of the
  query's weight that is matched; a part of the same score over the whole page is added, so that a
  page that answers a long question in several sections is found. Words that nearly every page has
  (`light`) count less; whole phrases and neighbouring words add to the score.
- A Latin word that the site does not have is tried as pinyin or initials (Chinese index), as the
  beginning of a word, then as a misspelling within two letters.
docs/<language>/about/search.md says the same to readers, with what `kb bench search` measured.
"""

from kb.search.index import RenderedPage, render, write
from kb.search.synonyms import NO_SYNONYMS, SYNONYMS, Synonyms, read_synonyms

__all__ = [
    "NO_SYNONYMS",
    "SYNONYMS",
    "RenderedPage",
    "Synonyms",
    "read_synonyms",
    "render",
    "write",
]
