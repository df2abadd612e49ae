"""Checks of the guided triage: every way through it is short and ends on a page."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.nearest import nearest
from kb.checks.targets import target_fault
from kb.model import KnowledgeBase, Problem, Question

MOST = 6  # questions that anybody is asked


def _problem(question: Question, code: str, fact: str, hint: str) -> Problem:
    return Problem(question.at.path, question.at.line, code, fact, hint)


def _is_page(to: str) -> bool:
    return to.partition("#")[0].endswith(".md")


def triage_target_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """An answer leads nowhere: to no question and no page, or a question has no answer."""
    code = "triage-target-unknown"
    for question in knowledge.triage.values():
        name = question.at.id
        if len(question.answers) < 2:
            fact = f"question {name!r} has {len(question.answers)} answers."
            yield _problem(question, code, fact, "give at least two, or leave the question out")
        for answer in question.answers:
            if _is_page(answer.to):
                fault = target_fault(knowledge, answer.to)
                if fault:
                    fact = f"an answer of {name!r} leads to {fault[0]}"
                    yield _problem(question, code, fact, fault[1])
            elif answer.to not in knowledge.triage:
                fact = f"an answer of {name!r} leads to {answer.to!r}, which is no question."
                hint = nearest(answer.to, knowledge.triage, "name a question, or a page ending .md")
                yield _problem(question, code, fact, hint)


def triage_question_lost(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """No answer leads to a question, so that nobody is ever asked it."""
    reached = {answer.to for one in knowledge.triage.values() for answer in one.answers}
    for question in list(knowledge.triage.values())[1:]:
        if question.at.id not in reached:
            fact = f"no answer leads to question {question.at.id!r}."
            hint = "let an answer lead to it, or remove it"
            yield _problem(question, "triage-question-lost", fact, hint)


def triage_too_long(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Somebody is asked more than six questions, or goes in a circle."""
    start = next(iter(knowledge.triage), None)
    ways: list[tuple[str, ...]] = [(start,)] if start else []
    told: set[str] = set()
    while ways:
        way = ways.pop()
        question = knowledge.triage[way[-1]]
        for answer in question.answers:
            if answer.to not in knowledge.triage or question.at.id in told:
                continue
            if answer.to in way or len(way) == MOST:
                told.add(question.at.id)
                fact = f"question {question.at.id!r} leads back to {answer.to!r}."
                if answer.to not in way:
                    fact = f"question {answer.to!r} would be the {MOST + 1}th that is asked."
                yield _problem(
                    question, "triage-too-long", fact, "let the answer lead to a page instead"
                )
            else:
                ways.append((*way, answer.to))
