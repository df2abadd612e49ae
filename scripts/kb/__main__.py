"""Starts the door, `kb.door`, under a Python that is new enough; does nothing else itself.

Old Pythons read this file as well, if only to be turned away in one line: so it keeps to what
Python 2.7 and 3.6 can parse.
"""

import os
import sys

NEEDED = (3, 11, 5)
HERE = os.path.dirname(os.path.abspath(__file__))


def runs_new_enough(command):
    # type: (list[str]) -> bool
    """Say whether `command` (a list of words) starts a Python that is new enough."""
    import subprocess

    question = "import sys; sys.exit(sys.version_info[:3] < %r)" % (NEEDED,)
    try:
        with open(os.devnull, "w") as nowhere:
            return not subprocess.call(command + ["-c", question], stdout=nowhere, stderr=nowhere)
    except OSError:
        return False


def newer_python():
    # type: () -> list[str] | None
    """Return the words that start a newer Python found on the PATH, or None."""
    names = [["python3.%d" % minor] for minor in range(19, NEEDED[1] - 1, -1)]
    names += [["py", "-3"]] if os.name == "nt" else [["python3"], ["python"]]
    for name in names:
        if runs_new_enough(name):
            return name
    return None


def too_old():
    # type: () -> int
    """Say that this Python is too old, and what to type instead; return the exit code."""
    try:
        from shlex import quote
    except ImportError:
        from pipes import quote  # type: ignore[import-not-found,no-redef,unused-ignore]
    wanted = ".".join(str(number) for number in NEEDED)
    here = ".".join(str(number) for number in sys.version_info[:3])
    found = newer_python()
    if found:
        cure = "run: " + " ".join(quote(word) for word in found + sys.argv)
    else:
        cure = "install one, from python.org/downloads or your system's packages, then run it again"
    sys.stderr.write("kb: Python %s or newer is needed, this is %s; %s\n" % (wanted, here, cure))
    return 2


def clear_path():
    # type: () -> None
    """Leave nothing on sys.path that could stand in front of the standard library's modules."""
    strange = [HERE] + [p for p in os.environ.pop("PYTHONPATH", "").split(os.pathsep) if p]
    strange = [os.path.realpath(path) for path in strange]
    sys.path[:] = [path for path in sys.path if os.path.realpath(path) not in strange]
    if os.path.dirname(HERE) not in sys.path:
        sys.path.insert(0, os.path.dirname(HERE))


if sys.version_info < NEEDED:
    sys.exit(too_old())
if __name__ == "__main__":
    clear_path()
    try:
        from kb.door import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
