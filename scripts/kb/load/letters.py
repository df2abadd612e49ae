"""Reads docs/letters/<language>/<id>.md: TOML front matter, then parts, clauses, statements.

The form is: `# part`, `## clause-id`, an optional `? statement` line, the clause's text. It judges
that form; whether the two languages agree is for the checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kb.load.document import Document, Field, Table
from kb.load.pages import read_text
from kb.model import LANGUAGES, Clause, Code, Letter, Problem

FIELDS = (
    Field("title", "text"),
    Field("summary", "text"),
    Field("group", "text"),
    Field("order", "number"),
    Field("channels", "strings"),
    Field("subject", "text", required=False),
    Field("reason", "text", required=False),
    Field("attach", "strings", required=False),
    Field("next", "text"),
)
FENCE = "+++"
ID = re.compile(r"[a-z][a-z0-9-]*")


def read_letters(root: Path, problems: list[Problem]) -> tuple[Letter, ...]:
    """Every letter that is well formed, sorted by language and id."""
    letters = []
    for language in LANGUAGES:
        for path in sorted((root / "docs/letters" / language).glob("*.md")):
            shown = path.relative_to(root).as_posix()
            text = read_text(path, shown, problems)
            if text is not None:
                letter = read_letter(text, path.stem, language, shown, problems)
                letters += [letter] if letter else []
    return tuple(letters)


def read_letter(
    text: str, id: str, language: Code, path: str, problems: list[Problem]
) -> Letter | None:
    """The letter written in `text`, or None if its front matter or its clauses are malformed."""
    lines = text.splitlines()
    before = len(problems)
    end = _front_matter_end(lines, path, problems)
    if end is None:
        return None
    document = Document(path, "\n".join(lines[1:end]), offset=1, problems=problems)
    fields = document.read((), document.table, FIELDS) if document.parse() else None
    body = _Body(path, problems)
    for number, line in enumerate(lines[end + 1 :], end + 2):
        body.feed(number, line)
    clauses = body.finish(len(lines))
    if len(problems) > before or fields is None:
        return None
    where = {name: document.line(name) for name in fields}
    return _letter(id, language, path, fields, clauses, where)


def _letter(
    id: str, language: Code, path: str, fields: Table, clauses: tuple[Clause, ...], lines: Table
) -> Letter:
    return Letter(id=id, language=language, path=path, clauses=clauses, lines=lines, **fields)


def _front_matter_end(lines: list[str], path: str, problems: list[Problem]) -> int | None:
    if not lines or lines[0].strip() != FENCE:
        fact = "the letter does not begin with a +++ line."
        hint = "begin with +++, the front matter, and another +++ line"
        problems.append(Problem(path, 1, "front-matter-malformed", fact, hint))
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == FENCE:
            return number
    fact = "the front matter has no closing +++ line."
    hint = "put a line +++ between the front matter and the first part"
    problems.append(Problem(path, 1, "front-matter-malformed", fact, hint))
    return None


@dataclass
class _Body:
    """The clauses of a letter, as they come line by line."""

    path: str
    problems: list[Problem]
    clauses: list[Clause] = field(default_factory=list)
    part: str = ""
    id: str = ""
    statement: str = ""
    start: int = 0
    first: int = 0
    text: list[str] = field(default_factory=list)

    def feed(self, number: int, line: str) -> None:
        heading = re.fullmatch(r"(#{1,2})\s+(.*?)\s*", line)
        if heading:
            self._close()
            if self._named(number, heading[2]):
                self._open(number, len(heading[1]), heading[2])
        elif self.id and line.startswith("?"):
            self._confirm(number, line[1:].strip())
        elif re.match(r"\s*#{1,6}\s", line):
            hint = "write '# part' or '## clause-id' at the start of the line"
            self._report(number, "a heading of no level that a letter has.", hint)
        elif self.id:
            self.first = self.first or (number if line.strip() else 0)
            self.text.append(line.rstrip())
        elif line.strip():
            fact = "text that belongs to no clause."
            self._report(number, fact, "put it under a '## clause-id' heading")

    def _confirm(self, number: int, statement: str) -> None:
        if not statement:
            self._report(number, "a '?' line without a statement.", "write what is confirmed")
        elif self.statement:
            fact = f"clause {self.id!r} has a second '?' statement."
            self._report(number, fact, "join the two, or make a clause of each")
        elif any(self.text):
            fact = f"clause {self.id!r} has its '?' statement below its text."
            self._report(number, fact, "put the statement in the line under the heading")
        self.statement = self.statement or statement

    def finish(self, number: int) -> tuple[Clause, ...]:
        self._close()
        if not self.clauses:
            self._report(number, "the letter has no clause.", "write '# message', '## request'")
        return tuple(self.clauses)

    def _named(self, number: int, name: str) -> bool:
        if ID.fullmatch(name):
            return True
        fact = f"{name!r} is not an id."
        hint = "use small letters, digits and hyphens, as in '## no-sharing'"
        self._report(number, fact, hint)
        return False

    def _open(self, number: int, level: int, name: str) -> None:
        if level == 1:
            self.part = name
            return
        if not self.part:
            hint = "put a '# part' heading above it"
            self._report(number, f"clause {name!r} stands in no part.", hint)
        if any(clause.id == name for clause in self.clauses):
            self._report(number, f"clause {name!r} is there twice.", "rename or remove one")
        self.id, self.start = name, number

    def _close(self) -> None:
        text = "\n".join(self.text).strip("\n")
        if self.id and not text:
            self._report(self.start, f"clause {self.id!r} has no text.", "write it or remove it")
        if self.id:
            place = (self.start, self.first or self.start)
            self.clauses.append(Clause(self.id, self.part, self.statement, text, *place))
        self.id, self.statement, self.start, self.first = "", "", 0, 0
        self.text = []

    def _report(self, line: int, fact: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, "clause-malformed", fact, hint))
