"""The search index: sections, text, packing, stems, synonyms; tests/search asks it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import snowballstemmer
from kb.search import NO_SYNONYMS, SYNONYMS, RenderedPage, read_synonyms, render, write
from kb.search.folding import readings, simplified
from kb.search.index import engine
from kb.search.packing import pack
from kb.search.sections import Section, cut
from kb.search.stems import corrections, light
from kb.search.text import fold, tidy
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]


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


def test_leaves_out_what_another_page_says() -> None:
    glance = "<table><thead><tr><th>Glance</th><th></th></tr></thead><tr><td>a<td>b</table>"
    rows = "<tr><td>402</td><td>no</td></tr><tr><td>403</td><td><a href='x'>Region</a></td></tr>"
    html = f"<h1>A</h1>{glance}<table><thead><th>Code</th></thead>{rows}</table>"
    assert cut(html) == (Section("", "A", "402 · no"),)


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


def undo(chromium: Browser, script: str) -> dict[str, Any]:
    """The tables of an index as the browser reads them."""
    page = chromium.new_page()
    page.add_script_tag(content=engine())
    page.evaluate("window.reinstateSearch = (_, data) => { window.data = data; }")
    page.add_script_tag(content=script)
    data: dict[str, Any] = page.evaluate("ReinstateText.unpacked(window.data)")
    page.close()
    return data


def test_the_browser_undoes_the_packing(chromium: Browser) -> None:
    texts = {
        "a": "账号被封 banned 😀 " * 40 + '\\ "quoted"',
        "b": "封号\n停用" * 20,
        "c": "",
        "d": "ﬁn ，ＡＢ",
    }
    tables, packed = pack(texts)
    assert sum(map(len, packed.values())) < sum(map(len, texts.values())) / 2
    data = undo(chromium, f"reinstateSearch('x', {json.dumps(packed | tables)})")
    assert {name: data[name] for name in texts} == texts


def test_the_browser_stems_like_the_build(chromium: Browser) -> None:
    words = sorted(set(re.findall("[a-z]{3,}", (ROOT / "docs/data/synonyms.toml").read_text())))
    page = chromium.new_page()
    page.add_script_tag(content=engine())
    assert page.evaluate("words => words.map(ReinstateText.stem)", words) == list(map(light, words))
    page.close()


def test_families_of_words_are_those_of_snowball() -> None:
    pages = " ".join(path.read_text("utf-8") for path in (ROOT / "docs/en").rglob("*.md"))
    corrected = corrections([pages])
    stemmer = snowballstemmer.stemmer("english")
    families: dict[str, set[str]] = {}
    for word in set(re.findall("[a-z]{3,}", pages.lower())):
        families.setdefault(corrected.get(word, light(word)), set()).add(stemmer.stemWord(word))
    assert {root: stems for root, stems in families.items() if len(stems) > 1} == {}
    assert len(corrected) < 300


# ------------------------------------------------------------------------------------ the index


def pages() -> list[RenderedPage]:
    return [
        RenderedPage("appeal/", "申诉", "", "<h1>怎么申诉</h1><h2 id='a'>期限</h2>没有", ("解封",)),
        RenderedPage("refunds/", "退款", "钱", "<h1>退款</h1><p>先看在哪里付的钱</p>"),
    ]


def test_index_is_one_call_and_the_same_bytes_in_any_order(
    tmp_path: Path, chromium: Browser
) -> None:
    synonyms, problems = read_synonyms(ROOT / SYNONYMS, SYNONYMS)
    assert problems == ()
    made = render(pages(), "zh", synonyms)
    assert made == render(reversed(pages()), "zh", synonyms)
    write(pages(), "zh", synonyms, tmp_path / "site/search/zh.js")
    assert (tmp_path / "site/search/zh.js").read_bytes() == made.encode()
    assert made.startswith('reinstateSearch("zh",{')
    data = undo(chromium, made)
    assert data["urls"] == "appeal/\nrefunds/"
    assert data["counts"] == [2, 1]


def test_line_separators_cannot_break_the_lists(chromium: Browser) -> None:
    odd = RenderedPage("a/", "A\nB\u2028C", "x\ty", "<h1>a\n\nb</h1><p>c\nd</p>", ("p|q\nr",))
    data = undo(chromium, render([odd], "en", NO_SYNONYMS))
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
        ("[light]\naccount = 2\n", 1, "'light' has a factor"),
        ("skipped = 'apple'\n", 1, "'skipped' is not a list of words."),
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
