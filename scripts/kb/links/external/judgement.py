"""From an outcome to a verdict. Pure: no network, no clock, no state.

Nothing is called dead that a reader might still open: a wall against robots, a login, a page that
only says that it is missing, an anchor that a script may make are "cannot tell".
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kb.links.external.anchor import anchor
from kb.links.external.outcome import Hop, Judgement, Outcome, Trouble, Verdict

_PERMANENT = (301, 308)
_GONE = (404, 410)
_TROUBLES = {
    Trouble.TIMEOUT: Verdict.TEMPORARY,
    Trouble.REFUSED: Verdict.TEMPORARY,
    Trouble.BROKEN: Verdict.TEMPORARY,
    Trouble.NAME_SERVER: Verdict.TEMPORARY,
    Trouble.UNKNOWN_HOST: Verdict.DEAD,
    Trouble.CERTIFICATE: Verdict.DEAD,
    Trouble.LOOP: Verdict.DEAD,
    Trouble.MALFORMED: Verdict.DEAD,
}
_WALL = re.compile(
    r"just a moment\.\.\.|checking your browser|enable javascript and cookies to continue"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|unusual traffic from your"
    r"|attention required! \| cloudflare|cf-chl-|px-captcha|datadome|g-recaptcha|h-captcha"
    r"|<title>\s*(?:access denied|robot check|captcha|security check|安全验证|人机验证)"
    r"|ddos protection by|awswafcookie|请完成安全验证|滑动验证",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|(?:page|file|article|content|document|resource)\b.{0,30}\b(?:not found|no longer"
    r"|does(?:n['’]t| not) exist|could(?:n['’]t| not) be found|can(?:['’]t|not) be found|removed)"
    r"|not found|oops|nothing (?:was )?found|页面(?:不存在|未找到|没有找到|走丢)|找不到"
    r"|(?:内容|文章|页面)已(?:被)?(?:删除|下架)|不存在或已",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"(?:this |the )?domain(?: name)?(?: [\w.-]+)? (?:is|may be|could be) (?:for sale|parked)"
    r"|buy this domain|parked (?:free|domain|by)|sedoparking|parkingcrew|bodis\.com|hugedomains"
    r"|domain (?:has )?expired|(?:该|此|本)域名.{0,8}(?:出售|转让|过期)|域名停放|dan\.com",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|auth|sso|oauth2?|account/begin|passport)(?:[/.?]|$)", re.I
)
_PASSWORD = re.compile(r"""<input[^>]+type\s*=\s*["']?password""", re.IGNORECASE)
_HEADLINE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_HEAD = 60_000  # characters in which a wall or a parked page shows itself
_SHORT = 1200  # characters of text: a page that only says that there is none


def judge(outcome: Outcome, fragment: str = "") -> Judgement:
    """What to say of the outcome's address with this fragment ("" for none)."""
    if outcome.trouble is not Trouble.NONE:
        verdict = _TROUBLES.get(outcome.trouble, Verdict.CANNOT_TELL)
        return Judgement(verdict, outcome.detail or outcome.trouble.value)
    status = outcome.status
    if outcome.headers.get("cf-mitigated") or (
        status != 404 and _WALL.search(outcome.body[:_HEAD])
    ):
        return Judgement(Verdict.CANNOT_TELL, f"a wall against robots ({status})")
    if status in _GONE:
        return Judgement(Verdict.DEAD, f"the server says {status}")
    if status == 429 or (500 <= status < 600 and status not in (501, 505, 511)):
        return Judgement(Verdict.TEMPORARY, f"the server says {status}")
    if not 200 <= status < 300 and status != 300:
        return Judgement(Verdict.CANNOT_TELL, f"the server says {status}")
    return _answered(outcome, fragment)


def _answered(outcome: Outcome, fragment: str) -> Judgement:
    doubt = _doubt(outcome)
    if doubt:
        return Judgement(Verdict.CANNOT_TELL, doubt)
    found = anchor(outcome, fragment)
    if found.verdict is not Verdict.ALIVE:
        return found
    better = permanent(outcome.hops)
    if better:
        moved = better + (f"#{fragment}" if fragment and "#" not in better else "")
        return Judgement(Verdict.MOVED, "it has moved for good", moved)
    return Judgement(Verdict.ALIVE, f"the server says {outcome.status}")


def permanent(hops: tuple[Hop, ...]) -> str:
    """Where the permanent redirects at the beginning lead; "" when there are none."""
    better = ""
    for hop in hops:
        if hop.status not in _PERMANENT:
            break
        better = hop.address
    return better


def _doubt(outcome: Outcome) -> str:
    """Why an answer of 200 may not be the page that is meant; "" when it seems to be."""
    if outcome.hops and _led_to_login(outcome):
        return "it leads to a login"
    if _led_home(outcome):
        return "it leads to the site's first page"
    if outcome.hops and re.search(
        r"/(?:404|not-?found|error)\b", urlsplit(outcome.final).path, re.I
    ):
        return "it leads to a page of errors"
    html = "html" in outcome.headers.get("content-type", "html")
    if not html or not outcome.body:
        return ""
    if _PARKED.search(outcome.body[:_HEAD]) and len(words(outcome.body)) < 3 * _SHORT:
        return "the domain is parked or for sale"
    if _says_missing(outcome.body):
        return "the page says that there is none"
    return "it asks for a login" if _asks_password(outcome) else ""


def _led_to_login(outcome: Outcome) -> bool:
    before, after = urlsplit(outcome.address), urlsplit(outcome.final)
    if _LOGIN.search(before.path):
        return False
    return bool(
        _LOGIN.search(after.path) or re.match(r"(?:login|accounts?|auth|sso)\.", after.netloc)
    )


def _asks_password(outcome: Outcome) -> bool:
    short = len(words(outcome.body)) < _SHORT
    login = _LOGIN.search(urlsplit(outcome.address).path)
    return bool(short and not login and _PASSWORD.search(outcome.body))


def _led_home(outcome: Outcome) -> bool:
    """Whether a page deep inside a site answered with the site's first page."""
    if not outcome.hops:
        return False
    before, after = urlsplit(outcome.address), urlsplit(outcome.final)
    deep = len([part for part in before.path.split("/") if part]) >= 1
    locale = re.fullmatch(r"/?(?:[a-z]{2}(?:-[A-Za-z]{2,4})?/?)?(?:index\.html?)?", after.path)
    wanted = re.fullmatch(r"/?(?:[a-z]{2}(?:-[A-Za-z]{2,4})?/?)?(?:index\.html?)?", before.path)
    return deep and bool(locale) and not wanted and not after.query


def _says_missing(body: str) -> bool:
    heads = " ".join(_TAGS.sub(" ", match[2]) for match in _HEADLINE.finditer(body))
    if not _MISSING.search(heads):
        return bool(not heads.strip() and len(words(body)) < 200 and _MISSING.search(words(body)))
    return len(words(body)) < _SHORT


def words(body: str) -> str:
    """The text of a page, without tags and scripts."""
    return " ".join(_TAGS.sub(" ", body).split())
