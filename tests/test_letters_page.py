"""A letter's page as a reader uses it: with and without scripts, over http and from a file."""

from __future__ import annotations

import csv
import email
import io
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from kb.letters import Answers, blanks, labels, part_text, subject, unfilled, whole_text
from kb.load import load
from kb.model import LANGUAGES, Code, Letter
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = load(ROOT)[0]
HOSTILE = "<script>alert(1)</script> {{sender_name}} US$&20 $1 \"q\" 'q' 👨‍👩‍👧 مرحبا שלום ４２４２"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address(handbook: Path, serve: Callable[[Path], str]) -> str:
    return serve(handbook / "site")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Open]:
    """Open a page of the handbook; what it copies is in `copied`, no error may come up."""
    errors: list[str] = []

    def open_page(path: str, base: str = address) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(
            "navigator.clipboard.writeText = text => {"
            "  window.copied = text; return Promise.resolve(); }"
        )
        page.goto(base + path)
        return page

    yield open_page
    assert errors == []


def letter_of(id: str, language: Code) -> Letter:
    letter = KNOWLEDGE.letter(id, language)
    assert letter
    return letter


def field(page: Page, name: str) -> Locator:
    return page.locator(f".letter__field[data-field={name}] [data-words]")


def preview(page: Page, code: str) -> str:
    return page.locator(f"[data-copy={code}] .letter__text").text_content() or ""


def whole(page: Page) -> None:
    """Choose the whole letter rather than the form, where there is a choice."""
    page.locator("input[name^=way-][value=whole]").check()


def tick(page: Page, *ids: str) -> None:
    for id in ids:
        page.locator(f"[data-clause={id}]").check()


@pytest.mark.parametrize("id", sorted({letter.id for letter in KNOWLEDGE.letters}))
def test_every_letter_starts_bare_and_follows_the_ticks(visit: Open, id: str) -> None:
    """Nothing ticked: only what is unconditional. All ticked: all. Both languages follow."""
    page = visit(f"letters/{id}/")
    for code in LANGUAGES:
        letter = letter_of(id, code)
        answers = Answers(labels=labels(KNOWLEDGE, code))
        assert preview(page, code) == whole_text(letter, answers)
    boxes = page.locator("[data-clause]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    for code in LANGUAGES:
        letter = letter_of(id, code)
        ids = [clause.id for clause in letter.clauses]
        assert preview(page, code) == whole_text(letter, Answers(ids, {}, labels(KNOWLEDGE, code)))
    asked = page.locator(".letter__fields > .letter__field:not([hidden])")
    assert asked.count() == len(blanks(letter_of(id, "en")))


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_preview_copy_files_and_parts_are_one_text(
    visit: Open, handbook: Path, address: str, scheme: str
) -> None:
    """The text on the page, the copy, .txt, .eml and the form's boxes agree with the engine."""
    base = address if scheme == "http" else (handbook / "site").as_uri() + "/"
    page = visit("letters/account-takeover/" + ("index.html" if scheme == "file" else ""), base)
    tick(page, "not-mine", "alert")
    typed = {
        "account_email": "lin@example.com",
        "sender_name": "林晓 " + HOSTILE,
        "foreign_activity": HOSTILE + "\n\nsecond line " + "长" * 10_000,
    }
    for name, value in typed.items():
        field(page, name).fill(value)
    page.locator("[data-field=notice_date] input").fill("2026-11-18")
    page.locator("[data-from]").fill("2026-11-08")
    page.locator("[data-until]").fill("2026-11-12")
    page.locator("[data-field=product] select").select_option(label="Codex")
    letter = letter_of("account-takeover", "en")
    values = {
        **typed,
        "notice_date": "2026-11-18",
        "activity_dates": "2026-11-08 to 2026-11-12",
        "product": "Codex",
    }
    answers = Answers(["not-mine", "alert"], values, labels(KNOWLEDGE, "en"))
    text = whole_text(letter, answers)
    assert preview(page, "en") == text

    for part in ("why", "context"):
        box = page.locator(f"[data-box={part}]")
        assert box.locator(".letter__box").text_content() == part_text(letter, part, answers)
        box.locator("[data-copy-box]").click()
        page.locator("[data-guard=anyway]").click()
        assert page.evaluate("window.copied") == part_text(letter, part, answers)
        count = len(part_text(letter, part, answers))
        expect(box.locator(".letter__count")).to_contain_text(str(count))
    rows = page.locator(".letter__rows")
    expect(rows.locator("[data-row=activity-start] [data-value]")).to_have_text("2026-11-08")
    expect(rows.locator("[data-row=activity-end] [data-value]")).to_have_text("2026-11-12")
    expect(rows.locator("[data-row=account-email] [data-value]")).to_have_text("lin@example.com")
    expect(rows.locator("[data-row=product] [data-value]")).to_have_text("Codex")

    whole(page)
    page.locator("[data-copy-whole]").click()
    page.locator("[data-guard=anyway]").click()
    assert page.evaluate("window.copied") == text
    assert saved(page, "txt") == ("account-takeover.en.txt", text.encode())
    name, raw = saved(page, "eml")
    assert name == "account-takeover.en.eml"
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=default)
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == text
    assert message["From"] == "lin@example.com"
    assert message["Subject"] == letter.title
    assert message.defects == []
    assert page.locator("script", has_text="alert(1)").count() == 0


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_copy_names_what_is_blank_before_it_copies(visit: Open) -> None:
    """The guard takes the focus, names the blanks in the page's language, and can be left."""
    page = visit("letters/follow-up/")
    field(page, "account_email").fill("lin@example.com")
    button = page.locator("[data-copy-whole]")
    button.click()
    guard = page.get_by_role("alertdialog")
    expect(guard).to_be_focused()
    expect(guard).to_contain_text("还有 2 处没填：申诉日期、署名")
    assert page.evaluate("window.copied") is None
    page.keyboard.press("Escape")
    expect(guard).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    guard.get_by_role("button", name="去填第一处").click()
    expect(page.locator("[data-field=appeal_date] input")).to_be_focused()
    page.locator("[data-field=appeal_date] input").fill("2026-11-05")
    button.click()
    expect(guard).to_contain_text("还有 1 处没填：署名")
    guard.get_by_role("button", name="仍然复制").click()
    expect(button).to_be_focused()
    assert "[Your name]" in page.evaluate("window.copied")
    # Nothing is ticked: it is said, and stops nobody.
    expect(page.locator(".letter__form .letter__status")).to_contain_text("一句也没有勾选")


def test_english_page_speaks_english_and_sends_what_is_chosen(visit: Open) -> None:
    """The language that is sent does not depend on the page's; the default is English."""
    for path in ("letters/follow-up/", "en/letters/follow-up/"):
        page = visit(path)
        sent = page.locator(".letter__copy--sending")
        expect(sent).to_have_attribute("data-copy", "en")
        page.locator("input[name^=language-][value=zh]").check()
        expect(sent).to_have_attribute("data-copy", "zh")
        page.locator("[data-copy-whole]").click()
        page.locator("[data-guard=anyway]").click()
        answers = Answers(labels=labels(KNOWLEDGE, "zh"))
        assert page.evaluate("window.copied") == whole_text(letter_of("follow-up", "zh"), answers)
    page.locator("[data-copy-whole]").click()
    expect(page.get_by_role("alertdialog")).to_contain_text("3 blanks left: Account e-mail, Date")


def test_blanks_show_in_subject_text_and_recipient(visit: Open) -> None:
    """Notify once looked in the text alone."""
    page = visit("en/letters/follow-up/")
    sent = page.locator("[data-copy=en]")
    for part in ("[data-subject]", "[data-to]", ".letter__text"):
        expect(sent.locator(part).locator("mark").first).to_be_visible()
    page.locator("[data-address]").first.click()
    expect(sent.locator("[data-to]")).to_have_text("support@openai.com")
    assert sent.locator("[data-to] mark").count() == 0
    sent.locator(".letter__text mark").first.click()
    expect(field(page, "account_email")).to_be_focused()


def test_mail_program_opens_only_what_fits(visit: Open) -> None:
    """A short letter is a mailto address; a long one is copied, and the page says so."""
    page = visit("en/letters/follow-up/")
    assert page.locator("[data-mail]").count() == 1
    field(page, "account_email").fill("lin@example.com")
    page.locator("[data-field=appeal_date] input").fill("2026-11-05")
    field(page, "sender_name").fill("Lin & Co")
    page.locator("[data-recipient]").fill("support@openai.com")
    link = page.locator("[data-mail]").get_attribute("href") or ""
    assert len(link) <= 1900
    parts = urlsplit(link)
    asked = parse_qs(parts.query)
    assert parts.path == "support@openai.com"
    assert asked["body"] == [preview(page, "en").replace("\n", "\r\n")]
    values = {"account_email": "lin@example.com"}
    assert asked["subject"] == [subject(letter_of("follow-up", "en"), Answers(values=values))]
    field(page, "sender_name").fill("长" * 300)
    page.locator("[data-mail]").click()
    expect(page.locator(".letter__form .letter__status")).to_contain_text("over 1900")
    assert page.evaluate("window.copied") == preview(page, "en")
    assert not page.url.startswith("mailto:")
    # A letter that is not sent as e-mail offers none.
    assert visit("en/letters/leaked-key/").locator("[data-mail]").count() == 0


SECRETS = {
    "sender_name": ["sk-proj-AbCdEf1234567890", "4242 4242 4242 4242", "482913", "密码：hunter2"],
    "notice_text": ["sess-AbCdEf1234567890", "安全码 123", "my password is hunter2!"],
    "account_email": ["4242424242424242", "sk-AbCdEf1234567890abcd"],
}


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("way", ["fill", "paste", "type"])
def test_a_secret_is_refused(visit: Open, name: str, way: str) -> None:
    """The field stays empty, the page says why, and nothing of it reaches the letter."""
    page = visit("letters/account-takeover/")
    box = field(page, name)
    note = page.locator(f".letter__field[data-field={name}] .letter__note")
    before = preview(page, "en")
    for secret in SECRETS[name]:
        if way == "fill":
            box.fill(secret)
        elif way == "paste":
            box.focus()
            page.evaluate("text => document.execCommand('insertText', false, text)", secret)
        else:
            box.press_sequentially(secret)
        expect(box).to_have_value("")
        expect(note).to_contain_text("没有写进去")
        assert preview(page, "en") == before
    box.fill("lin@example.com")
    expect(note).to_be_empty()
    expect(box).to_have_value("lin@example.com")


def test_a_refused_paste_leaves_what_was_there(visit: Open) -> None:
    """A long text is not lost to one bad paste."""
    page = visit("letters/account-takeover/")
    tick(page, "not-mine")
    box = field(page, "foreign_activity")
    box.fill("三段我没写过的对话。")
    page.evaluate(
        "text => { const box = document.activeElement; box.setSelectionRange(3, 3);"
        "box.setRangeText(text); box.dispatchEvent(new InputEvent('input',"
        "{bubbles: true, inputType: 'insertFromPaste'})); }",
        "卡号 4242 4242 4242 4242",
    )
    expect(box).to_have_value("三段我没写过的对话。")


def test_invisible_characters_are_removed_and_told(visit: Open) -> None:
    page = visit("letters/account-takeover/")
    field(page, "sender_name").fill("林\u200b晓\u202e\u0007")
    expect(field(page, "sender_name")).to_have_value("林晓")
    note = page.locator("[data-field=sender_name] .letter__note")
    expect(note).to_have_text("去掉了 3 个看不见的字符。")


def test_dates_can_be_written_in_words(visit: Open) -> None:
    """Who does not know the day writes what they know."""
    page = visit("en/letters/account-takeover/")
    page.locator("[data-field=notice_date] [data-switch]").click()
    expect(field(page, "notice_date")).to_be_focused()
    field(page, "notice_date").fill("early November")
    assert "notice of early November" in preview(page, "en")
    tick(page, "not-mine")
    box = page.locator("[data-field=activity_dates]")
    box.locator("[data-from]").fill("2026-11-12")
    box.locator("[data-until]").fill("2026-11-08")
    expect(box.locator(".letter__note")).to_contain_text("before the first")
    assert "2026-11-12 至 2026-11-08" in preview(page, "zh")
    box.locator("[data-switch]").click()
    field(page, "activity_dates").fill("about a week")
    assert "about a week" in preview(page, "en")


def test_nothing_is_kept_unless_asked_and_one_button_wipes_it(visit: Open) -> None:
    page = visit("letters/account-takeover/")
    tick(page, "alert")
    field(page, "account_email").fill("lin@example.com")
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter(key => !key.startsWith('reinstate.')).length"
    )
    page.reload()
    expect(field(page, "account_email")).to_have_value("")
    tick(page, "alert")
    page.locator("[data-keep]").check()
    field(page, "account_email").fill("lin@example.com")
    page.locator("[data-field=product] select").select_option("other")
    field(page, "product").fill("Sora")
    page.reload()
    expect(field(page, "account_email")).to_have_value("lin@example.com")
    expect(field(page, "product")).to_have_value("Sora")
    expect(page.locator("[data-clause=alert]")).to_be_checked()
    # The next letter knows the values, not the ticks.
    other = visit("en/letters/follow-up/")
    expect(field(other, "account_email")).to_have_value("lin@example.com")
    assert other.locator("[data-clause]:checked").count() == 0
    page.locator("[data-note]").click()
    page.locator("[data-wipe]").click()
    keys = "Object.keys(localStorage).filter(key => key.startsWith('reinstate.'))"
    assert page.evaluate(keys) == []
    expect(field(page, "account_email")).to_have_value("")
    assert page.locator("[data-clause]:checked").count() == 0
    assert "lin@example.com" not in preview(page, "en")


def test_storage_that_is_forbidden_breaks_nothing(context: BrowserContext, address: str) -> None:
    """The theme's own scripts may fail there; ours do not."""
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = context.new_page()
    page.goto(address + "en/letters/account-takeover/")
    field(page, "account_email").fill("lin@example.com")
    page.locator("[data-keep]").click()
    expect(page.locator("[data-keep]")).not_to_be_checked()
    page.locator("[data-note]").click()
    expect(page.locator(".letter__device .letter__status")).to_contain_text("does not allow")
    assert "lin@example.com" in preview(page, "en")


def test_without_scripts_everything_needed_is_there(
    chromium: Browser, address: str, handbook: Path
) -> None:
    """Statements, blanks, the honest text, the clauses side by side, a file to download."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "letters/account-takeover/")
    letter = letter_of("account-takeover", "zh")
    conditional = [clause for clause in letter.clauses if clause.statement]
    expect(page.locator(".letter__statements li")).to_have_count(len(conditional))
    expect(page.locator(".letter__blanks dt")).to_have_count(len(blanks(letter)))
    assert preview(page, "zh") == whole_text(letter, Answers(labels=labels(KNOWLEDGE, "zh")))
    assert page.locator(".letter__field:visible, .letter__actions:visible").count() == 0
    page.locator(".letter__side summary").click()
    expect(page.locator(".letter__clauses tbody")).to_have_count(len(letter.clauses))
    for code in LANGUAGES:
        link = page.locator(f"[data-copy={code}] a[download]").get_attribute("href") or ""
        name = f"letters/account-takeover.{code}.txt"
        assert (Path("/letters/account-takeover") / link).as_posix().endswith(Path(link).name)
        text = (handbook / "site" / name).read_text(encoding="utf-8")
        assert (
            whole_text(letter_of(letter.id, code), Answers(labels=labels(KNOWLEDGE, code))) in text
        )
        before, after = text.split("-" * 40)[1:]
        for clause in letter_of(letter.id, code).clauses:
            if clause.statement:
                assert clause.statement not in before
                assert clause.statement in after
    context.close()


def test_printed_is_the_letter_alone(visit: Open) -> None:
    """On paper: the text that is sent, and no word of the page."""
    page = visit("letters/account-takeover/")
    field(page, "account_email").fill("lin@example.com")
    page.emulate_media(media="print")
    expect(page.locator("[data-copy=en] .letter__text")).to_be_visible()
    seen = page.evaluate("document.body.innerText")
    text = " ".join(preview(page, "en").split())
    assert " ".join(seen.split()) == text


def test_the_log_is_off_until_asked_for(visit: Open) -> None:
    """Begin, note, write what came back, remind, export, erase."""
    page = visit("letters/log/")
    expect(page.locator("[data-on]")).to_be_hidden()
    letter = visit("letters/follow-up/")
    letter.locator("[data-note]").click()
    expect(letter.locator(".letter__device .letter__status")).to_contain_text("已记下")
    letter.locator("[data-note]").click()
    expect(letter.locator(".letter__device .letter__status")).to_contain_text("已经记过")
    letter.get_by_role("link", name="看发信记录").click()
    page = letter
    entry = page.locator(".log__entries > li")
    expect(entry).to_have_count(1)
    entry.get_by_label("答复说了什么").fill('=HYPERLINK("x")')
    entry.get_by_label("答复的日期").fill("2026-11-25")
    entry.get_by_label("哪天再看一次").fill("2026-12-04")
    with page.expect_download() as waiting:
        entry.get_by_role("button", name="下载提醒").click()
    calendar = waiting.value.path().read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20261204" in calendar
    with page.expect_download() as waiting:
        page.locator("[data-csv]").click()
    raw = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw)))
    assert rows[1][3:] == ["2026-11-25", '\'=HYPERLINK("x")', "2026-12-04"]
    entry.get_by_label("答复说了什么").fill("密码：hunter2")
    expect(entry.get_by_label("答复说了什么")).not_to_have_value("密码：hunter2")
    page.reload()
    expect(entry.get_by_label("答复的日期")).to_have_value("2026-11-25")
    page.locator(".log__add [type=submit]").click()
    expect(entry).to_have_count(2)
    entry.first.get_by_role("button", name="删除这一条").click()
    expect(entry).to_have_count(1)
    page.locator("[data-erase]").click()
    expect(page.locator("[data-off]")).to_be_visible()
    assert page.evaluate("localStorage.getItem('reinstate.log')") is None


def test_keyboard_alone_is_enough(visit: Open) -> None:
    """Tick, fill, choose, copy, all without a pointer."""
    page = visit("en/letters/follow-up/")
    page.locator("[data-clause]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-clause]").first).to_be_checked()
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        if page.evaluate("document.activeElement.matches('[data-copy-whole]')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.copied") == preview(page, "en")
    assert len(seen) > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["letters/shared-login/", "letters/log/"])
@pytest.mark.parametrize("tree", ["", "en/"])
def test_accessible(chromium: Browser, address: str, tree: str, name: str, scheme: Any) -> None:
    """axe finds nothing in the letter, untouched and in the middle of things."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + tree + name)
    for step in (begin, lambda page: None):
        step(page)
        found = axe.Axe().run(page, context=".letter, .log")
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def begin(page: Page) -> None:
    if page.locator(".log").count():
        page.locator("[data-start]").click()
        page.locator(".log__add [type=submit]").click()
        return
    boxes = page.locator("[data-clause]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    field(page, "account_email").fill("密码：hunter2")
    page.locator(".letter__side summary").click()
    page.locator("[data-copy-whole]").click()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["letters/shared-login/", "letters/log/"])
def test_targets_are_large_enough(chromium: Browser, address: str, path: str, width: int) -> None:
    """What one presses is at least 44 pixels high, and fields on a phone do not make it zoom."""
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(address + path)
    begin(page)
    script = """() => [...document.querySelectorAll(
      ".letter button, .letter select, .letter input, .letter textarea, .letter a.letter__button, "
      + ".log button, .log select, .log input, .log textarea")].filter(
        e => e.offsetParent && !e.matches("[type=checkbox],[type=radio]")).map(
        e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height,
              e.matches("input,textarea,select")
                ? parseFloat(getComputedStyle(e).fontSize) : 16])"""
    found = page.evaluate(script)
    assert len(found) > 5
    assert [one for one in found if one[1] < 44] == []
    assert width > 390 or [one for one in found if one[2] < 16] == []
    labels = page.evaluate("""() => [...document.querySelectorAll(
      ".letter__statements label, .letter__pills label, .letter__keep")].filter(
        e => e.offsetParent).map(e => e.getBoundingClientRect().height)""")
    assert all(height >= 44 for height in labels)
    context.close()


def test_unfilled_names_agree_with_the_engine() -> None:
    """The blanks that the page names are those of the engine, whatever is ticked."""
    for letter in KNOWLEDGE.letters:
        ids = [clause.id for clause in letter.clauses]
        assert unfilled(letter, Answers(ids)) == blanks(letter)
