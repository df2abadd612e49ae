"""The scripts of letters in a browser, without a page: the same answers as the Python engine."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kb.letters import Answers, part_text, subject, unfilled, whole_text
from kb.letters.mail import eml, mailto
from kb.model import Clause, Letter
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ("letter-engine", "letter-mail", "letter-secrets", "letter-store", "case-log-files")
VECTORS = tomllib.loads((ROOT / "tests/letters/vectors.toml").read_text(encoding="utf-8"))
SECRETS = tomllib.loads((ROOT / "tests/letters/secrets.toml").read_text(encoding="utf-8"))
DATE = "Fri, 20 Nov 2026 08:00:00 +0000"
FILL = """([letter, answers, language]) => {
  const engine = window.ReinstateLetters;
  return {
    text: engine.wholeText(letter, answers, language),
    subject: engine.subject(letter, answers, language),
    why: engine.partText(letter, "why", answers, language),
    context: engine.partText(letter, "context", answers, language),
    blanks: engine.unfilled(letter, answers, language),
  };
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page that has the scripts."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_content("<!doctype html><title>scripts</title>")
    for name in SCRIPTS:
        page.add_script_tag(path=ROOT / f"docs/assets/javascripts/{name}.js")
    yield page
    context.close()


def data(letter: dict[str, Any], optional: list[str], labels: dict[str, Any]) -> dict[str, Any]:
    """A letter as the page's data has it, the same text in both languages."""

    def both(text: str) -> dict[str, str]:
        return {"zh": text, "en": text}

    clauses = [
        {**one, "conditional": one.get("conditional", False), "text": both(one["text"])}
        for one in letter["clauses"]
    ]
    fields = [
        {"id": name, "label": texts, "optional": name in optional} for name, texts in labels.items()
    ]
    return {"subject": both(letter["subject"]), "clauses": clauses, "fields": fields}


def test_clean(page: Page) -> None:
    typed = {name: pair[0] for name, pair in VECTORS["clean"].items()}
    script = """typed => Object.fromEntries(Object.entries(typed).map(
      ([name, text]) => [name, window.ReinstateLetters.clean(text)]))"""
    assert page.evaluate(script, typed) == {n: pair[1] for n, pair in VECTORS["clean"].items()}


@pytest.mark.parametrize("vector", VECTORS["fill"], ids=lambda vector: vector["name"])
def test_fill(page: Page, vector: dict[str, Any]) -> None:
    optional = VECTORS["optional"]["fields"]
    letter = data(VECTORS["letters"][vector["letter"]], optional, VECTORS["labels"])
    # As text: the protocol between test and browser would drop a key named __proto__.
    answers = {"confirmed": vector.get("confirmed", []), "values": vector.get("values", {})}
    found = page.evaluate(FILL, [letter, answers, vector.get("language", "en")])
    wanted = {key: vector[key] for key in found if key in vector}
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("kind", ["eml", "mailto"])
def test_mail(page: Page, kind: str) -> None:
    for one in VECTORS[kind]:
        given = [one["subject"], one["text"], one.get("sender", ""), one["recipient"], DATE]
        if kind == "mailto":
            given = [one["subject"], one["text"], one["recipient"]]
        call = f"given => window.ReinstateLetters.{kind}(...given)"
        assert page.evaluate(call, given) == one["expect"], one["name"]


PIECES = (
    "a", "Lin", " ", "\n", "\r\n", "\r", "\t", "你好", "，", "{{", "}}", "{{a}}", "{{b}}",
    "$&", "$1", "\\", "<b>", "&amp;", '"', "'", "\0", "\u200b", "\u200c", "\u200d", "\u202e",
    "\u2028", "\ufeff", "👨", "👩🏽", "\u200d💻", "❤\ufe0f", "🏳\ufe0f\u200d🌈", "می",
    "\u200cخ", "שלום", "４２", "𠮷", "\u00ad", "%", "=?", "[", "]", "\u00a0", "\u3000", "\x1c",
    "\x85",
)  # fmt: skip


def test_generated_cases_agree(page: Page) -> None:
    """Three hundred letters made at random come out the same, to the byte, on both sides."""
    chance = random.Random(20261120)

    def text() -> str:
        return "".join(chance.choice(PIECES) for _ in range(chance.randrange(12)))

    cases = []
    expected = []
    for _ in range(300):
        ids = [f"c{number}" for number in range(chance.randrange(1, 6))]
        clauses = [
            {
                "id": id,
                "part": chance.choice(["why", "context", "closing"]),
                "conditional": chance.random() < 0.5,
                "text": "x" + text() + chance.choice(["{{a}}", "{{b}}", "{{c}}", ""]),
            }
            for id in ids
        ]
        letter = {"subject": text() + "{{a}}", "clauses": clauses}
        confirmed = [id for id in ids if chance.random() < 0.5]
        values = {name: text() for name in "abc" if chance.random() < 0.8}
        labels = {name: {"zh": name, "en": name.upper()} for name in "abc"}
        optional = [name for name in "abc" if chance.random() < 0.3]
        answers = {"confirmed": confirmed, "values": values}
        cases.append([data(letter, optional, labels), answers, "en"])
        python = Answers(confirmed, values, {name: name.upper() for name in "abc"}, optional)
        expected.append(_python(letter, python))
    script = f"""cases => cases.map(one => {{
      const found = ({FILL})(one);
      const engine = window.ReinstateLetters;
      found.eml = engine.eml(found.subject, found.text, "a@b.example", "", "{DATE}");
      found.mailto = engine.mailto(found.subject, found.text, "a@b.example");
      return found;
    }})"""
    for found, wanted in zip(page.evaluate(script, cases), expected, strict=True):
        assert found == wanted


def _python(letter: dict[str, Any], answers: Answers) -> dict[str, Any]:
    clauses = tuple(
        Clause(one["id"], one["part"], "?" if one["conditional"] else "", one["text"], 1, 1)
        for one in letter["clauses"]
    )
    made = Letter(
        "x", "en", "", "", "", "", 1, (), letter["subject"], "", (), "", clauses, {}
    )  # fmt: skip
    text, line = whole_text(made, answers), subject(made, answers)
    return {
        "text": text,
        "subject": line,
        "why": part_text(made, "why", answers),
        "context": part_text(made, "context", answers),
        "blanks": list(unfilled(made, answers)),
        "eml": eml(line, text, "a@b.example", "", DATE),
        "mailto": mailto(line, text, "a@b.example"),
    }


SECRET = "([text, kind]) => window.ReinstateLetters.secret(text, kind)"


@pytest.mark.parametrize(
    ("reason", "kind", "text"),
    [(x["reason"], x.get("kind", "text"), text) for x in SECRETS["refused"] for text in x["texts"]],
)
def test_secret_is_found(page: Page, reason: str, kind: str, text: str) -> None:
    found = page.evaluate(SECRET, [text, kind])
    assert found, text
    assert found["reason"] == reason


@pytest.mark.parametrize(
    ("kind", "text"),
    [(x.get("kind", "text"), text) for x in SECRETS["let_through"] for text in x["texts"]],
)
def test_honest_text_is_let_through(page: Page, kind: str, text: str) -> None:
    assert page.evaluate(SECRET, [text, kind]) is None


def test_examples_of_the_placeholders_are_let_through(page: Page) -> None:
    """What a help text gives as an example can be typed."""
    path = ROOT / "docs/data/placeholders.toml"
    placeholders = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, one in placeholders.items():
        for text in one.get("example", {}).values():
            assert page.evaluate(SECRET, [text, one["kind"]]) is None, name


def test_table_runs_no_formula(page: Page) -> None:
    """RFC 4180; what a spreadsheet would run is text."""
    script = """() => window.ReinstateLetters.table(
      [["a", 'b "c"', "d,e\\nf"], ["=1+1", "-x", " @y"]])"""
    assert page.evaluate(script) == ('\ufeff"a","b ""c""","d,e\nf"\r\n"\'=1+1","\'-x","\' @y"\r\n')
