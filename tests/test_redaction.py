"""The redactor: what it masks and what it leaves, the same on the page as in Python."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from kb.load import load
from kb.model import Secret
from kb.redaction import command, luhn, redact
from kb.render.notices import secrets_data
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "docs/assets/javascripts/redactor-engine.js"
KNOWLEDGE = load(ROOT)[0]
SECRETS = KNOWLEDGE.secrets
MASKED = [
    ("write to wang.lin+a@mail.com today", "write to [EMAIL] today"),
    ("邮箱wang@163.com，电话13800138000。", "邮箱[EMAIL]，电话[PHONE]。"),
    ("key sk-proj-AbCd1234efgh5678 and sk-AbCd1234efgh", "key [KEY] and [KEY]"),
    ("user-Zy9Xw8Vu7Ts6Rq5 in org-Ab12Cd34Ef56Gh78", "[USER-ID] in [ORG-ID]"),
    ("case ID: C-87mjr38afq7r", "case ID: [CASE-ID]"),
    ("案件编号：ABC-12345678", "案件编号：[CASE-ID]"),
    ("Request ID: e667f13e-9f7b-4c8d-825e-c369e0c4d44f", "Request ID: [CASE-ID]"),
    ("paid with 4242 4242 4242 4242.", "paid with [CARD]."),
    ("from 8.8.4.4 and 2606:4700:4700::1111 now", "from [IP] and [IP] now"),
    ("Authorization: Bearer abcdefghijklmnop123456", "Authorization: Bearer [TOKEN]"),
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcDEF_ghi-123",
        "[TOKEN]",
    ),
    ("see https://openai.com/form/appeal/?case_id=abc123&x=1 now", "see [URL] now"),
    ("Hi Lin,\nyour account", "Hi [NAME],\nyour account"),
    ("亲爱的林先生，你好", "亲爱的[NAME]，你好"),
    ("call +86 138 0013 8000 or +1 415 867 5309", "call [PHONE] or [PHONE]"),
]
LEFT = [
    "Error code: account_deactivated, status 401, model gpt-4o-2024-08-06",
    "noreply@tm.openai.com wrote to lin@example.com and a@b.test",
    "Hi there, the OpenAI team",
    "2026-09-04 12:30:45, version 26.810.50856, 127.0.0.1:8000, 192.0.2.1",
    "4242 4242 4242 4241 is no card number",
    "order 1234567, USD 20.00, HTTP 429",
    "亲爱的用户，您好",
    "https://openai.com/form/appeal/ and https://help.openai.com/en/articles/8884073",
    "unsupported_country_region_territory",
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_masked(text: str, masked: str) -> None:
    assert redact(text, SECRETS).text == masked


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    done = redact(text, SECRETS)
    assert done.text == text
    assert done.hits == ()


def test_counts_and_command() -> None:
    done = redact("a@mail.com b@mail.com sk-abcdefgh1234", SECRETS)
    assert done.counts() == {"email": 2, "key": 1}
    assert command("a@mail.com", SECRETS) == ("[EMAIL]", "1 e-mail addresses")
    assert command("nothing", SECRETS)[1] == "nothing found"


def test_card_check_digit() -> None:
    assert luhn("4242424242424242")
    assert luhn("378282246310005")
    assert not luhn("0000000000000000")
    assert not luhn("4242424242424241")


def test_masking_again_changes_nothing() -> None:
    for text, _ in MASKED:
        once = redact(text, SECRETS).text
        assert redact(once, SECRETS).text == once


HOSTILE = ["a", "a@", "sk-", "1 ", "eyJa.", "https://a?", "1:", "Hi A", "token=", "+1 2", "00 "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    def took(size: int) -> float:
        start = time.process_time()
        redact((piece * size)[:size], SECRETS)
        return time.process_time() - start

    took(1000)
    assert took(200_000) < 8


SAME = """([secrets, texts]) => {
  const engine = window.kbRedactor.redactor(secrets);
  return texts.map((text) => {
    const hits = engine.find(text);
    return [engine.mask(text, hits), hits.map((one) => [one.start, one.end, one.kind])];
  });
}"""


def test_the_page_masks_as_python_does(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(path=ENGINE)
    texts = [text for text, _ in MASKED] + LEFT + ["\n".join(text for text, _ in MASKED)]
    told: list[list[Any]] = page.evaluate(SAME, [secrets_data(KNOWLEDGE), texts])
    for text, (masked, hits) in zip(texts, told, strict=True):
        done = redact(text, SECRETS)
        assert masked == done.text
        assert hits == [[one.start, one.end, one.kind] for one in done.hits]
    page.close()


def test_hostile_text_does_not_hold_the_page(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(path=ENGINE)
    timed = """([secrets, texts]) => {
      const engine = window.kbRedactor.redactor(secrets);
      return texts.map((text) => {
        const start = performance.now();
        engine.find(text);
        return performance.now() - start;
      });
    }"""
    texts = [(piece * 1_000_000)[:1_000_000] for piece in HOSTILE]
    took = page.evaluate(timed, [secrets_data(KNOWLEDGE), texts])
    assert max(took) < 5000
    page.close()


def test_masks_are_no_secrets_themselves() -> None:
    every: list[Secret] = list(SECRETS.values())
    assert len({one.mask for one in every}) == len(every)
