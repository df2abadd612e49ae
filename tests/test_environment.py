"""The door's stories: each in a small copy of the project, offline, with tiny packages.

`uv` is a stand-in of a few lines that unpacks wheels, so that most stories take half a second; the
ones about pip use the real pip.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from kb.environment.marker import base_python

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are POSIX programs")

ROOT = Path(__file__).resolve().parents[1]
READY = "Ready after"
SETTING_UP = "Setting up the environment in .venv (once, about a minute) …"

CLI = """
import sys
def main(arguments):
    import tiny
    print("tiny", tiny.VERSION, *arguments)
    print(sys.prefix, *sys.path, sep="\\n")
    return 3 if arguments == ["three"] else 0
"""

UV = """#!{python}
import os, re, sys, time, zipfile
with open(os.environ["UV_LOG"], "a") as log:
    print(*sys.argv[1:], "downloads:" + os.environ["UV_PYTHON_DOWNLOADS"], file=log)
time.sleep(float(os.environ.get("UV_SLEEP", "0")))
if "UV_SAYS" in os.environ:
    sys.exit(os.environ["UV_SAYS"])
python = sys.argv[sys.argv.index("--python") + 1]
lib = os.path.join(os.path.dirname(os.path.dirname(python)), "lib")
packages = os.path.join(lib, os.listdir(lib)[0], "site-packages")
for lock in [sys.argv[i + 1] for i, word in enumerate(sys.argv) if word == "-r"]:
    for name, version in re.findall(r"^(\\w+)==(\\S+)", open(lock).read(), re.M):
        if not os.path.isdir(f"{{packages}}/{{name}}-{{version}}.dist-info"):
            print("installing", name)
            wheel = f"{{os.environ['WHEELS']}}/{{name}}-{{version}}-py3-none-any.whl"
            zipfile.ZipFile(wheel).extractall(packages)
"""


def wheel(folder: Path, name: str, version: str, more: str = "") -> str:
    """Build a wheel with one module and one program, and return its line for a lock file."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"VERSION = '{version}'\ndef main(): print(VERSION)\n{more}",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
    }
    rows = [f"{info}/RECORD,,"]
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
        rows.append(f"{path},sha256={digest.rstrip('=')},{len(text)}")
    folder.mkdir(exist_ok=True)
    built = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(built, "w") as archive:
        for inside, text in {**files, f"{info}/RECORD": "\n".join(rows) + "\n"}.items():
            archive.writestr(inside, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(built.read_bytes()).hexdigest()}\n"


@dataclass
class Project:
    """A copy of the project with only the door in it, and a machine around it."""

    home: Path
    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [base_python(), str(self.root / "scripts/kb"), *arguments],
            env={**self.variables, **variables},
            cwd=self.home,  # any folder will do
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A job in the background ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def kb(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    @property
    def packages(self) -> Path:
        return next(self.root.glob(".venv/lib/*/site-packages"))

    @property
    def note(self) -> Path:
        return self.root / ".venv/kb-environment.json"

    @property
    def uv_calls(self) -> list[str]:
        log = self.home / "uv.log"
        return log.read_text().splitlines() if log.exists() else []

    def with_uv(self) -> Project:
        path = self.home / "bin/uv"
        path.write_text(UV.format(python=base_python()))
        path.chmod(0o755)
        return self

    def lock(self, group: str, *lines: str) -> None:
        (self.root / f"requirements/{group}.txt").write_text("".join(lines))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh machine: Python, no uv, no package index but a folder of wheels."""
    made = Project(tmp_path, tmp_path / "封号 handbook")
    shutil.copytree(
        ROOT / "scripts/kb",
        made.root / "scripts/kb",
        ignore=lambda _, names: {n for n in names if not n.endswith(".py") and n != "environment"},
    )
    (made.root / "scripts/kb/cli.py").write_text(CLI)
    (made.root / "requirements").mkdir()
    (tmp_path / "bin").mkdir()
    made.variables = {
        "PATH": f"{tmp_path}/bin:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "LANG": "C",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path / "wheels"),
        "WHEELS": str(tmp_path / "wheels"),
        "UV_LOG": str(tmp_path / "uv.log"),
    }
    made.lock("build", wheel(tmp_path / "wheels", "tiny", "1.0"))
    made.lock("test", wheel(tmp_path / "wheels", "extra", "1.0"))
    # No uv of this machine must be found.
    if shutil.which("uv", path="/usr/bin:/bin"):
        pytest.skip("a uv in /usr/bin or /bin cannot be hidden")
    return made


def test_first_run_with_pip_makes_the_environment_and_later_runs_are_silent(
    project: Project,
) -> None:
    code, out, err = project.kb("build", "--only", "site")
    assert (code, out.splitlines()[0]) == (0, "tiny 1.0 build --only site")
    assert err.splitlines()[0] == SETTING_UP
    assert err.splitlines()[1].startswith(READY)
    assert len(err.splitlines()) == 2
    assert project.kb("three")[::2] == (3, "")
    assert not (project.root / ".venv.lock").exists()


def test_nothing_of_ours_or_of_the_caller_shadows_other_modules(project: Project) -> None:
    (project.home / "json.py").write_text("raise SystemExit('shadowed')")
    _, out, _ = project.with_uv().kb("build", PYTHONPATH=str(project.home), VIRTUAL_ENV="/nowhere")
    lines = out.splitlines()
    assert lines[:2] == ["tiny 1.0 build", str(project.root / ".venv")]
    assert str(project.root / "scripts/kb") not in lines
    assert str(project.home) not in lines


def test_uv_is_used_where_it_is_and_never_fetches_a_python(project: Project) -> None:
    assert project.with_uv().kb("build")[0] == 0
    (call,) = project.uv_calls
    assert "--require-hashes --no-deps" in call
    assert call.endswith("downloads:never")


def test_pip_takes_over_when_uv_fails(project: Project) -> None:
    code, _, err = project.with_uv().kb("build", UV_SAYS="error: no such option")
    assert code == 0
    assert "uv did not get through: the packages could not be installed (no such option)" in err
    assert READY in err


def test_inside_the_environment_kb_and_the_programs_work(project: Project) -> None:
    project.kb("build")  # with pip, which makes the programs
    for command in (["kb", "x"], ["python", "-m", "kb", "x"]):
        program = str(project.root / ".venv/bin" / command[0])
        done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("tiny 1.0 x\n")
        assert done.stderr == ""
    moved = project.root.rename(project.home / "新 家")
    project.root = moved
    done = subprocess.run([moved / ".venv/bin/tiny"], capture_output=True, text=True, check=True)
    assert done.stdout == "1.0\n"
    code, _, err = project.kb("x", PIP_FIND_LINKS="/nowhere")  # no network is needed
    assert code == 0
    assert err.startswith("Fitting the environment in .venv to the place of the project …\n")
    assert f'"{moved}/.venv"' in (moved / ".venv/bin/activate").read_text()
    assert project.kb("x")[2] == ""


@pytest.mark.parametrize("broken", ["tiny/__init__.py", "tiny", "tiny-1.0.dist-info", "kb.pth"])
def test_deleted_files_come_back(project: Project, broken: str) -> None:
    project.with_uv().kb("build")
    path = project.packages / broken
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    code, _, err = project.kb("build")
    assert code == 0
    first = err.splitlines()[0]
    assert first.startswith(("Repairing the environment in .venv: files are missing", "Fitting"))
    assert path.exists()
    assert project.kb("build")[2] == ""


def test_a_package_that_does_not_load_is_installed_again_once(project: Project) -> None:
    project.with_uv().kb("build")
    module = project.packages / "tiny/__init__.py"
    spoilt = "raise ImportError(name='tiny')"
    module.write_text(spoilt.ljust(module.stat().st_size, "#"))
    os.utime(module, (0, 0))  # or the compiled file, of the same second, would hide it
    code, out, err = project.kb("build")
    assert (code, out.splitlines()[0]) == (0, "tiny 1.0 build")
    assert err.startswith("Repairing the environment in .venv: tiny does not load …\n")


def test_a_repair_that_does_not_help_is_not_tried_for_ever(project: Project) -> None:
    line = wheel(project.home / "wheels", "tiny", "2.0", "raise ImportError('never', name='tiny')")
    project.lock("build", line)
    code, _, err = project.with_uv().kb("build")
    assert code == 1
    assert err.count("Repairing") == 1
    assert err.splitlines()[-1] == "ImportError: never"


def test_a_changed_lock_updates_in_place_and_drops_what_it_no_longer_names(
    project: Project,
) -> None:
    old, new = (wheel(project.home / "wheels", name, "1.0") for name in ("old", "new"))
    tiny = wheel(project.home / "wheels", "tiny", "1.0")
    project.lock("build", tiny, old)
    project.with_uv().kb("build")
    project.lock("build", tiny, new)
    _, _, err = project.kb("build")
    expected = "Updating the environment in .venv: requirements/build.txt is new …"
    assert err.splitlines()[0] == expected
    names = {path.name for path in project.packages.glob("*.dist-info")}
    assert names == {"tiny-1.0.dist-info", "new-1.0.dist-info"}
    assert not (project.packages / "old/__init__.py").exists()


def test_an_update_that_fails_leaves_the_way_back_open(project: Project) -> None:
    project.with_uv().kb("build")
    before = (project.root / "requirements/build.txt").read_text()
    project.lock("build", before, "missing==1.0 --hash=sha256:00\n")
    (project.home / "bin/uv").unlink()
    code, _, err = project.kb("build")
    assert code == 2
    assert "does not offer all that requirements/*.txt names" in err
    project.lock("build", before)
    assert project.kb("build")[::2] == (0, "")


def test_the_test_tools_come_with_the_first_kb_test(project: Project) -> None:
    project.with_uv().kb("build")
    assert not (project.packages / "extra").exists()
    code, _, err = project.kb("test", "-k", "x")
    assert code == 0
    assert err.startswith("Adding what kb test needs to the environment in .venv (once) …\n")
    assert (project.packages / "extra").exists()
    assert project.kb("test")[2] == project.kb("build")[2] == ""


def test_an_environment_of_somebody_else_is_left_alone(project: Project) -> None:
    (project.root / ".venv").mkdir()
    (project.root / ".venv/pyvenv.cfg").write_text("home = /usr/bin\n")
    code, _, err = project.kb("build")
    assert (code, err) == (
        2,
        "kb: .venv was not made by kb and is left alone; move it away (mv .venv .venv.old) "
        "and run the same command again\n",
    )
    assert [path.name for path in (project.root / ".venv").iterdir()] == ["pyvenv.cfg"]


def test_an_interrupted_first_run_is_never_taken_for_ready(project: Project) -> None:
    process = project.with_uv().start("build", UV_SLEEP="30")
    _wait_for_uv(project, 1)
    process.kill()
    process.communicate()
    code, _, err = project.kb("build")
    assert code == 0
    expected = "Setting up the environment in .venv anew: it was never finished …"
    assert err.splitlines()[0] == expected


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_first_run_can_be_stopped(project: Project, number: int, code: int) -> None:
    process = project.with_uv().start("build", UV_SLEEP="30")
    _wait_for_uv(project, 1)
    process.send_signal(number)
    _, err = process.communicate(timeout=10)
    assert process.returncode == code
    assert "Traceback" not in err
    assert project.kb("build")[0] == 0


def test_of_two_first_runs_at_once_the_second_waits(project: Project) -> None:
    first = project.with_uv().start("one", UV_SLEEP="1")
    _wait_for_uv(project, 1)
    second = project.start("two")
    said = [process.communicate(timeout=30)[1] for process in (first, second)]
    assert said[0].startswith(SETTING_UP)
    assert said[1] == "Another kb is setting up the environment; waiting …\n"
    assert (first.returncode, second.returncode, len(project.uv_calls)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ("python", "its Python is gone"),
        ("base", "its Python is gone"),
        ("tag", "it does not work"),
        ("format", "it does not work"),
    ],
)
def test_a_python_that_is_gone_or_another_one_means_a_new_environment(
    project: Project, spoil: str, reason: str
) -> None:
    project.with_uv().kb("build")
    note = json.loads(project.note.read_text())
    if spoil in ("python", "format"):
        (project.root / ".venv/bin/python").unlink()
    if spoil == "python":
        (project.root / ".venv/bin/python").symlink_to("/nowhere/python3")
    elif spoil == "format":
        (project.root / ".venv/bin/python").write_bytes(b"\x7fELF of another machine")
        (project.root / ".venv/bin/python").chmod(0o755)
    else:
        note[spoil] = "/nowhere/python3"
        project.note.write_text(json.dumps(note))
    code, out, err = project.kb("build")
    assert (code, out.splitlines()[0]) == (0, "tiny 1.0 build")
    assert err.splitlines()[0] == f"Setting up the environment in .venv anew: {reason} …"
    assert project.kb("build")[2] == ""


def test_no_network_on_the_first_run_is_one_line(project: Project) -> None:
    variables = {"PIP_INDEX_URL": "http://u:secret@127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    del project.variables["PIP_NO_INDEX"], project.variables["PIP_FIND_LINKS"]
    code, out, err = project.kb("build", **variables)
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert first == SETTING_UP
    assert second.startswith("kb: the package index could not be reached (")
    assert "Connection refused" in second
    assert second.endswith(
        "run the same command again when online; a mirror can be set in pip.conf"
    )
    assert "secret" not in err


def test_a_package_with_another_hash_is_refused_in_one_line(project: Project) -> None:
    wheel(project.home / "wheels", "tiny", "1.0", "# altered")
    code, _, err = project.kb("build")
    assert code == 2
    start = "kb: a downloaded package is not the one that requirements/*.txt names by its hash ("
    assert err.splitlines()[1].startswith(start)
    assert len(err.splitlines()) == 2


def _wait_for_uv(project: Project, calls: int) -> None:
    end = time.monotonic() + 20
    while len(project.uv_calls) < calls and time.monotonic() < end:
        time.sleep(0.02)
    assert len(project.uv_calls) == calls, sys.version
