"""What is behind the answers: sources, the law as the program knows it, and the pages of explanation."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request, Response

from app.api.basis import ApiError
from app.web.apidoc import paden
from app.web.pagina import GET, Kaders, Paginas, toon
from graph.delivery import Levering
from ontology.rules import Rule, load_law

router = APIRouter()


@router.api_route("/bronnen", methods=GET)
def bronnen(p: Paginas) -> Response:
    """Every source with its publisher, day, age and licence; earlier deliveries below it."""
    by_source: dict[str, list[Levering]] = {}
    for item in p.snapshot.leveringen.values():
        by_source.setdefault(item.bron, []).insert(0, item)
    found = sorted(by_source.values(), key=lambda items: items[0].naam.casefold())
    return toon(p, "bronnen.html", bronnen=found)


@router.api_route("/regels", methods=GET)
def regels(p: Kaders) -> Response:
    """The tasks by theme, as they are law on the peildatum."""
    themes = [(theme, _taken(rules, p)) for theme, rules in groupby(load_law().rules, key=lambda rule: rule.thema)]
    return toon(p, "regels.html", themas=themes, bijgewerkt=load_law().bijgewerkt)


def _taken(rules: object, p: Kaders) -> list[tuple[str, Rule, str]]:
    """Id, the version that is law on the day (else the nearest), and how it stands with that version."""
    found = []
    for rule_id, versions in groupby(rules, key=lambda rule: rule.id):  # type: ignore[call-overload]
        all_of_it = list(versions)
        current = next((rule for rule in all_of_it if rule.geldt(p.peildatum)), None)
        found.append((rule_id, current or all_of_it[0], "" if current else "geldt niet op deze dag"))
    return found


@router.api_route("/regels/{id}", methods=GET)
def regel(id: str, p: Kaders) -> Response:  # noqa: A002 - the same name as in the API
    """A rule with all its versions."""
    law = load_law()
    versions = [rule for rule in law.rules if rule.id == id]
    if not versions:
        raise ApiError(404, "Deze regel bestaat niet; kies er een uit de lijst onder “Wet”.")
    return toon(p, "regel.html", id=id, versies=versions, sleutels=law.keys)


@router.api_route("/help", methods=GET)
def hulp(p: Kaders) -> Response:
    """How to use the site."""
    return toon(p, "help.html")


@router.api_route("/over", methods=GET)
def over(p: Kaders) -> Response:
    """Who makes this, privacy, and what it does not know."""
    return toon(p, "over.html")


@router.api_route("/toegankelijkheid", methods=GET)
def toegankelijkheid(p: Kaders) -> Response:
    """The accessibility statement."""
    return toon(p, "toegankelijkheid.html")


@router.api_route("/docs", methods=GET)
def docs(p: Kaders, request: Request) -> Response:
    """The API, described from its own OpenAPI document, without a script of others."""
    return toon(p, "docs.html", groepen=paden(request.app.openapi()))
