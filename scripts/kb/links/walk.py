"""A path seen from another, inside a site. Text only."""

from __future__ import annotations

from urllib.parse import unquote

from kb.links.site import Site


def joined(site: Site, base: str, path: str) -> str | None:
    """`path` seen from the document `base`, as a decoded path of the site; None above the site."""
    if not path:
        return base
    parts = base.split("/")[:-1]
    if path.startswith("/"):
        if not (path + "/").startswith(site.root):
            return None
        parts, path = [], path[len(site.root) :]
    return _walked(parts, (unquote(path) if "%" in path else path).split("/"))


def _walked(parts: list[str], steps: list[str]) -> str | None:
    for step in steps:
        if step == ".." and not parts:
            return None
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    if steps[-1] in (".", "..") and parts:
        parts.append("")
    return "/".join(parts)
