"""What the door knows: Pythons that are too old, pip's settings, what installers say, locks."""

from __future__ import annotations

import errno
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest
from kb import door, environment
from kb.environment import installing, making
from kb.environment.diagnosis import diagnose
from kb.environment.index_settings import for_uv, pip_files
from kb.environment.marker import Environment
from kb.environment.running import Failed, Trouble, own_variables
from kb.environment.survey import own_files, survey
from kb.filelock import exclusive

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "scripts/kb/__main__.py"


# Python


def _old_pythons() -> list[str]:
    found = [shutil.which(name) for name in ("python2.7", "python2", "python3.6", "python3.8")]
    found += ["/usr/bin/python3", *map(str, Path.home().glob(".pyenv/versions/*/bin/python"))]
    question = "import sys; sys.exit(42 if sys.version_info[:3] < (3, 11, 5) else 0)"
    there = [path for path in found if path and Path(path).exists()]
    runs = [subprocess.run([path, "-c", question], capture_output=True) for path in there]
    return [path for path, run in zip(there, runs, strict=True) if run.returncode == 42]


def test_an_old_python_that_is_here_gets_one_line_and_no_traceback() -> None:
    for python in _old_pythons():
        done = subprocess.run([python, MAIN.parent, "build"], capture_output=True, text=True)
        assert done.returncode == 2
        line = r"kb: Python 3\.11\.5 or newer is needed, this is \d+\.\d+\.\d+; (run|install) .*\n"
        assert re.fullmatch(line.replace("(run|", "(run:|"), done.stderr)


@pytest.mark.parametrize("newer", [True, False])
def test_an_old_python_names_the_newer_one(
    newer: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 2, "final", 0))
    monkeypatch.setattr(sys, "argv", ["scripts/kb", "new", "a b"])
    seen = []

    def call(command: list[str], **_: object) -> int:
        seen.append(command[0])
        return 0 if newer and command[0] == "python3.13" else 1

    monkeypatch.setattr(subprocess, "call", call)
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(MAIN), run_name="__main__")
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("kb: Python 3.11.5 or newer is needed, this is 3.11.2; ")
    assert ("run: python3.13 " in said and said.endswith(" new 'a b'\n")) is newer
    assert ("install one" in said) is not newer
    assert seen[0] == "python3.19"


def test_main_keeps_to_the_words_of_old_pythons() -> None:
    text = MAIN.read_text(encoding="ascii")
    assert not re.search(r"\bf['\"]|->(?!.*None|.*int|.*bool|.*list)|:=|\bnonlocal\b", text)
    assert "from __future__" not in text


# The caller's settings


def _uv(tmp_path: Path, conf: str = "", **variables: str) -> dict[str, str]:
    path = tmp_path / "pip.conf"
    path.write_text(conf)
    named = {"HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path), "PIP_CONFIG_FILE": str(path)}
    return for_uv({**named, **variables})[0]


def test_uv_asks_the_index_that_pip_has_been_given(tmp_path: Path) -> None:
    conf = """
[global]
index-url = https://mirror.example/simple
extra-index-url =
    https://one.example/simple
    file:///nowhere/simple
trusted-host = mirror.example other.example
cert = /etc/company.pem
timeout = 60
[install]
find-links = /nowhere/wheels
proxy = http://proxy.example:8080
"""
    added = _uv(tmp_path, conf)
    assert {name: value for name, value in added.items() if "example" in value} == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/simple",
        "UV_INSECURE_HOST": "mirror.example other.example",
        "HTTP_PROXY": "http://proxy.example:8080",
        "HTTPS_PROXY": "http://proxy.example:8080",
    }
    assert added["UV_INDEX_STRATEGY"] == "unsafe-best-match"
    assert (added["SSL_CERT_FILE"], added["UV_HTTP_TIMEOUT"]) == ("/etc/company.pem", "60")
    assert "UV_FIND_LINKS" not in added  # uv would stop at a folder that is not there


def test_variables_go_before_files_and_what_uv_was_told_itself_before_both(tmp_path: Path) -> None:
    conf = "[global]\nindex-url = https://file.example/simple\n"
    told = _uv(tmp_path, conf, PIP_INDEX_URL="https://shell.example/simple")
    assert told["UV_DEFAULT_INDEX"] == "https://shell.example/simple"
    assert "UV_DEFAULT_INDEX" not in _uv(tmp_path, conf, UV_INDEX="https://uv.example/simple")
    (tmp_path / ".config/uv").mkdir(parents=True)
    (tmp_path / ".config/uv/uv.toml").write_text('[[index]]\nurl = "https://uv.example/simple"\n')
    assert "UV_DEFAULT_INDEX" not in _uv(tmp_path, conf)


def test_no_index_and_a_folder_of_wheels_reach_uv(tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}
    added, options = for_uv({**variables, "PIP_FIND_LINKS": f"{tmp_path} file:///nowhere"})
    assert added["UV_FIND_LINKS"] == str(tmp_path)
    assert options == ["--no-index"]


def test_pip_files_are_looked_for_where_pip_does(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    linux = [str(path) for path in pip_files({**home, "XDG_CONFIG_HOME": "/config"}, "linux")]
    assert linux.index("/etc/pip.conf") < linux.index("/config/pip/pip.conf")
    assert not list(pip_files({**home, "PIP_CONFIG_FILE": os.devnull}, "linux"))
    windows = [path.as_posix() for path in pip_files({**home, "APPDATA": "C:/A"}, "win32")]
    assert "C:/A/pip/pip.ini" in windows
    (tmp_path / "Library/Application Support/pip").mkdir(parents=True)
    mac = list(pip_files(home, "darwin"))
    assert tmp_path / "Library/Application Support/pip/pip.conf" in mac


def test_the_callers_python_affairs_are_left_outside() -> None:
    theirs = {"PYTHONPATH": "x", "PYTHONHOME": "x", "VIRTUAL_ENV": "x", "PIP_TARGET": "x"}
    ours = own_variables({**theirs, "PIP_INDEX_URL": "kept", "PYTHONWARNINGS": "kept"})
    assert ours == {"PIP_INDEX_URL": "kept", "PYTHONWARNINGS": "kept", "PYTHONUTF8": "1"}


# What went wrong, in one line

SAID = {
    "the package index could not be reached (Failed to establish a new connection: [Errno -3] "
    "Temporary failure in name resolution)": "WARNING: Retrying (Retry(total=4)) after connection "
    "broken by 'NewConnectionError('<pip._vendor.X object at 0x7f>: Failed to establish a new "
    "connection: [Errno -3] Temporary failure in name resolution')': /simple/babel/\n"
    "ERROR: No matching distribution found for babel==2.18.0",
    "the package index could not be reached (dns error)": "error: Failed to fetch: `https://x/`\n"
    "  cause: error sending request for url (https://x/)\n  cause: dns error\n",
    "a downloaded package is not the one that requirements/*.txt names by its hash (x==1)": ""
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n"
    "    x==1:\n        Expected sha256 00\n",
    "the disk is full (Could not install packages due to an OSError: [Errno 28] No space left on "
    "device)": "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on "
    "device\n",
    "a file could not be written (failed to create file `/x`: Permission denied (os error 13))": ""
    "error: failed to create file `/x`: Permission denied (os error 13)\n",
    "the packages could not be installed (unexpected)": "error: unexpected\n",
}


@pytest.mark.parametrize("line", SAID)
def test_what_installers_say_becomes_one_line(line: str) -> None:
    told = diagnose(SAID[line])
    assert told.startswith(f"{line}; ")
    assert "\n" not in told
    assert "run the same command again" in told


@pytest.mark.parametrize(
    ("number", "start"),
    [
        (errno.EROFS, "{} cannot be written (Read-only"),
        (errno.ENOSPC, "the disk is full (No space"),
    ],
)
def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, start: str
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Trouble) as trouble:
        environment.ensure(["build"], tmp_path, say=lambda _: None)
    assert str(trouble.value).startswith(start.format(tmp_path / ".venv"))
    assert str(trouble.value).endswith("run the same command again")


def test_a_lock_file_that_is_gone_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "requirements"
    with pytest.raises(Trouble, match="is missing; run: git checkout -- requirements") as trouble:
        environment.ensure(["build"], tmp_path, say=lambda _: None)
    assert str(folder / "build.txt") in str(trouble.value)


@pytest.mark.parametrize("has_base_pip", [True, False])
def test_a_python_without_ensurepip_uses_its_pip_or_names_the_package(
    has_base_pip: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []

    def run(command: list[str], *_: object) -> str:
        ran.append(command)
        if "--python" in command and has_base_pip:
            return ""
        module = command[command.index("-m") + 1]
        raise Failed(f"/usr/bin/python3: No module named {module}")

    monkeypatch.setattr(installing, "run", run)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    if has_base_pip:
        installing.install(Environment(tmp_path), [tmp_path / "lock.txt"], print)
        assert "install" in ran[-1]
        assert ran[-1][2:4] == ["pip", "--python"]
        return
    with pytest.raises(Trouble, match="neither venv with ensurepip nor pip") as trouble:
        installing.install(Environment(tmp_path), [tmp_path / "lock.txt"], print)
    if Path("/etc/debian_version").exists():
        assert re.search(r"apt-get install python3\.\d+-venv, then run", str(trouble.value))


# The door


def test_only_the_commands_that_test_need_the_test_tools() -> None:
    assert door.groups_for(["test", "-k", "x"]) == ("build", "test")
    assert door.groups_for(["-v", "bench"]) == ("build", "test")
    for arguments in ([], ["--version"], ["build"], ["check", "test"]):
        assert door.groups_for(arguments) == ("build",)


def test_the_environment_we_run_in_is_surveyed_quickly() -> None:
    """Under `kb test`, which runs in it; another environment is none of its business."""
    here = Environment(ROOT)
    assert survey(here, ["build", "test"]).is_ready or not here.is_current()


def test_windows_gets_a_launcher_of_its_own_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = environment.marker.blank(Environment(tmp_path))
    (tmp_path / ".venv" / note.packages).mkdir(parents=True)
    path_line, _ = own_files(Environment(tmp_path), note)
    monkeypatch.setattr(making, "own_files", lambda *_: (path_line, tmp_path / "kb.cmd"))
    monkeypatch.setattr(making, "WINDOWS", True)
    making.settle(Environment(tmp_path), note)
    assert (tmp_path / "kb.cmd").read_bytes().startswith(b'@"%~dp0python.exe"')
    assert (path_line.parent / path_line.read_text().strip()).resolve() == tmp_path / "scripts"


# Locks


def test_a_lock_is_held_by_one_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path, said, order = tmp_path / "lock", [], []

    def second() -> None:
        with exclusive(path, lambda: said.append("waiting")):
            order.append("second")

    with exclusive(path):
        other = threading.Thread(target=second)
        other.start()
        while not said:
            pass
        order.append("first")
    other.join(10)
    assert (order, said) == (["first", "second"], ["waiting"])
    assert not path.exists()


def test_the_locks_pin_every_direct_dependency_with_hashes_and_name_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    direct = {
        "build": project["project"]["dependencies"],
        "test": project["dependency-groups"]["test"],
    }
    for group, wanted in direct.items():
        text = (ROOT / f"requirements/{group}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert "uv pip compile --universal --generate-hashes --python-version 3.11.5" in text
        pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^ ]+)", text, re.MULTILINE))
        blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
        for requirement in wanted:
            name, _, version = requirement.lower().replace(">=", "==").partition("==")
            assert name in pinned
            assert ">" in requirement or pinned[name] == (version or pinned[name])


def test_both_locks_agree() -> None:
    texts = [(ROOT / f"requirements/{group}.txt").read_text() for group in ("build", "test")]
    build, test = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE)) for text in texts
    )
    assert {name: test[name] for name in build.keys() & test.keys()} == {
        name: build[name] for name in build.keys() & test.keys()
    }
