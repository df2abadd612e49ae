"""The addresses in a style sheet: url(), @import, image-set(). Reads text, no files."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMESPACE = re.compile(r"@namespace[^;]*;", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"'\s]*))\s*\)""", re.I)
_IMPORT = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_IMAGE_SET = re.compile(r"""image-set\((?:[^()]|\([^()]*\))*\)""", re.IGNORECASE)
_QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")


def addresses(css: str) -> tuple[str, ...]:
    """Every address that the style sheet loads, in order, once each; fragments alone are not."""
    if "url(" not in css and "@import" not in css and "image-set(" not in css:
        return ()
    text = _NAMESPACE.sub("", _COMMENT.sub("", css))
    found = [next(filter(None, match.groups()), "") for match in _URL.finditer(text)]
    found += [match[1] or match[2] for match in _IMPORT.finditer(text)]
    for images in _IMAGE_SET.finditer(text):
        bare = re.sub(r"(?:url|type)\([^)]*\)", "", images.group())
        found += [match[1] or match[2] for match in _QUOTED.finditer(bare)]
    plain = (re.sub(r"\\(.)", r"\1", address).strip() for address in found)
    return tuple(dict.fromkeys(one for one in plain if one and not one.startswith("#")))
