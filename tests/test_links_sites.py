"""Sites that are not ours: which project they come from, their sources, no false alarms."""

from __future__ import annotations

from pathlib import Path

import pytest
from kb.links import check
from kb.links.project import recognise

HTML = "<html><main><a href='{link}'>x</a> <a href='{good}'>y</a></main>"


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


SPHINX = {
    "docs/conf.py": "html_baseurl = 'https://s.net/x/'\n",
    "docs/guide/one.rst": "One\n===\n\n`a <gone.html>`_ `b <../index.html>`_\n",
    "docs/_build/html/index.html": "<main>x</main><script src='https://cdn.net/x.js'></script>",
    "docs/_build/html/guide/one.html": HTML.format(link="gone.html", good="../index.html"),
    "docs/_build/html/_sources/guide/one.rst.txt": "`a <gone.html>`_ https://s.net/x/gone",
}
HUGO = {
    "hugo.toml": 'baseURL = "https://h.net/blog/"\n',
    "content/posts/one.md": "---\ntitle: x\n---\n\n[x](../gone/) [y](../two/)\n",
    "content/posts/two.md": "x",
    "public/index.html": "<main><a href='/blog/posts/two/'>x</a></main>",
    "public/posts/one/index.html": HTML.format(link="../gone/", good="/blog/posts/two"),
    "public/posts/two/index.html": "<main>x</main>",
}
VITEPRESS = {
    "docs/.vitepress/config.mjs": "export default {\n  base: '/sub/',\n}\n",
    "docs/guide/one.md": "# One\n\n[x](./gone.md) [y](/guide/two)\n",
    "docs/guide/two.md": "# Two\n",
    "docs/.vitepress/dist/index.html": "<main><a href='/sub/guide/one.html'>x</a></main>",
    "docs/.vitepress/dist/guide/one.html": HTML.format(
        link="/sub/guide/gone.html", good="/sub/guide/two"
    ),
    "docs/.vitepress/dist/guide/two.html": "<main><a href='http://localhost:5173'>x</a></main>",
}
SUFFIXED = {
    "mkdocs.yml": "site_name: x\nsite_url: https://m.net/\ndocs_dir: pages\nplugins:\n  - search\n"
    "  - i18n:\n      languages:\n        - {locale: en, default: true}\n        - {locale: fr}\n"
    "markdown_extensions:\n  - x: !!python/name:a.b\n",
    "pages/one.md": "# x\n",
    "pages/one.fr.md": "# x\n\n[x](gone.md)\n",
    "pages/index.md": "x",
    "site/index.html": "<main>x</main>",
    "site/one/index.html": "<main>x</main>",
    "site/fr/one/index.html": HTML.format(link="../gone.md", good="."),
}
PLAIN = {
    "out/index.html": "<main><a href='/docs/a/'>x</a> <a href='/docs/b/'>y</a></main>",
    "out/a/index.html": "<main><img src='/docs/x.png'></main>",
    "out/x.png": "",
}


@pytest.mark.parametrize(
    ("files", "site", "expected"),
    [
        (SPHINX, "docs/_build/html", ["docs/guide/one.rst:4: file-missing"]),
        (HUGO, "public", ["content/posts/one.md:5: file-missing"]),
        (VITEPRESS, "docs/.vitepress/dist", ["docs/guide/one.md:3: file-missing"]),
        (SUFFIXED, "site", ["pages/one.fr.md:3: file-missing"]),
        (PLAIN, "out", ["index.html:1: file-missing"]),
    ],
    ids=["sphinx", "hugo", "vitepress", "mkdocs-suffix", "unknown"],
)
def test_a_site_of_another_project(
    files: dict[str, str], site: str, expected: list[str], tmp_path: Path
) -> None:
    _write(tmp_path, files)
    project = recognise(tmp_path / site)
    found = check(
        tmp_path / site,
        sources=project.sources,
        site_url=project.site_url,
        languages=project.languages,
        ours=False,
    )
    assert [f"{one.path}:{one.line}: {one.code}" for one in found] == expected, found
