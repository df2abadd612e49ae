"""The search index, and how well the box answers labelled queries on the built handbook."""

from __future__ import annotations

import json
import os
import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kb.search import NO_SYNONYMS, SYNONYMS, RenderedPage, read_synonyms, render, write
from kb.search.folding import readings, simplified
from kb.search.packing import FIRST, pack
from kb.search.sections import Section, cut
from kb.search.text import fold, tidy
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
QUERIES = tomllib.loads((ROOT / "tests/search/queries.toml").read_text("utf-8"))
LEAST = {"success@1": 0.8, "success@3": 0.93, "mrr@10": 0.88}


# ------------------------------------------------------------------------------- sections, text


def test_cuts_at_headings_with_an_id() -> None:
    html = (
        "<h1>题目<a class='headerlink' href='#x'>¶</a></h1><p>第一<strong>句</strong>话。</p>"
        "<h2 id='how'>怎么办</h2><ol><li>先看</li><li>再写</li></ol>"
        "<h2>没有名字</h2><p>属于上一节</p><h3 id='more'>更多</h3><p>末尾</p>"
    )
    assert cut(html) == (
        Section("", "题目", "第一句话。"),
        Section("how", "怎么办", "先看 再写 没有名字 属于上一节"),
        Section("more", "更多", "末尾"),
    )


def test_leaves_out_what_decorates() -> None:
    html = (
        "<h1>A</h1><p>kept<span data-search='off'> mark</span></p><script>code()</script>"
        "<button>Copy</button><p>5 days <a class='claim__mark'>official</a>, about.</p>"
    )
    assert cut(html) == (Section("", "A", "kept 5 days, about."),)


def test_a_page_without_headings_is_one_section() -> None:
    assert cut("<p>only text</p>") == (Section("", "", "only text"),)
    assert cut("") == (Section("", "", ""),)


def test_text_keeps_its_length_in_lower_case() -> None:
    shown = tidy("  İstanbul\u200b  ẞ … ，ＡＢＣ\n 完 ")
    assert len(shown.lower()) == len(shown)
    assert "\u200b" not in shown
    assert "  " not in shown


def test_queries_fold_to_one_form() -> None:
    table = simplified("账号被封申诉", {"帐": "账"})
    assert fold("帳號被封", table) == fold("帐号 被封".replace(" ", ""), table) == "账号被封"
    assert fold("ＡＰＩ　申訴", table) == "api 申诉"
    assert fold("fēng hào", table) == "feng hao"


def test_tables_hold_only_what_the_pages_need() -> None:
    assert simplified("号", {}) == {"號": "号"}
    assert readings(["银行", "行为"]) == {"hang": "行", "wei": "为", "xing": "行", "yin": "银"}


def test_packing_is_undone_by_the_alphabet() -> None:
    texts = {"a": "账号被封 banned 😀", "b": "封号"}
    alphabet, packed = pack(texts)
    assert alphabet[0] in "封号"
    for name, text in packed.items():
        codes = (ord(c) - FIRST for c in text)
        plain = (alphabet[c] if 0 <= c < len(alphabet) else text[i] for i, c in enumerate(codes))
        assert "".join(plain) == texts[name]


# ------------------------------------------------------------------------------------ the index


def pages() -> list[RenderedPage]:
    return [
        RenderedPage("appeal/", "申诉", "", "<h1>怎么申诉</h1><h2 id='a'>期限</h2>没有", ("解封",)),
        RenderedPage("refunds/", "退款", "钱", "<h1>退款</h1><p>先看在哪里付的钱</p>"),
    ]


def test_index_is_one_call_and_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    synonyms, problems = read_synonyms(ROOT / SYNONYMS, SYNONYMS)
    assert problems == ()
    script = render(pages(), "zh", synonyms)
    assert script == render(reversed(pages()), "zh", synonyms)
    write(pages(), "zh", synonyms, tmp_path / "site/search/zh.js")
    assert (tmp_path / "site/search/zh.js").read_bytes() == script.encode()
    assert script.startswith('reinstateSearch("zh",{')
    data = json.loads(script[len('reinstateSearch("zh",') : -len(");\n")])
    assert data["urls"] == "appeal/\nrefunds/"
    assert data["counts"] == [2, 1]


def test_line_separators_cannot_break_the_lists() -> None:
    odd = RenderedPage("a/", "A\nB\u2028C", "x\ty", "<h1>a\n\nb</h1><p>c\nd</p>", ("p|q\nr",))
    script = render([odd], "en", NO_SYNONYMS)
    data = json.loads(script[len('reinstateSearch("en",') : -len(");\n")])
    assert data["titles"] == "A B C"
    assert data["aliases"] == "p q r"
    assert data["texts"] == "c d"


@pytest.mark.parametrize(
    ("source", "line", "fact"),
    [
        ("[ok]\nzh = ['封号']\n[bad]\nzh = '封号'\n", 3, "bad.zh is not a list of words."),
        ("[bad]\nde = ['x']\n", 1, "'bad' has the unknown key 'de'."),
        ("[variants]\n'帐' = '账号'\n", 1, "'variants' maps"),
        ("[rank]\nfaq = 3.0\n", 1, "'rank' has a factor"),
        ("exact = 'apple'\n", 1, "'exact' is not a list of words."),
        ("[bad\n", 0, "Expected"),
    ],
)
def test_faults_of_synonyms_are_named(tmp_path: Path, source: str, line: int, fact: str) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(source, "utf-8")
    _, problems = read_synonyms(path, "docs/data/synonyms.toml")
    assert [(p.path, p.line, p.code) for p in problems] == [
        ("docs/data/synonyms.toml", line, "synonyms-malformed")
    ]
    assert problems[0].fact.startswith(fact)


# ------------------------------------------------------------------------------------ relevance


def test_queries_are_labelled_with_pages_of_both_languages() -> None:
    assert {language: len(found) >= 60 for language, found in QUERIES.items()} == {
        "zh": True,
        "en": True,
    }
    for language, found in QUERIES.items():
        for query in found:
            for page in query["pages"]:
                source = ROOT / "docs" / language / page
                exists = source.is_dir() if page.endswith("/") else Path(f"{source}.md").is_file()
                assert exists, (query["q"], page)


@pytest.fixture
def built_site(request: pytest.FixtureRequest) -> Path:
    """The built handbook: the one that KB_SITE names, else built for the tests."""
    named = os.environ.get("KB_SITE")
    handbook: Path = Path() if named else request.getfixturevalue("handbook")
    return Path(named) if named else handbook / "site"


ASK = """async query => {
  const input = document.querySelector("[data-search-input]");
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [...document.querySelectorAll("[data-search-results] a")].map(link => link.href);
}"""


def rank(addresses: list[str], root: str, expected: list[str]) -> int:
    """The place of the first right page among the pages shown, from 1; 0 if it is not there."""
    shown = [address.removeprefix(root).split("#")[0].rstrip("/") for address in addresses]
    for place, path in enumerate(dict.fromkeys(shown), 1):
        for page in expected:
            name = page.removesuffix("index").rstrip("/")
            if path == name or (page.endswith("/") and path.startswith(page)):
                return place
    return 0


def report(places: dict[str, list[int]]) -> dict[str, float]:
    """Prints a line for each kind of query; returns the measures over all of them."""
    whole: dict[str, float] = {}
    every = [place for found in places.values() for place in found]
    for kind, found in [*sorted(places.items()), ("all", every)]:
        whole = {
            "success@1": sum(place == 1 for place in found) / len(found),
            "success@3": sum(1 <= place <= 3 for place in found) / len(found),
            "mrr@10": sum(1 / place for place in found if 1 <= place <= 10) / len(found),
        }
        measures = "  ".join(f"{name} {value:.3f}" for name, value in whole.items())
        print(f"{kind:12} {len(found):4}  {measures}")
    return whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_best_answer_comes_first(
    built_site: Path, chromium: Browser, serve: Callable[[Path], str], language: str
) -> None:
    page, address = chromium.new_page(), serve(built_site)
    root = address if language == "zh" else f"{address}en/"
    page.goto(f"{root}?q=OpenAI")
    page.locator("[data-search-results] a").first.wait_for()
    places: dict[str, list[int]] = defaultdict(list)
    query: dict[str, Any]
    for query in QUERIES[language]:
        place = rank(page.evaluate(ASK, query["q"]), root, query["pages"])
        places[query["kind"]].append(place)
        if place != 1:
            print(f"rank {place}: {query['q']} ({query['kind']})")
    page.close()
    print(f"{language}:")
    measures = report(places)
    assert all(measures[name] >= least for name, least in LEAST.items()), measures
