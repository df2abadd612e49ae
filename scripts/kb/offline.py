"""Makes the copy that works from a folder without a server: the same pages, links to files."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Under this name the site offers its own offline copy, in an element that the copy leaves out.
ARCHIVE = "reinstate-offline.zip"
# Only a server can use these.
ONLINE_ONLY = ("404.html", "sitemap.xml", "robots.txt", "CNAME", ".nojekyll", ARCHIVE)
OFFER = re.compile(r'<div class="offline-copy">.*?</div>', re.DOTALL)
LINK = re.compile(r"""(?<=[\s"'])(href|src|action)=("([^"]*)"|'([^']*)')""")


def derive(site: Path, target: Path, site_url: str = "") -> None:
    """Copy the built `site` to `target`, every link to a folder now naming its index.html.

    A server answers a folder's address with its index.html; a browser that opens files does not.
    """
    base = urlsplit(site_url).path or "/"
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name in ONLINE_ONLY or path.is_dir():
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            html = rewrite(path.read_text(encoding="utf-8"), name, site, base)
            (target / name).write_text(html, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(path, target / name)


def rewrite(html: str, name: str, site: Path, base: str) -> str:
    """The HTML of the page `name` with the links that only a server can follow made relative."""

    def change(match: re.Match[str]) -> str:
        address = match[3] if match[3] is not None else match[4]
        return f'{match[1]}="{_file_address(address, name, site, base)}"'

    return LINK.sub(change, OFFER.sub("", html))


def _file_address(address: str, name: str, site: Path, base: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    folder = posixpath.dirname(name)
    path = parts.path
    if path.startswith(base):
        path = posixpath.relpath("/" + path.removeprefix(base), "/" + folder) + (
            "/" if path.endswith("/") else ""
        )
    if (site / folder / unquote(path)).is_dir():
        path = posixpath.join(path, "index.html")
    tail = address[len(parts.path) :]
    return path.removeprefix("./") + tail
