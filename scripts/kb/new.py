"""Writes the files of a new letter or page in both languages, ready to fill in.

Refuses what cannot become one. What is to be written carries the sign of kb.checks.unwritten, so
that `kb check` lists it until it is done, and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

from kb.checks.unwritten import SIGN
from kb.load import load
from kb.model import LANGUAGES

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 60
# Pages of docs/<language>/letters that show no single letter; "log" is the case log.
RESERVED = ("index", "log")


class Refused(Exception):
    """Nothing was written; the message says why, on one line, and what to type instead."""


def letter(root: Path, id: str) -> tuple[Path, ...]:
    """Write the letter `id` and its page in both languages; return the four new files.

    Raises Refused for an id that is malformed or taken.
    """
    _check_id(id)
    if id in RESERVED:
        raise Refused(f"{id!r} is the name of another page in letters/; choose another id")
    knowledge, _ = load(root)
    order = 1 + max((one.order for one in knowledge.letters), default=0)
    texts = {}
    for language in LANGUAGES:
        texts[f"docs/letters/{language}/{id}.md"] = _LETTER[language].replace("ORDER", str(order))
        texts[f"docs/{language}/letters/{id}.md"] = _LETTER_PAGE[language].replace("ID", id)
    return _write(root, texts)


def page(root: Path, name: str) -> tuple[Path, ...]:
    """Write the page `name`, such as `faq/refund-times`, in both languages; return the new files.

    Raises Refused for a name that is malformed or taken, or whose folder is no section.
    """
    name = name.removesuffix(".md")
    folder, _, last = name.rpartition("/")
    _check_id(last)
    sections = sorted(path.parent.name for path in (root / "docs/zh").glob("*/index.md"))
    if folder not in sections:
        example = f"{sections[0] if sections else 'faq'}/{last}"
        raise Refused(
            f"{folder!r} is no section; write SECTION/NAME, as in {example} "
            f"(the sections are {', '.join(sections)})"
        )
    return _write(root, {f"docs/{language}/{name}.md": _PAGE[language] for language in LANGUAGES})


def _check_id(id: str) -> None:
    if not ID.fullmatch(id) or len(id) > LONGEST:
        near = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-0123456789")[:LONGEST].strip("-")
        hint = f", as in {near!r}" if ID.fullmatch(near) else ", as in 'late-answer'"
        raise Refused(f"{id!r} is no id: use small letters, digits and single hyphens{hint}")


def _write(root: Path, texts: dict[str, str]) -> tuple[Path, ...]:
    """Write all the files or, if one is there already, none."""
    for name in texts:
        if (root / name).exists() or (root / name).is_symlink():
            raise Refused(f"{name} is there already; edit it, or choose another name")
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(root / name for name in texts)


_LETTER = {
    "zh": f"""+++
title = "{SIGN} 什么情况用这封信，用读者自己的话"
summary = "{SIGN} 一两句：给谁用，不给谁用"
# 其中之一：appeal warning api follow-up money data workspace
group = "appeal"
order = ORDER
# 发到哪里，最好的在前：form email chat apple google portal owner
# 有 form 就要写 reason，并把 message 分成 why 和 context 两部分；有 email 就要写 subject
channels = ["chat"]
attach = ["{SIGN} 附上什么；不需要附件就删掉这一行"]
next = "{SIGN} 接下来会怎样，什么时候再问；数字一律引用事实条目"
+++

# opening

## account
你好：

我的账号是 {{{{account_email}}}}。

# message

## request
{SIGN} 请求什么，一句话。这里不说任何需要读者确认的事

## fact
? {SIGN} 读者要确认的一句话，用“我”开头
{SIGN} 只有确认了才写进信里的一句话

# closing

## thanks
谢谢。

{{{{sender_name}}}}
""",
    "en": f"""+++
title = "{SIGN} when this is your case, in the reader's own words"
summary = "{SIGN} one or two sentences: for whom, and for whom not"
# one of: appeal warning api follow-up money data workspace
group = "appeal"
order = ORDER
# where it is sent, best first: form email chat apple google portal owner
# form needs a reason, and the parts why and context in place of message; email needs a subject
channels = ["chat"]
attach = ["{SIGN} what to attach; remove this line if nothing is needed"]
next = "{SIGN} what happens next and when to ask again; cite a claim for every number"
+++

# opening

## account
Hello,

This is about my account {{{{account_email}}}}.

# message

## request
{SIGN} what is asked for, in one sentence; assert nothing here

## fact
? {SIGN} what the reader confirms, in a sentence that begins with I
{SIGN} the sentence that stands in the letter only if that is confirmed

# closing

## thanks
Thank you for your time.

{{{{sender_name}}}}
""",
}

_LETTER_PAGE = {
    "zh": f"""---
title: "{SIGN} 短标题"
description: "{SIGN} 一句话，不超过 120 字"
---

# {SIGN} 读者会怎么问？

{SIGN} 两句话直接回答：什么情况用这封信，什么情况不用。

/// letter | ID
///
""",
    "en": f"""---
title: "{SIGN} a short title"
description: "{SIGN} one sentence of at most 120 characters"
---

# {SIGN} What would the reader ask?

{SIGN} answer in two sentences: when to use this letter, and when not.

/// letter | ID
///
""",
}

_PAGE = {
    "zh": f"""---
title: "{SIGN} 短标题"
description: "{SIGN} 一句话，不超过 120 字"
---

# {SIGN} 读者会怎么问？

{SIGN} 两句话直接回答。

## 怎么办 {{#what-to-do}}

1. {SIGN} 第一步

## 不要做什么 {{#what-not-to-do}}

- {SIGN} 一条
""",
    "en": f"""---
title: "{SIGN} a short title"
description: "{SIGN} one sentence of at most 120 characters"
---

# {SIGN} What would the reader ask?

{SIGN} answer in two sentences.

## What to do {{#what-to-do}}

1. {SIGN} the first step

## What not to do {{#what-not-to-do}}

- {SIGN} one thing
""",
}
