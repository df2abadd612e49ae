"""Finds figures that must have a source: shares, durations, money, addresses. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Code

HAN = "零一二两三四五六七八九十百千"
COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip
WORD = f"(?:{'|'.join(COUNTS)})"
DIGITS = r"\d+(?:[.,]\d+)?"
RANGE = rf"{DIGITS}(?:\s*(?:[-–—~～至到或]|to|or)\s*{DIGITS})?"
NUMBER_ZH = rf"(?:{RANGE}|[{HAN}]+(?:[至到或、][{HAN}]+)?|好几|半|几|数|若干)"
UNIT_ZH = (
    r"(?:工作日|自然日|交易日|小时|钟头|星期|礼拜|分钟|秒钟?|天|周|"
    r"日(?=以?之?内)|(?<=个)月|(?<=个半)月|年(?!级|代|份|龄))"
)
# "a day" is a duration after these only: "once a day" and "a second box" are none.
AN = "|".join(f"(?<={before} )an?" for before in ("within", "in", "after", "about", "takes", "to"))
NUMBER_EN = (
    rf"(?:{RANGE}|{WORD}(?:(?:-| | to | or ){WORD})?(?: and a half)?|half an?"
    rf"|several|some|many|a few|few|a couple of|couple of|{AN})"
)
UNIT_EN = r"(?:seconds|hours?|hrs?|minutes?|mins?|weeks?|months?|years?|fortnights?|days?|h)"
DURATION = {
    "zh": re.compile(
        rf"(?<![\d.第这那同哪某整])(?<!第 )(?<!最后)({NUMBER_ZH})"
        rf"\s*[多来余]?\s*个?(半?)\s*({UNIT_ZH})(?!\d)"
    ),
    "en": re.compile(
        rf"\b({NUMBER_EN})[ -](?:(business|working|calendar|more|full|whole)[ -])?({UNIT_EN})\b",
        re.I,
    ),
}
SAME_DAY = re.compile(
    r"(?:当天|当日|隔天|次日)(?:即可|就能|就会|就|内)?(?:到账|退|回复|答复|解封|恢复)"
    r"|\bsame[- ]day\b(?! of)",
    re.I,
)
SHARE = re.compile(
    rf"{RANGE}\s*[%％]|百分之[{HAN}\d.]+|[\w.,-]+ per ?cent\b"
    r"|[一二两三四五六七八九几]成(?=以上|左右|的|把握|机会|用户|[，。、]|$)"
    r"|(?:成功|通过|解封)率[^，。；！？]{0,8}?(?:高|低|\d[\d.]*\s*[%％]?|成)|(?:高|低)的?(?:成功|通过|解封)率"
    r"|\bsuccess rates?\b[^,.;]{0,24}?\b(?:high|low|good|poor|\d+)\b"
    r"|\b(?:high|low|good|poor)(?: \w+)? success rates?\b",
    re.I,
)
CODES = "USD|EUR|GBP|CNY|RMB"
MONEY = re.compile(
    rf"(?:US|HK|NT|CA?|AU?)?[$¥￥€£]\s?{DIGITS}|\b(?:{CODES})\s?{DIGITS}"
    rf"|(?:{DIGITS}|[{HAN}几]+)\s*[万千百]?\s*"
    r"(?:美元|美金|人民币|欧元|英镑|港币|港元|日元|块钱|元(?![素旦组件]))"
    rf"|\b(?:{DIGITS}|{WORD}) ?(?:US )?(?:dollars?|euros?|pounds|{CODES})\b",
    re.I,
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>)\]}”’\"'，。；、]+"
    r"|\b(?:[\w-]+\.)+(?:com|org|net|io|ai|cn)/[\w./-]*\w"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:openai|chatgpt|apple|google)\.com\b"
)
YEAR = re.compile(r"(?:19|20)\d\d(?:\D+(?:19|20)?\d\d)?")
VAGUE = re.compile(r"几|数|若干|好几|several|some|many|a few|few|a couple of|couple of", re.I)
UNITS = {
    "工作日": "workday", "交易日": "workday", "business": "workday", "working": "workday",
    "自然日": "day", "天": "day", "日": "day", "小时": "hour", "钟头": "hour", "分钟": "minute",
    "秒": "second", "秒钟": "second", "周": "week", "星期": "week", "礼拜": "week", "月": "month",
    "年": "year", "h": "hour", "hr": "hour", "min": "minute", "fortnight": "week",
}  # fmt: skip
SHORT = ("hour", "minute", "second")


@dataclass(frozen=True)
class Figure:
    """A figure in a text: what kind, where, and a `key` that is the same in both languages."""

    kind: str
    start: int
    text: str
    key: tuple[str, str]

    @property
    def vague(self) -> bool:
        """Whether it names no number: a few days."""
        return self.key[0] == "~"

    @property
    def short(self) -> bool:
        """Whether it is a time that one can wait at a desk: less than a day."""
        return self.key[1] in SHORT


def figures(text: str, language: Code) -> Iterator[Figure]:
    """Every figure of the text that a reader could rely on."""
    for match in DURATION[language].finditer(text):
        amount, between, unit = match.groups()
        if not YEAR.fullmatch(amount):
            unit = UNITS.get(between or "") or UNITS.get(unit) or unit.lower().removesuffix("s")
            amount = number(amount + (" and a half" if between == "半" else ""))
            yield Figure("duration", match.start(), match[0], (amount, unit))
    for kind, pattern in (
        ("duration", SAME_DAY), ("share", SHARE), ("money", MONEY), ("address", MAIL),
        ("address", URL),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            yield Figure(kind, match.start(), match[0], (re.sub(r"\s", "", match[0].lower()), kind))


def number(text: str) -> str:
    """A numeral or a range as digits, `~` for a vague one: 三 → 3, 5–7 → 5-7, 几 → ~."""
    if VAGUE.fullmatch(text.strip()):
        return "~"
    parts = re.split(r"\s*(?:[-–—~～至到或、]| to | or )\s*", text.lower().strip())
    return "-".join(_digits(part) for part in parts)


def _digits(text: str) -> str:
    if text.endswith(" and a half"):
        return _digits(text.removesuffix(" and a half")) + ".5"
    if text in COUNTS:
        return str(COUNTS[text])
    if text == "半" or text.startswith("half"):
        return "0.5"
    if re.fullmatch("an?", text):
        return "1"
    if not re.fullmatch(rf"[{HAN}]+", text):
        return text.replace(",", "")
    total, digit = 0, 0
    for character in text:
        if character in "十百千":
            total += (digit or 1) * 10 ** ("十百千".index(character) + 1)
            digit = 0
        else:
            digit = "零一二三四五六七八九".find("二" if character == "两" else character)
    return str(total + digit)
