"""The map on a page of the website: what it shows, where its data are, and what a reader can choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup

from app.service import View
from ontology.schema import load_schema
from queries.indeling import onder_koppen
from queries.kaart.beeld import Beeld, beeld
from viz.kaart_html import Gegevens, Keuze, fragment

STANDAARD = "swv-po"
"""The division that is shown when a reader chooses none; of one area, its gemeenten."""
STANDAARD_IN_GEBIED = "gemeente"


def kaartbeeld(view: View, indeling: str = "", over: str = "", gebied: str = "") -> Beeld:
    """The map of a division; SpeelveldError when the division or the area is not known."""
    return beeld(view.kaart, indeling or (STANDAARD_IN_GEBIED if gebied else STANDAARD), over, gebied)


def kaartdeel(
    found: Beeld,
    view: View,
    *,
    pagina: Callable[[str], str],
    actie: str = "",
    velden: Mapping[str, str] | None = None,
    werker: str = "",
    schoolpagina: str = "",
    anker: str = "kaart",
) -> Markup:
    """The map as a part of a page, with its legend and its table; see viz/kaart_html.py for what the page must load.

    pagina: the address of the page of a node. actie: where the form with choices goes, with `velden` as hidden fields;
    empty: no form, and the address of the page does not tell what part of the map is seen. werker: the address at which
    `viz.maplibre.worker()` is served. schoolpagina: the address of the page of a vestiging, with `{code}` in it.
    """
    return fragment(
        found,
        _gegevens(found, werker, schoolpagina),
        pagina=pagina,
        keuze=Keuze(actie, onder_koppen(view.snapshot), velden or {}) if actie else None,
        adres_onthoudt=bool(actie),
        anker=anker,
    )


def _gegevens(found: Beeld, werker: str, schoolpagina: str) -> Gegevens:
    """The addresses of the API at which the script finds the map."""
    vraag = {"peildatum": found.peildatum.isoformat()} | ({"gebied": found.uitsnede.id} if found.uitsnede else {})

    def kaart(wat: str) -> str:
        return f"/v1/kaart/{quote(wat)}?{urlencode(vraag)}"

    gebied = None
    if found.uitsnede:
        kind, code = load_schema().type_of(found.uitsnede.id), found.uitsnede.id.partition(":")[2]
        gebied = f"/v1/{kind.meervoud}/{quote(code)}/geometrie?peildatum={found.peildatum}"
    return Gegevens(
        laag=kaart(found.laag.indeling.code),
        over=kaart(found.over.indeling.code) if found.over else None,
        gebied=gebied,
        scholen=kaart("scholen"),
        schoolpagina=schoolpagina,
        werker=werker,
    )
