"""The bridge to MkDocs: gives the extension its place, and finishes the site when it is built.

With kb.render the only code that knows MkDocs. static-i18n builds the site once a language, so
every event fires once a language; what must happen once waits for the last.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment
from kb import report
from kb.inspection import check
from kb.model import LANGUAGES
from kb.render import Place
from kb.render.filling import TEMPLATES
from kb.review import newest
from kb.search import RenderedPage
from kb.site import READ, finish
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n

log = logging.getLogger("mkdocs.plugins.handbook")

place: Place
serving = False
rendered: dict[str, list[RenderedPage]] = {}


def _i18n(config: MkDocsConfig) -> I18n:
    plugin = config.plugins["i18n"]
    assert isinstance(plugin, I18n)
    return plugin


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a preview."""
    global serving
    serving = command == "serve"
    TEMPLATES.auto_reload = serving


def on_config(config: MkDocsConfig) -> None:
    """Read the sources, once a build; faults end it, but not a preview, which shows them."""
    global place
    if not _i18n(config).building:
        root = Path(config.config_file_path).parent.resolve()
        knowledge, problems = (READ[root], ()) if root in READ else check(root)
        if problems and not serving:
            raise PluginError("\n" + report.render(problems))
        for problem in problems:
            log.warning(report.line(problem))
        place = Place(knowledge)
        rendered.clear()
    config.mdx_configs["kb.render"] = {"place": place}
    config.extra["as_of"] = newest(place.knowledge)


@event_priority(-150)  # after static-i18n (-100) has taken the language folders out of the tree
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Put each page that the nav does not name at the end of its folder's section.

    So a letter needs no entry in a register.
    """
    sections = {
        Path(page.file.src_uri).parent: page.parent
        for page in nav.pages
        if page.is_index and isinstance(page.parent, Section)
    }
    listed = {page.file.src_uri for page in nav.pages}
    for file in files.documentation_pages():
        section = sections.get(Path(file.src_uri).parent)
        if file.src_uri in listed or section is None or file.page is None:
            continue
        file.page.parent = section
        section.children.append(file.page)
        nav.pages.append(file.page)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> None:
    """Tell the extension which page comes next."""
    place.language = _i18n(config).current_language
    place.url = page.file.url.removeprefix("./")


def on_page_content(html: str, page: Page, **_: Any) -> None:
    """Keep the page's text for the search; report what its blocks could not render."""
    for fault in place.faults:
        log.warning("%s: %s", page.file.src_uri, fault)
    place.faults.clear()
    section = " › ".join(str(item.title) for item in reversed(list(page.ancestors)))
    aliases = tuple(str(alias) for alias in page.meta.get("aliases", ()))
    one = RenderedPage(place.url, str(page.title), section, html, aliases)
    rendered.setdefault(place.language, []).append(one)


def on_env(env: Environment, **_: Any) -> None:
    """Templates do not change during a build: no need to look at their files for every page."""
    env.auto_reload = False


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str | None:
    """Let only the default language write the 404 page, which speaks both."""
    i18n = _i18n(config)
    if template_name == "404.html" and i18n.current_language != i18n.default_language:
        return ""
    return None


@event_priority(-200)  # after static-i18n (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search indexes and drop what no page uses, once, when all languages are there."""
    if not _i18n(config).building and set(rendered) == set(LANGUAGES):
        root = Path(config.config_file_path).parent
        finish(Path(config.site_dir), root, place.knowledge, rendered)
