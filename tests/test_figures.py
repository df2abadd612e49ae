"""Which texts hold a figure that needs a source, and which only look so."""

from __future__ import annotations

from typing import Literal

import pytest
from kb.figures import figures

FOUND: list[tuple[Literal["zh", "en"], str, str]] = [
    ("zh", "账号申诉约为 3 个工作日", "3 workday"),
    ("zh", "1-3个工作日内回复", "1-3 workday"),
    ("zh", "三个工作日", "3 workday"),
    ("zh", "十五至三十天到账", "15-30 day"),
    ("zh", "二十四小时内", "24 hour"),
    ("zh", "两个半月没有消息", "2.5 month"),
    ("zh", "两周", "2 week"),
    ("zh", "一个星期左右", "1 week"),
    ("zh", "半年", "0.5 year"),
    ("zh", "60 日内", "60 day"),
    ("zh", "30 多天", "30 day"),
    ("zh", "几天就有结果", "~ day"),
    ("zh", "若干个工作日", "~ workday"),
    ("zh", "当天到账", "当天到账 duration"),
    ("zh", "申诉成功率较低", "成功率较低 share"),
    ("zh", "成功率高达 90%", "90% share"),
    ("zh", "八成的人", "八成 share"),
    ("zh", "百分之七十", "百分之七十 share"),
    ("zh", "每月 20 美元", "20美元 money"),
    ("zh", "二十块钱", "二十块钱 money"),
    ("zh", "￥148", "￥148 money"),
    ("zh", "写到 help@openai.com。", "help@openai.com address"),
    ("zh", "打开 https://openai.com/form/appeal/，", "https://openai.com/form/appeal/ address"),
    ("en", "within 24 hours", "24 hour"),
    ("en", "a 30-day window", "30 day"),
    ("en", "5–7 business days", "5-7 workday"),
    ("en", "two to three weeks", "2-3 week"),
    ("en", "half a year", "0.5 year"),
    ("en", "two and a half months", "2.5 month"),
    ("en", "in a week", "1 week"),
    ("en", "a couple of days", "~ day"),
    ("en", "the same day", "sameday duration"),
    ("en", "sixty per cent of appeals", "sixtypercent share"),
    ("en", "a high success rate", "highsuccessrate share"),
    ("en", "it costs US$20", "us$20 money"),
    ("en", "five dollars", "fivedollars money"),
    ("en", "see platform.openai.com", "platform.openai.com address"),
]
FREE: list[tuple[Literal["zh", "en"], str]] = [
    ("zh", "错误 403、429 和 1020，以及 HTTP 402"),
    ("zh", "2026 年 6 月 5 日至 6 日的误封"),
    ("zh", "2023 年 2、3 月；2025–2026 年；2024-07-09"),
    ("zh", "第 5 栏、第一步、第二天、第 3 个工作日"),
    ("zh", "两个长文本框，三种固定理由，五步"),
    ("zh", "第一个小时"),
    ("zh", "十分满意，千万不要"),
    ("zh", "MkDocs 1.6.1，GPT-5，o1"),
    ("zh", "那一天、这一年、同一天、最后一天"),
    ("zh", "完成、变成、一成不变"),
    ("zh", "3 次警告，两封信，200 多个国家，5 元素"),
    ("zh", "成功率没有官方数字"),
    ("en", "error 403, a second box, the third week"),
    ("en", "once a day, May 2023, 9 July 2024"),
    ("en", "the first step of three, version 9.8.1"),
    ("en", "there is no official success rate"),
    ("en", "paid on chatgpt.com; the same day of the month"),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_figure_is_found(language: Literal["zh", "en"], text: str, expected: str) -> None:
    assert expected in {" ".join(figure.key) for figure in figures(text, language)}


@pytest.mark.parametrize(("language", "text"), FREE)
def test_what_only_looks_so_is_free(language: Literal["zh", "en"], text: str) -> None:
    assert [figure.text for figure in figures(text, language)] == []
