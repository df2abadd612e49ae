"""Writes what the decoder on the page reads: the catalogue and its answers, a file a language.

The files are scripts, because a page opened from a folder may load scripts but no data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kb.model import LANGUAGES, Code, KnowledgeBase
from kb.notices.catalogue import catalogue
from kb.render.notices import answer, secrets_data
from kb.render.place import Place


def client_data(knowledge: KnowledgeBase, language: Code) -> dict[str, Any]:
    """Everything that the page's script needs; links in answers start at the site's root."""
    place = Place(knowledge, language, "")
    return {
        "catalogue": catalogue(knowledge.notices, knowledge.signs).data(),
        "secrets": secrets_data(knowledge),
        "answers": {
            notice.at.id: {
                "name": notice.name[language],
                "ban": notice.ban,
                "html": answer(place, notice),
            }
            for notice in knowledge.notices.values()
        },
    }


def write(knowledge: KnowledgeBase, site: Path) -> None:
    """Write `decoder/<language>.js` below the built site."""
    for language in LANGUAGES if knowledge.notices else ():
        data = client_data(knowledge, language)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path = site / "decoder" / f"{language}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"window.kbNotices={text};\n", encoding="utf-8", newline="\n")
