"""What the handbook is made of, as frozen values.

Imports nothing of ours, reads no file, checks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
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


@dataclass(frozen=True)
class Placeholder:
    """One blank that letters may leave open, from placeholders.toml.

    `choices` are what one usually picks from, where its kind is `choice`.
    """

    at: Record
    kind: str
    label: Texts
    help: Texts
    example: Texts
    optional: bool
    choices: tuple[Texts, ...] = ()


@dataclass(frozen=True)
class Channel:
    """A way a letter can be sent, from channels.toml."""

    at: Record
    label: Texts
    hint: Texts


@dataclass(frozen=True)
class Choice:
    """A field or fixed choice of the appeal form, from form.toml: its official label, its meaning.

    A field's `box` names the letter part that it takes, its `blank` the placeholder.
    """

    at: Record
    label: str
    gloss: Texts
    hint: Texts | None
    box: str = ""
    blank: str = ""


@dataclass(frozen=True)
class Source:
    """A document that facts rest on, from sources.toml."""

    at: Record
    title: str
    publisher: str
    address: str
    kind: str
    checked: date
    read: Texts | None
    archived: str


@dataclass(frozen=True)
class Report:
    """What one source says where the sources of a claim disagree."""

    value: Texts
    source: str
    seen: date


@dataclass(frozen=True)
class Claim:
    """One fact with its evidence, from claims.toml."""

    at: Record
    value: Texts
    scope: Texts
    sources: tuple[str, ...]
    kind: str
    seen: date
    review: date
    url: str
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class Advice:
    """An old instruction that people still find, what was true of it, and what to do now.

    `rows` are the claims of the guides that it answers, `page` explains it further.
    """

    at: Record
    old: Texts
    verdict: str
    was: Texts
    now: Texts
    rows: tuple[str, ...]
    page: str


@dataclass(frozen=True)
class Notice:
    """A message that people meet and how to recognise it, from notices.toml.

    `ban` is yes, no, maybe or unknown; `severity` counts from 1, the most serious. `page` is the
    path of a page with an optional fragment.
    """

    at: Record
    name: Texts
    en: tuple[str, ...]
    zh: tuple[str, ...]
    also: tuple[str, ...]
    together: tuple[str, ...]
    codes: tuple[str, ...]
    near: tuple[str, ...]
    yields: tuple[str, ...]
    status: tuple[str, ...]
    first: str
    last: str
    scope: str
    ban: str
    severity: int
    curable: Texts
    step: Texts
    deadline: Texts | None
    channels: tuple[str, ...]
    letters: tuple[str, ...]
    page: str
    sources: tuple[str, ...]
    unverified: bool
    review: date


@dataclass(frozen=True)
class Signs:
    """What the decoder goes by besides the notices, from signs.toml."""

    fold: tuple[tuple[str, str], ...] = ()
    stop: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    click: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    freemail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Secret:
    """A kind of personal data and the patterns that find it, from secrets.toml."""

    at: Record
    label: Texts
    mask: str
    patterns: tuple[str, ...]
    test: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer of a triage question: what it says and the node or page it leads to."""

    text: Texts
    to: str


@dataclass(frozen=True)
class Question:
    """One question of the guided triage, from triage.toml. The first one is the start."""

    at: Record
    ask: Texts
    hint: Texts | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Clause:
    """One clause of a letter; with a `statement`, it may be used only by who confirms that.

    `line` is where its heading stands, `text_line` where its text begins.
    """

    id: str
    part: str
    statement: str
    text: str
    line: int
    text_line: int


@dataclass(frozen=True)
class Letter:
    """One letter in one language. `lines` tells where each front matter field stands."""

    id: str
    language: Code
    path: str
    title: str
    summary: str
    group: str
    order: int
    channels: tuple[str, ...]
    subject: str
    reason: str
    attach: tuple[str, ...]
    next: str
    clauses: tuple[Clause, ...]
    lines: Mapping[str, int]

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts, in order."""
        return tuple(dict.fromkeys(clause.part for clause in self.clauses))


@dataclass(frozen=True)
class Page:
    """One Markdown page; `name` is its path inside its language's tree."""

    name: str
    language: Code
    path: str
    lines: tuple[str, ...]

    def prose(self) -> tuple[tuple[int, str], ...]:
        """Its lines with their numbers, without front matter, fenced code and inline code.

        What is left out is blanked, so that columns stay true.
        """
        return self._prose

    @cached_property
    def _prose(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._read_prose())

    def _read_prose(self) -> Iterator[tuple[int, str]]:
        fence = ""
        matter = self.lines[:1] == ("---",)
        for number, line in enumerate(self.lines, 1):
            if matter:
                matter = number == 1 or line.rstrip() != "---"
                continue
            mark = re.match(r"\s*(`{3,}|~{3,})", line)
            if mark and not fence:
                fence = mark[1]
            elif fence:
                fence = "" if line.strip() == fence else fence
            else:
                yield number, re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", _blank, line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@dataclass(frozen=True)
class Passage:
    """One line of text as it is written; `column` is where it begins in its line, from 1."""

    path: str
    line: int
    column: int
    language: Code
    text: str
    field: str = ""


@dataclass(frozen=True)
class Wording:
    """Words by which checks tell a fact, which needs a source, from what is none."""

    before: Mapping[Code, tuple[str, ...]]
    phrases: Mapping[Code, tuple[str, ...]]
    sites: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Something that the handbook never says or links to, and why; from neutrality.toml.

    `words` and `acts` are regular expressions by language; with acts, a word alone is no fault.
    """

    at: Record
    code: str
    reason: str
    words: Mapping[Code, tuple[re.Pattern[str], ...]]
    acts: Mapping[Code, tuple[re.Pattern[str], ...]]
    domains: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Neutrality:
    """What is refused, and the words that make a sentence a warning instead."""

    refusals: tuple[Refusal, ...] = ()
    before: Mapping[Code, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    beside: Mapping[Code, tuple[re.Pattern[str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """A place where one paid, from money.toml."""

    at: Record
    order: int
    label: Texts
    who: Texts
    page: str


@dataclass(frozen=True)
class Cell:
    """What one does who paid there and can, or cannot, sign in."""

    at: Record
    steps: tuple[Texts, ...]
    not_first: Texts
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A time limit that counts from a date of the reader's; its claim says how long it is.

    `unit` is hours, days, business-days, months or years.
    """

    at: Record
    what: Texts
    claim: str
    after: str
    amount: int
    unit: str
    kind: str
    routes: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """The refund planner: cells by `<route>-<access>`."""

    routes: Mapping[str, Route]
    cells: Mapping[str, Cell]
    terms: Mapping[str, Term]


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything under docs/ that a person writes, parsed once.

    `unread` holds the paths of files of which something is too malformed to be read.
    """

    pages: tuple[Page, ...]
    letters: tuple[Letter, ...]
    placeholders: Mapping[str, Placeholder]
    never: Mapping[str, Texts]
    channels: Mapping[str, Channel]
    reasons: Mapping[str, Choice]
    fields: Mapping[str, Choice]
    requests: Mapping[str, Choice]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    advice: Mapping[str, Advice]
    words: Mapping[str, Texts]
    faults: Mapping[str, Texts]
    wording: Wording
    neutrality: Neutrality
    money: Money
    notices: Mapping[str, Notice]
    signs: Signs
    secrets: Mapping[str, Secret]
    triage: Mapping[str, Question]
    texts: tuple[Passage, ...] = ()
    unread: frozenset[str] = frozenset()

    def letter(self, id: str, language: Code) -> Letter | None:
        """The letter of that id in that language, or None."""
        found = (x for x in self.letters if x.id == id and x.language == language)
        return next(found, None)
