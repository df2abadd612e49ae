"""What the handbook is made of, as frozen values.

Imports nothing of ours but itself, reads no file, checks nothing.
"""

from kb.model.base import DEFAULT_LANGUAGE, LANGUAGES, Code, Problem, Record, Texts
from kb.model.knowledge import KnowledgeBase
from kb.model.ledger import Advice, Claim, Report, Source
from kb.model.letters import Channel, Choice, Clause, Letter, Placeholder
from kb.model.money import Cell, Money, Route, Term
from kb.model.notices import Answer, Notice, Question, Secret, Signs
from kb.model.pages import Page, Passage
from kb.model.rules import Neutrality, Refusal, Wording

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Advice",
    "Answer",
    "Cell",
    "Channel",
    "Choice",
    "Claim",
    "Clause",
    "Code",
    "KnowledgeBase",
    "Letter",
    "Money",
    "Neutrality",
    "Notice",
    "Page",
    "Passage",
    "Placeholder",
    "Problem",
    "Question",
    "Record",
    "Refusal",
    "Report",
    "Route",
    "Secret",
    "Signs",
    "Source",
    "Term",
    "Texts",
    "Wording",
]
