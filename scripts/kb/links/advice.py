"""What to type instead: turns a better target into the spelling of the place it is typed at."""

from __future__ import annotations

import posixpath

from kb.links.finding import Finding, Meant
from kb.links.language import Language, language_of
from kb.links.places import Place
from kb.links.sources import Sources


def advice(
    finding: Finding, place: Place, sources: Sources | None, languages: tuple[Language, ...]
) -> str:
    """The hint of a problem: the rule's own words, then the spelling to type."""
    fault = finding.fault
    if fault.meant is None:
        return fault.hint
    if finding.code == "twin-missing":
        return f"{fault.hint}: write {_absent(finding, place, sources, languages)}"
    spelled = _spelled(finding, place, fault.meant, sources, languages)
    if fault.hint:
        return f"{fault.hint}; write {spelled}"
    target = finding.reference.target if finding.reference else None
    same_file = target is not None and target.file == fault.meant.file and not _of_folder(finding)
    guess = f"#{fault.meant.fragment}" if same_file and fault.meant.fragment else fault.meant.file
    return f"did you mean '{guess}'? write {spelled}"


def _absent(
    finding: Finding, place: Place, sources: Sources | None, languages: tuple[Language, ...]
) -> str:
    wanted = finding.fault.meant.file if finding.fault.meant else ""
    own = language_of(finding.document.path, languages)
    other = language_of(wanted, languages)
    if sources is None or own is None or other is None or not place.path.endswith(".md"):
        return wanted
    return sources.counterpart(place.path, own, other)


def _spelled(
    finding: Finding,
    place: Place,
    meant: Meant,
    sources: Sources | None,
    languages: tuple[Language, ...],
) -> str:
    fragment = "#" + meant.fragment if meant.fragment else ""
    written = place.column > 0  # else no source holds the address, only the built page
    own = sources.of_file(meant.file, languages) if sources and written else ()
    if own and place.path.endswith(".md") and not _is_data(place, sources, finding, languages):
        if own[0] == place.path and fragment:
            return fragment
        path = posixpath.relpath(own[0], posixpath.dirname(place.path)) + fragment
        return f"a Markdown link: [text]({path})" if place.markup else path
    if own and sources and place.path == sources.config:
        language = language_of(meant.file, languages)
        return (sources.within(own[0], language) if language else own[0]) + fragment
    folder = posixpath.dirname(finding.document.path)
    file = meant.file if _of_folder(finding) else _served(meant.file)
    path = posixpath.relpath(file or ".", folder or ".") if file or folder else "."
    return path + ("/" if file.endswith("/") else "") + fragment


def _is_data(
    place: Place, sources: Sources | None, finding: Finding, languages: tuple[Language, ...]
) -> bool:
    """Whether the place is a letter or the like, which is not read from its own folder."""
    return sources is not None and place.path not in sources.of_file(
        finding.document.path, languages
    )


def _of_folder(finding: Finding) -> bool:
    """Whether the fault is that a folder is named where its file is needed."""
    return finding.code == "directory-link-offline"


def _served(file: str) -> str:
    return file.removesuffix("index.html") if ("/" + file).endswith("/index.html") else file
