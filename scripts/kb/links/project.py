"""What kind of project a built site comes from: where its sources are, where it is served.

Knows MkDocs, Sphinx, Hugo and VitePress by the files they keep; of others it reads what the pages
say of themselves. Reads files, judges nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.links.language import Language
from kb.links.sources import Sources

_CANONICAL = re.compile(r"""<link[^>]+rel=["']?canonical["']?[^>]*?href=["']?([^"'\s>]+)""", re.I)
_ROOTED = re.compile(r"""(?:href|src)=["']?(/[^/"'\s>][^"'\s>?#]*)""", re.IGNORECASE)
_SHARED = ("overrides/**/*.html", "layouts/**/*.html", "_templates/**/*.html", "data/**/*.toml")


@dataclass(frozen=True)
class Project:
    """What is known of a site that is not the handbook."""

    sources: Sources | None = None
    site_url: str = ""
    languages: tuple[Language, ...] = ()


def recognise(site: Path) -> Project:
    """The project that the built site in the folder `site` comes from, as far as it shows."""
    for root in (site, *list(site.resolve().parents)[:3]):
        for reader in (_mkdocs, _vitepress, _hugo, _sphinx):
            found = reader(root)
            if found is not None and _belongs(found, site):
                return found if found.site_url else _with_address(found, site)
    return _with_address(Project(), site)


def _belongs(project: Project, site: Path) -> bool:
    """Whether any page of the site has a source in the project."""
    if project.sources is None:
        return False
    pages = sorted(site.rglob("*.html"))[:400]
    names = (page.relative_to(site).as_posix() for page in pages)
    return any(project.sources.of_file(name, project.languages) for name in names)


def _with_address(project: Project, site: Path) -> Project:
    """The address that the first page states, or the sub-path that its own links begin with."""
    first = site / "index.html"
    text = first.read_text("utf-8", "replace") if first.is_file() else ""
    stated = _CANONICAL.search(text)
    if stated and stated[1].startswith("http"):
        address = stated[1].removesuffix("index.html")
        return Project(project.sources, address if address[-1] == "/" else "", project.languages)
    prefixes = Counter(one.split("/")[1] for one in _ROOTED.findall(text))
    for prefix, count in prefixes.most_common(1):
        if not (site / prefix).exists() and count * 2 > prefixes.total():
            return Project(project.sources, f"https://site.invalid/{prefix}/", project.languages)
    return project


class _Lenient(yaml.SafeLoader):
    """YAML whose tags (!ENV, !!python/name) are read as nothing."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)


def _mkdocs(root: Path) -> Project | None:
    config = next((one for one in ("mkdocs.yml", "mkdocs.yaml") if (root / one).is_file()), "")
    if not config:
        return None
    try:
        data: Any = yaml.load((root / config).read_text("utf-8"), _Lenient)
    except (yaml.YAMLError, UnicodeDecodeError):
        data = {}
    data = data if isinstance(data, dict) else {}
    docs = str(data.get("docs_dir") or "docs").strip("./") or "."
    theme = data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    shared = (f"{custom}/**/*.html", f"{custom}/**/*.xml") if custom else ()
    languages, suffixed = _translations(data)
    address = data.get("site_url")
    sources = Sources(root, docs, config, shared, suffixed=suffixed)
    return Project(sources, address if isinstance(address, str) else "", languages)


def _translations(data: dict[str, Any]) -> tuple[tuple[Language, ...], bool]:
    """The languages of the plugin static-i18n, and whether their files end in .en.md."""
    plugins = data.get("plugins") or []
    named = plugins if isinstance(plugins, list) else [plugins]
    for plugin in named:
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        if isinstance(options, dict) and isinstance(options.get("languages"), list):
            found = tuple(
                Language(str(one["locale"]), "" if one.get("default") else f"{one['locale']}/")
                for one in options["languages"]
                if isinstance(one, dict) and one.get("locale") and one.get("build", True)
            )
            return found, options.get("docs_structure", "suffix") == "suffix"
    return (), False


def _vitepress(root: Path) -> Project | None:
    found = sorted((root / ".vitepress").glob("config.*")) or sorted(
        (root / ".vitepress" / "config").glob("index.*")
    )
    if not (root / ".vitepress").is_dir():
        return None
    text = found[0].read_text("utf-8", "replace") if found else ""
    base = re.search(r"""^\s*base\s*:\s*["'](/[^"']*)["']""", text, re.MULTILINE)
    config = found[0].relative_to(root).as_posix() if found else ""
    address = f"https://site.invalid{base[1]}" if base else ""
    top, docs = _inside(root)
    return Project(Sources(top, docs, posixpath.normpath(f"{docs}/{config}"), ()), address)


def _hugo(root: Path) -> Project | None:
    names = ("hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml")
    config = next((one for one in names if (root / one).is_file()), "")
    if not config or not (root / "content").is_dir():
        return None
    text = (root / config).read_text("utf-8", "replace")
    base = re.search(r"""^\s*baseURL\s*[=:]\s*["']?(https?://[^"'\s]+)""", text, re.M | re.I)
    return Project(Sources(root, "content", config, _SHARED), base[1] if base else "")


def _sphinx(root: Path) -> Project | None:
    for folder in (".", "docs", "source", "docs/source", "doc"):
        if (root / folder / "conf.py").is_file():
            text = (root / folder / "conf.py").read_text("utf-8", "replace")
            base = re.search(r"""^html_baseurl\s*=\s*["'](https?://[^"']+)""", text, re.MULTILINE)
            top, docs = _inside((root / folder).resolve())
            config = posixpath.normpath(f"{docs}/conf.py")
            shared = tuple(posixpath.normpath(f"{docs}/{one}") for one in _SHARED)
            return Project(Sources(top, docs, config, shared), base[1] if base else "")
    return None


def _inside(folder: Path) -> tuple[Path, str]:
    """The project's folder and the sources' place in it: docs/ is a part of something larger."""
    if folder.name in ("docs", "doc", "source", "website"):
        return folder.parent, folder.name
    return folder, "."
