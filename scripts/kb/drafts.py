"""What `kb new` writes, by language; ORDER and ID are put in, SIGN marks what is to be written."""

from __future__ import annotations

from kb.checks.unwritten import SIGN

LETTER = {
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

LETTER_PAGE = {
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

PAGE = {
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
