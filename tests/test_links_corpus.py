"""The corpus of planted defects: all are found at their line, and nothing else, on web and disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from kb.bench.linkcorpus import LANGUAGES, build, planted
from kb.links import Sources, check, judgement

CORPUS = Path(__file__).parent / "links" / "corpus"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(CORPUS, tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize("mode", ["web", "disk"])
def test_every_defect_at_its_line_and_nothing_else(mode: str, built: Path) -> None:
    found = check(
        built / mode,
        sources=Sources(built),
        site_url="https://handbook.net/kb/",
        offline=mode == "disk",
        languages=LANGUAGES,
    )
    told = [(one.path, one.line, one.code) for one in found]
    assert sorted(told) == sorted((one.path, one.line, one.code) for one in planted(CORPUS, mode))
    exact = {(one.path, one.line, one.column, one.code) for one in found}
    wanted = {(one.path, one.line, one.column, one.code) for one in planted(CORPUS, mode)}
    assert len(exact & wanted) >= 0.95 * len(wanted)


def test_the_corpus_is_large() -> None:
    assert len({(one.path, one.line) for one in planted(CORPUS, "disk")}) >= 120
    assert (CORPUS / "docs/zh/fine.md").read_text("utf-8").count("](") >= 40


def test_skipping_plain_links_changes_no_result(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> object:
        return check(built / "web", sources=Sources(built), languages=LANGUAGES)

    quick = found()
    monkeypatch.setattr(judgement, "is_plain", lambda link, target: False)
    assert found() == quick


def test_what_is_remembered_changes_no_result(built: Path, tmp_path: Path) -> None:
    """Cold, warm, and after a change that only another page feels."""

    def found(cache: Path | None) -> object:
        return check(built / "web", sources=Sources(built), languages=LANGUAGES, cache=cache)

    cold = found(None)
    assert found(tmp_path) == cold
    assert found(tmp_path) == cold
    page = built / "web" / "topic" / "deep.html"
    before = page.read_text("utf-8")
    try:
        page.write_text(before.replace('id="怎么办"', 'id="改了"'), "utf-8")
        changed = found(None)
        assert changed != cold
        assert found(tmp_path) == changed
    finally:
        page.write_text(before, "utf-8")
    assert found(tmp_path) == cold
    next(tmp_path.glob("*.json")).write_text("{", "utf-8")
    assert found(tmp_path) == cold
