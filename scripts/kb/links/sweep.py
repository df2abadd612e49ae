"""Goes through a built site once: reads what changed, and judges it.

Of a page's links only those are kept that a rule might object to; a page with a fault is read
again in full. So memory holds a tenth of the links, and what is known of unchanged files is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.links.document import Document
from kb.links.finding import Finding
from kb.links.judgement import demands_of, faults_of, without_plain
from kb.links.memory import Known, digest, digest_of, keep, recalled
from kb.links.reading import read, readable
from kb.links.site import Frame, Site, files_of, make_site, secure_hosts


def examine(folder: Path, frame: Frame, cache: Path | None) -> tuple[Site, list[Finding]]:
    """The site in `folder` and every fault in it; `cache` is a folder for what is known."""
    files = sorted(files_of(folder))
    bare = make_site(files, {}, (), frame)
    file = cache / f"links-{digest_of([repr(frame)])}.json" if cache else None
    old = recalled(file) if file else {}
    known, documents = _read(folder, bare, old, [path for path in files if readable(path)])
    hosts = {host for one in known.values() for host in one.hosts}
    site = make_site(files, documents, hosts, frame)
    found, new = _judged(folder, site, known)
    if file and new != old:
        keep(file, new)
    return site, found


def _read(
    folder: Path, bare: Site, old: Mapping[str, Known], paths: list[str]
) -> tuple[dict[str, Known], dict[str, Document]]:
    """Everything of the site; a file that has not changed without its links."""
    known, documents, changed = {}, {}, []
    for path in paths:
        data = (folder / path).read_bytes()
        before = old.get(path)
        if before and before.sound and before.content == digest(data):
            known[path], documents[path] = before, before.document(path)
        else:
            changed.append(path)
            documents[path] = Document(path)  # keeps the order
    for path in changed:
        known[path], documents[path] = _reduce(folder, bare, path)
    return known, documents


def _reduce(folder: Path, bare: Site, path: str) -> tuple[Known, Document]:
    data = (folder / path).read_bytes()
    document = read(path, data)
    hosts = sorted(secure_hosts(document))
    reduced = without_plain(bare, document)
    name = digest(data)
    return (
        Known(name, tuple(sorted(document.ids)), document.page, tuple(hosts), (), ""),
        reduced,
    )


def _judged(
    folder: Path, site: Site, known: dict[str, Known]
) -> tuple[list[Finding], dict[str, Known]]:
    around = _around(site)
    ids = {path: digest_of(one.ids) for path, one in known.items()}
    found: list[Finding] = []
    new: dict[str, Known] = {}
    for path, document in list(site.documents.items()):
        one = known[path]
        if one.sound and one.sound == _sound(around, one.demands, ids):
            new[path] = one
            continue
        if one.sound:  # unchanged, but not what it leads to
            document = read(path, (folder / path).read_bytes())
        faults = list(faults_of(site, document))
        if faults and not one.sound:
            document = site.documents[path] = read(path, (folder / path).read_bytes())
            faults = list(faults_of(site, document))
        found += faults
        if faults or document.redirect:
            new[path] = one._replace(sound="")
        else:
            demands = demands_of(site, document)
            new[path] = one._replace(demands=demands, sound=_sound(around, demands, ids))
    return found, new


def _around(site: Site) -> str:
    """Everything but ids that judging a file depends on: which files there are, of what kind."""
    kinds = (f"{path}\1{one.page}{one.redirect}" for path, one in site.documents.items())
    return digest_of(["\1".join(sorted(site.files)), *kinds, *sorted(site.secure_hosts)])


def _sound(around: str, demands: tuple[str, ...], ids: Mapping[str, str]) -> str:
    return digest_of([around, *(ids.get(path, "") for path in demands)])
