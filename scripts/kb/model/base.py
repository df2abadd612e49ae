"""The small values that everything else is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Code = Literal["zh", "en"]
LANGUAGES: tuple[Code, ...] = ("zh", "en")
DEFAULT_LANGUAGE: Code = "zh"


@dataclass(frozen=True, order=True)
class Problem:
    """A fault that a person can mend, at the source to edit.

    `path` is relative to the project root, `line` and `column` count from 1 (0: the whole file).
    """

    path: str
    line: int
    code: str
    fact: str
    hint: str = ""
    column: int = 0


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
