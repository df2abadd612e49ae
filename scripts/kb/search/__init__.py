"""The handbook's own search: an index per language for docs/assets/javascripts/search-*.js.

`write` turns rendered pages into `search/<language>.js`, a plain script that calls
`window.reinstateSearch("<language>", {...})`, so that it loads over http and from file:// alike.
The index holds every section's text once; the postings are built in the browser in a few
milliseconds. Nothing here knows MkDocs, prints, or reads the clock: same pages, same bytes.

Ranking (search-ranking.js) is BM25F over sections, then one entry per page:
- A query is folded (NFKC, lower case, traditional to simplified) and read as: known words of
  synonyms.toml (longest first), error codes kept whole, Latin words matched with their
  inflections, and character pairs for what is left of a Chinese sentence. Stop words are dropped
  unless nothing else is left.
- A term is a word with its synonyms at a lower weight. Its frequency in a section is the weighted
  sum over alias, page title, heading and text; a short field counts by how much of it is matched,
  the text by its length. Sections below the first take a part of their page's title and aliases.
- score = coverage * sum of weight * idf * tf / (tf + k1), where coverage is the share of the
  query's weight that the section matches; whole phrases and neighbouring words add to it.
- A Latin word that the site does not have is tried as pinyin or initials (Chinese index), as the
  beginning of a word, then as a misspelling within two letters.
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
