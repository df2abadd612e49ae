"""The engine of letters: vectors, every combination of every letter, what must always hold."""

from __future__ import annotations

import email
import itertools
import tomllib
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kb.letters import (
    BLANK,
    Answers,
    blanks,
    clean,
    fill,
    part_text,
    subject,
    unfilled,
    used,
    whole_text,
)
from kb.letters.engine import INVISIBLE
from kb.letters.mail import eml, mailto
from kb.load import load
from kb.model import Clause, KnowledgeBase, Letter

ROOT = Path(__file__).resolve().parents[1]
VECTORS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "letters/vectors.toml").read_text(encoding="utf-8")
)
DATE = "Fri, 20 Nov 2026 08:00:00 +0000"
KNOWLEDGE: KnowledgeBase = load(ROOT)[0]
LETTERS = [pytest.param(one, id=f"{one.language}-{one.id}") for one in KNOWLEDGE.letters]


def made(subject: str, clauses: list[Clause]) -> Letter:
    return Letter(
        id="one",
        language="en",
        path="",
        title="",
        summary="",
        group="",
        order=1,
        channels=(),
        subject=subject,
        reason="",
        attach=(),
        next="",
        clauses=tuple(clauses),
        lines={},
    )


def letter_of(name: str) -> Letter:
    """A letter of the vectors."""
    one = VECTORS["letters"][name]
    clauses = [
        Clause(x["id"], x["part"], "?" if x.get("conditional") else "", x["text"], 1, 1)
        for x in one["clauses"]
    ]
    return made(one["subject"], clauses)


def answers_of(vector: dict[str, Any]) -> Answers:
    language = vector.get("language", "en")
    values = {
        name: value if isinstance(value, str) else value[language]
        for name, value in vector.get("values", {}).items()
    }
    labels = {name: texts[language] for name, texts in VECTORS["labels"].items()}
    confirmed = vector.get("confirmed", ())
    return Answers(confirmed, values, labels, VECTORS["optional"]["fields"])


def test_there_are_enough_vectors() -> None:
    """The page is tested by these as well."""
    count = sum(len(VECTORS[kind]) for kind in ("clean", "fill", "eml", "mailto"))
    assert count >= 60


@pytest.mark.parametrize("name", VECTORS["clean"])
def test_clean(name: str) -> None:
    typed, kept = VECTORS["clean"][name]
    assert clean(typed) == kept


@pytest.mark.parametrize("vector", VECTORS["fill"], ids=lambda vector: vector["name"])
def test_fill(vector: dict[str, Any]) -> None:
    letter, answers = letter_of(vector["letter"]), answers_of(vector)
    found = {
        "text": whole_text(letter, answers),
        "subject": subject(letter, answers),
        "why": part_text(letter, "why", answers),
        "context": part_text(letter, "context", answers),
        "blanks": list(unfilled(letter, answers)),
    }
    wanted = {key: vector[key] for key in found if key in vector}
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("vector", VECTORS["eml"], ids=lambda vector: vector["name"])
def test_eml(vector: dict[str, Any]) -> None:
    addresses = vector["sender"], vector["recipient"]
    assert eml(vector["subject"], vector["text"], *addresses, DATE) == vector["expect"]


@pytest.mark.parametrize("vector", VECTORS["mailto"], ids=lambda vector: vector["name"])
def test_mailto(vector: dict[str, Any]) -> None:
    found = mailto(vector["subject"], vector["text"], vector["recipient"])
    assert found == vector["expect"]


@pytest.mark.parametrize("letter", LETTERS)
def test_no_combination_asserts_what_is_not_confirmed(letter: Letter) -> None:
    """Every way to tick: each conditional clause is there exactly when it is ticked."""
    conditional = [clause for clause in letter.clauses if clause.statement]
    assert len(conditional) <= 8
    whole = {clause.text for clause in letter.clauses}
    assert len(whole) == len(letter.clauses), "two clauses say the same"
    for ticked in itertools.product((False, True), repeat=len(conditional)):
        confirmed = [clause.id for clause, on in zip(conditional, ticked, strict=True) if on]
        answers = Answers(confirmed)
        text = whole_text(letter, answers)
        expected = [x.text for x in letter.clauses if not x.statement or x.id in confirmed]
        assert text == "\n\n".join(expected)
        for clause in conditional:
            if clause.id not in confirmed and not any(clause.text in x for x in expected):
                assert clause.text not in text
        parts = (part_text(letter, part, answers) for part in letter.parts)
        assert "\n\n".join(part for part in parts if part) == text


@pytest.mark.parametrize("letter", LETTERS)
def test_filled_letters_hold_every_value_and_no_blank(letter: Letter) -> None:
    """Everything ticked and filled: nothing in brackets or braces is left."""
    confirmed = [clause.id for clause in letter.clauses]
    values = {name: f"value of {name}" for name in blanks(letter)}
    labels = dict.fromkeys(values, "LABEL")
    answers = Answers(confirmed, values, labels)
    text = subject(letter, answers) + whole_text(letter, answers)
    assert unfilled(letter, answers) == ()
    assert "[LABEL]" not in text
    assert not BLANK.search(text)
    assert all(value in text for value in values.values())


TYPED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("{}$&\\<>[]\r\n\t\u200b\u200d\u202e\u2028\ufeff\0👨👩🏽\ufe0f你好"),
    ),
    max_size=40,
)


@given(TYPED)
def test_clean_removes_only_what_is_invisible(typed: str) -> None:
    """Cleaning twice is cleaning once, and nothing that can be seen is lost."""
    kept = clean(typed)
    assert clean(kept) == kept
    ends = typed.replace("\r\n", "\n")
    for end in "\r\u2028\u2029":
        ends = ends.replace(end, "\n")
    seen = [char for char in ends if not INVISIBLE.match(char)]
    assert [char for char in kept if not INVISIBLE.match(char)] == [
        "\ufffd" if "\ud800" <= char <= "\udfff" else char for char in seen
    ]
    assert not set(kept) & set("\r\0\u200b\u202e\ufeff")


@given(TYPED, TYPED)
def test_values_come_out_as_they_are(one: str, two: str) -> None:
    """Whatever is in a value, it is in the text as it is, and is never filled again."""
    answers = Answers(values={"a": one, "b": two}, labels={"a": "A", "b": "B"})
    first, second = (
        clean(x) if clean(x).strip() else label for x, label in ((one, "[A]"), (two, "[B]"))
    )
    assert fill("x{{a}}y{{b}}z{{a}}", answers) == f"x{first}y{second}z{first}"


@given(TYPED, st.sets(st.sampled_from("abcd")), TYPED)
def test_parts_and_message_are_the_text(value: str, confirmed: set[str], head: str) -> None:
    """The parts joined, and the decoded body of the message, are the text; one subject, no more."""
    clauses = [
        Clause(
            id, "why" if id in "ab" else "closing", "?" if id in "bd" else "", "{{v}} " + id, 1, 1
        )
        for id in "abcd"
    ]
    letter = made("{{h}}", clauses)
    answers = Answers(confirmed, {"v": value, "h": head}, {"v": "V", "h": "H"})
    text = whole_text(letter, answers)
    parts = [part_text(letter, part, answers) for part in letter.parts]
    assert "\n\n".join(part for part in parts if part) == text
    assert [clause.id for clause in used(letter, answers)] == sorted(
        {"a", "c"} | (confirmed & {"b", "d"})
    )
    line = subject(letter, answers)
    raw = eml(line, text, "lin@example.com", "", DATE)
    assert raw.isascii()
    assert all(len(one) <= 78 for one in raw.split("\r\n"))
    message = email.message_from_bytes(raw.encode(), _class=EmailMessage, policy=default)
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n") == text
    assert message.keys() == [
        "From", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
    ]  # fmt: skip
    assert message.defects == []


def test_ten_thousand_characters() -> None:
    """As long as somebody will ever write."""
    value = "长 long 👩🏽‍💻 {{x}} $& <b>\n" * 500
    answers = Answers(values={"a": value}, labels={"a": "A"})
    assert fill("{{a}}", answers) == value
