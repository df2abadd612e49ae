"""The build: what it makes, that it is reproducible, and that a failed one changes nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kb import build, cli, offline, publish

LETTER = "docs/letters/en/unknown-reason.md"


def silent(_: str) -> None:
    """Progress that nobody reads."""


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below the folder with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(path: Path, find: str, new: str) -> None:
    """Change a source; the text that is replaced must be there."""
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, new), encoding="utf-8")


def outputs(root: Path) -> dict[str, str]:
    """What readers get."""
    return {**fingerprint(root / "site"), **fingerprint(root / "dist")}


def test_same_sources_give_the_same_bytes(small: Path, project: Path) -> None:
    """Built in another folder at another time, site and zip are the same to the byte."""
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    assert build.build(project, silent) == ()
    assert outputs(project) == outputs(small)


def test_zip_holds_the_offline_copy_and_no_dead_weight(small: Path) -> None:
    """index.html is at the top, nothing that needs a server or that no page loads is in it."""
    with zipfile.ZipFile(next((small / "dist").glob("*.zip"))) as archive:
        names = archive.namelist()
    assert {"index.html", "en/index.html", "search/zh.js", "search/en.js"} <= set(names)
    assert not [x for x in names if x.endswith((".map", ".gz", "404.html", "sitemap.xml"))]
    assert not [x for x in names if "lunr" in x or "workers" in x]
    assert names == sorted(names)


BROKEN = {
    "link": (
        "docs/zh/appeal/index.md",
        "(../letters/unknown-reason.md)",
        "(../letters/unknown-raeson.md)",
        "docs/zh/appeal/index.md:12:11: file-missing",
    ),
    "anchor": (
        "docs/en/index.md",
        "(appeal/index.md#steps)",
        "(appeal/index.md#stesp)",
        "docs/en/index.md:7:69: anchor-missing",
    ),
    "asset": (
        "docs/zh/refunds/index.md",
        "先停掉续费。",
        "先停掉续费。![图](../../assets/images/none.png)",
        "docs/zh/refunds/index.md:7:12: asset-missing",
    ),
    "raw html": (
        "docs/en/refunds/index.md",
        "Stop the renewal first.",
        '<a href="../appael/">Stop</a> the renewal first.',
        "docs/en/refunds/index.md:7:10: file-missing",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_link_fails_at_its_line(
    project: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    """A link that leads nowhere, in Markdown or HTML, fails the build and names its line."""
    path, find, new, expected = BROKEN[case]
    replace(project / path, find, new)
    assert cli.main(["build"], project) == 1
    assert expected in capsys.readouterr().out
    assert not (project / "site").exists()


def test_failed_build_leaves_the_last_good_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault in a source or in a link leaves site/, dist/ and no half-made folder."""
    assert cli.main(["build"], project) == 0
    before = outputs(project)
    replace(project / LETTER, "{{account_email}}", "{{acount_email}}")
    assert cli.main(["build"], project) == 1
    replace(project / LETTER, "{{acount_email}}", "{{account_email}}")
    replace(project / "docs/en/index.md", "appeal/index.md#steps", "appeal/index.md#gone")
    assert cli.main(["build"], project) == 1
    assert outputs(project) == before
    assert not list((project / ".cache/kb").glob("build-*"))
    capsys.readouterr()


@pytest.mark.parametrize("step", range(4))
def test_interrupted_build_leaves_the_last_good_one(project: Path, step: int) -> None:
    """Ctrl-C at any step changes nothing and leaves nothing behind."""
    assert build.build(project, silent) == ()
    before = outputs(project)
    replace(project / "docs/en/index.md", "For money", "About money")
    steps: list[str] = []

    def interrupt(text: str) -> None:
        steps.append(text)
        if len(steps) > step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.build(project, interrupt)
    assert outputs(project) == before
    assert not list((project / ".cache/kb").glob("build-*"))


@pytest.mark.parametrize("failing", range(1, 5))
def test_publish_moves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever of the moves fails, the old folders are back."""
    for name in ("site", "dist", "new/site", "new/dist", "aside"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").write_text(name)
    moves = 0
    move = Path.replace

    def fail_once(source: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == failing:
            raise OSError(28, "No space left on device", str(target))
        return move(source, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    made = {name: tmp_path / "new" / name for name in ("site", "dist")}
    with pytest.raises(OSError, match="No space"):
        publish.publish(tmp_path, made, tmp_path / "aside")
    assert (tmp_path / "site/file").read_text() == "site"
    assert (tmp_path / "dist/file").read_text() == "dist"


def test_two_builds_at_once(project: Path, small: Path) -> None:
    """Two builds of one project end with one whole, sound result."""
    command = [sys.executable, "-c", "import sys; from kb import cli; from pathlib import Path; "]
    command[-1] += f"sys.exit(cli.main(['build'], Path({str(project)!r})))"
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(subprocess.run, command, capture_output=True) for _ in range(2)]
    assert [run.result().returncode for run in runs] == [0, 0]
    assert outputs(project) == outputs(small)


def mkdocs(project: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict`, as any MkDocs user would run it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)


def test_mkdocs_itself_builds_the_same_site(project: Path) -> None:
    """`mkdocs build --strict` gives what `kb build --only site` gives."""
    assert build.build(project, silent, ("site",)) == ()
    ours = fingerprint(project / "site")
    run = mkdocs(project)
    assert run.returncode == 0, run.stderr
    assert fingerprint(project / "site") == ours


def test_the_site_offers_its_offline_copy(small: Path) -> None:
    """Every page links to the zip, which is the one in dist/; the copy does not offer itself."""
    archive = next((small / "dist").glob("*.zip"))
    assert (small / "site/reinstate-offline.zip").read_bytes() == archive.read_bytes()
    for path in (small / "site").rglob("index.html"):
        assert 'reinstate-offline.zip"' in path.read_text(encoding="utf-8")
    with zipfile.ZipFile(archive) as copy:
        html = copy.read("en/appeal/index.html").decode()
    assert "reinstate-offline" not in html


@pytest.mark.parametrize(
    ("find", "new"), [("theme:", "theme: ["), ("name: material", "name: materail")]
)
def test_broken_configuration_is_told_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str], find: str, new: str
) -> None:
    """A fault of mkdocs.yml is a problem like any other."""
    replace(project / "mkdocs.yml", find, new)
    assert cli.main(["build"], project) == 1
    assert capsys.readouterr().out.splitlines()[2].startswith("mkdocs.yml: mkdocs-warning: ")


def test_mkdocs_strict_fails_on_a_broken_letter(project: Path) -> None:
    """Who uses mkdocs alone gets the same line for the same fault."""
    replace(project / LETTER, "{{notice_date}}", "{{notice_dat}}")
    run = mkdocs(project)
    assert run.returncode == 1
    assert f"{LETTER}:21: placeholder-unknown" in run.stderr
    assert "Traceback" not in run.stderr


def test_exit_codes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 clean, 1 problems, 2 usage; a fault is one line and its way out, without a traceback."""
    assert cli.main(["check"], project) == 0
    assert capsys.readouterr().out == "no problems\n"
    replace(project / LETTER, "{{notice_date}}", "{{notice_dat}}")
    assert cli.main(["check"], project) == 1
    out = capsys.readouterr()
    assert (
        f"{LETTER}:21: placeholder-unknown: "
        "placeholder {{notice_dat}} is not in the vocabulary."
    ) in out.out.splitlines()
    assert cli.main(["check", str(project / "docs/zh")], project) == 0
    with pytest.raises(SystemExit) as usage:
        cli.main(["bulid"], project)
    assert usage.value.code == 2
    assert cli.main([], project) == 2


def test_github_annotations(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a workflow each problem is an annotation at its line."""
    replace(project / LETTER, "{{notice_date}}", "{{notice_dat}}")
    cli.main(["check", "--format", "github"], project)
    assert f"::error file={LETTER},line=21,title=placeholder-unknown::" in capsys.readouterr().out


def test_unwritable_place_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that cannot be written ends in one line, not in a traceback."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", str(project / ".cache/kb"))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert cli.main(["build"], project) == 1
    assert "Permission denied" in capsys.readouterr().err


OFFLINE = {
    ("../refunds/", "appeal/index.html"): "../refunds/index.html",
    ("../refunds/#ask", "appeal/index.html"): "../refunds/index.html#ask",
    ("./", "index.html"): "index.html",
    (".", "index.html"): "index.html",
    ("..", "appeal/index.html"): "../index.html",
    ("/sub/refunds/?q=1#x", "appeal/index.html"): "../refunds/index.html?q=1#x",
    ("/sub/", "appeal/index.html"): "../index.html",
    ("#ask", "appeal/index.html"): "#ask",
    ("", "appeal/index.html"): "",
    ("https://example.test/refunds/", "appeal/index.html"): "https://example.test/refunds/",
    ("mailto:a@example.test", "appeal/index.html"): "mailto:a@example.test",
    ("../%E9%80%80%E6%AC%BE/", "appeal/index.html"): "../%E9%80%80%E6%AC%BE/index.html",
    ("../logo.svg", "appeal/index.html"): "../logo.svg",
    ("../nowhere/", "appeal/index.html"): "../nowhere/",
}


@pytest.mark.parametrize(("given", "expected"), OFFLINE.items(), ids=str)
def test_offline_links(tmp_path: Path, given: tuple[str, str], expected: str) -> None:
    """A link to a folder names its index.html; every other address stays as it is."""
    for name in ("appeal", "refunds", "退款"):
        (tmp_path / name).mkdir()
    address, page = given
    html = f'<a class="x" href="{address}">y</a>'
    found = offline.rewrite(html, page, tmp_path, "/sub/")
    assert found == f'<a class="x" href="{expected}">y</a>'
