"""The block that counts what the handbook promises: generated, so that it cannot be a boast."""

from __future__ import annotations

from kb.checks.neutrality import affiliate_link, seller_domain
from kb.render.filling import fill
from kb.render.place import Place


def honesty(place: Place, _: str) -> str:
    """How many affiliate and shop links there are, what facts rest on, what letters leave open."""
    knowledge = place.knowledge
    sources = knowledge.sources.values()
    links = {claim.url: claim.kind for claim in knowledge.claims.values() if claim.url}
    mine = [letter for letter in knowledge.letters if letter.language == place.language]
    statements = [clause for letter in mine for clause in letter.clauses if clause.statement]
    counts = {
        "affiliate": sum(1 for _ in affiliate_link(knowledge)),
        "shops": sum(1 for _ in seller_domain(knowledge)),
        "links": len(links),
        "official-links": sum(1 for kind in links.values() if kind.startswith("official")),
        "sources": len(knowledge.sources),
        "official": sum(1 for source in sources if source.kind == "official"),
        "second-hand": sum(1 for source in sources if source.kind == "official-second-hand"),
        "claims": len(knowledge.claims),
        "letters": len(mine),
        "statements": len(statements),
    }
    return fill("honesty.html", place, counts=counts)


VIEWS = {"honesty": honesty}
