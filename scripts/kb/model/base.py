"""The small values that everything else is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Code = Literal["zh", "en"]
LANGUAGES: tuple[Code, ...] = ("zh", "en")
DEFAULT_LANGUAGE: Code = "zh"


@dataclass(frozen=True)
class Problem:
    """A fault that a person can mend, at the source to edit; sorts by where it stands.

    `path` is relative to the project root, `line` and `column` count from 1 (0: the whole file).
    """

    path: str
    line: int
    code: str
    fact: str
    hint: str = ""
    column: int = 0

    def __lt__(self, other: Problem) -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, int, str, str, str]:
        return self.path, self.line, self.column, self.code, self.fact, self.hint


@dataclass(frozen=True)
class Texts:
    """The same words in both languages."""

    zh: str
    en: str

    def __getitem__(self, language: Code) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Record:
    """Where a record of docs/data stands: its id, its file and the line of its heading."""

    id: str
    path: str
    line: int
