"""The search on a site many times the size of the handbook: work grows with the text, no faster."""

from __future__ import annotations

import random
import time
from pathlib import Path
from statistics import median

from kb.search import SYNONYMS, RenderedPage, read_synonyms, render
from kb.search.index import engine
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
WORDS = (
    "账号 封号 申诉 退款 停用 邮件 地区 密钥 手机 验证 银行卡 等待 答复 证据 account refund appeal"
)

ASK = """queries => {
  const made = new ReinstateEngine(window.data).prepare();
  return queries.map(query => {
    const start = performance.now(), found = made.search(query, 10).total;
    return [found, performance.now() - start];
  });
}"""


def pages(count: int) -> list[RenderedPage]:
    chance = random.Random(7)
    own = [chr(0x4E00 + chance.randrange(2000)) for _ in range(400)]
    made = []
    for number in range(count):
        text = "".join(chance.choices([*WORDS.split(), *own], k=100))
        html = (
            f"<h1>第 {number} 页</h1><p>{text[:300]}</p><h2 id='more'>更多</h2><p>{text[300:]}</p>"
        )
        made.append(RenderedPage(f"p{number}/", f"第 {number} 页", "", html))
    return made


def test_building_takes_time_in_proportion_to_the_pages() -> None:
    synonyms, _ = read_synonyms(ROOT / SYNONYMS)
    spent = []
    for count in (500, 1500):
        some = pages(count)
        start = time.process_time()
        render(some, "zh", synonyms)
        spent.append(time.process_time() - start)
    assert spent[1] < 4 * spent[0], spent


def test_a_query_among_many_pages_is_quick(chromium: Browser) -> None:
    synonyms, _ = read_synonyms(ROOT / SYNONYMS)
    page = chromium.new_page()
    page.add_script_tag(content=engine())
    page.evaluate("window.reinstateSearch = (_, data) => { window.data = data; }")
    page.add_script_tag(content=render(pages(1500), "zh", synonyms))
    queries = [
        "号被封了，请问可以申诉吗",
        "退款多久",
        "refnud",
        "tuikuan",
        "第 77 页",
        "银行卡被拒",
    ]
    found = page.evaluate(ASK, queries)
    page.close()
    assert all(total for total, _ in found), found
    assert median(time for _, time in found) < 50, found
