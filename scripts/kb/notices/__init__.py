"""The notice catalogue at work: recognises notices in pasted text.

`decode(text, catalogue(knowledge.notices, knowledge.signs))` is a `Reading`; `command` is what
`kb decode` prints; `write` puts the page's data into a built site. Reads no network, keeps nothing.
"""

from __future__ import annotations

from kb.notices.catalogue import Catalogue, catalogue
from kb.notices.judge import decode
from kb.notices.reading import Finding, Mark, Reading, Warning

__all__ = ["Catalogue", "Finding", "Mark", "Reading", "Warning", "catalogue", "decode"]
