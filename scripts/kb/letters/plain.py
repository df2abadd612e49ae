"""Each letter as a text file to download: for a page without scripts, a phone, a printer.

What a reader must confirm stands apart from the letter, each clause under its condition, so that
a copy made in haste asserts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kb.letters.engine import Answers, blanks, fill, names, subject, used, whole_text
from kb.model import Clause, Code, KnowledgeBase, Letter

RULE = "-" * 40


def file_name(id: str, language: Code) -> str:
    """The file's address below the root of the site."""
    return f"letters/{id}.{language}.txt"


def write(knowledge: KnowledgeBase, site: Path) -> None:
    """Write the file of every letter below the built `site`."""
    for letter in knowledge.letters:
        path = site / file_name(letter.id, letter.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(letter, knowledge), encoding="utf-8", newline="\n")


def render(letter: Letter, knowledge: KnowledgeBase) -> str:
    """The text of the file: the blanks, the letter, then the clauses that need confirming."""
    language = letter.language

    def word(id: str, **values: object) -> str:
        return knowledge.words[id][language].format(**values)

    answers = Answers(labels=labels(knowledge, language))
    sections = [f"{letter.title}\n{word('txt-about')}"]
    if blanks(letter):
        sections.append(word("txt-blanks") + "\n" + "\n".join(_checklist(letter, knowledge)))
    head = f"{word('subject')}{'' if language == 'zh' else ' '}{subject(letter, answers)}\n\n"
    text = (head if letter.subject else "") + whole_text(letter, answers)
    sections.append(f"{word('txt-letter')}\n{RULE}\n\n{text}")
    conditional = [clause for clause in letter.clauses if clause.statement]
    if conditional:
        sections.append(f"{word('txt-optional')}\n{RULE}")
        sections += _conditional(conditional, answers, word)
    return "\n\n".join(sections) + "\n"


def labels(knowledge: KnowledgeBase, language: Code) -> dict[str, str]:
    """What each blank is called in a language."""
    return {name: one.label[language] for name, one in knowledge.placeholders.items()}


def _checklist(letter: Letter, knowledge: KnowledgeBase) -> Iterator[str]:
    always = names(letter.subject, *(clause.text for clause in used(letter)))
    for name in blanks(letter):
        field = knowledge.placeholders.get(name)
        if field is not None:
            mark = "[ ]" if name in always else "(?)"
            yield f"{mark} {field.label[letter.language]} — {field.help[letter.language]}"


def _conditional(
    clauses: list[Clause], answers: Answers, word: Callable[..., str]
) -> Iterator[str]:
    for clause in clauses:
        condition = word("txt-only-if", statement=clause.statement)
        part = word("txt-part", part=word("part-" + clause.part))
        yield f"[{condition}]\n[{part}]\n{fill(clause.text, answers)}"
