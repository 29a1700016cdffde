"""A Rapport as text for people and as JSON for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from queries.controle.bevinding import BEVINDING, FOUT, Bevinding
from queries.controle.rapport import Groep, Rapport

EXAMPLES = 5
WIDTH = 100
_SHORT = 45
"""Examples up to this length share a line."""
_HEADINGS = {
    FOUT: "FOUTEN: de gegevens spreken zichzelf of het model tegen",
    BEVINDING: "BEVINDINGEN: zo staat het in de registers zelf; houd er rekening mee",
}


def als_tekst(rapport: Rapport, voorbeelden: int = EXAMPLES) -> str:
    """The report as plain Dutch text: grouped, with the number and at most `voorbeelden` examples of each group."""
    mistakes, findings = rapport.aantal(FOUT), rapport.aantal(BEVINDING)
    lines = [
        f"Gegevens op {rapport.peildatum}: {_number(mistakes, 'fout', 'fouten')}, "
        f"{_number(findings, 'bevinding', 'bevindingen')} ({rapport.controles} controles)."
    ]
    numbers: dict[str, int] = {}
    for ernst, heading in _HEADINGS.items():
        groups = [groep for groep in rapport.groepen if groep.ernst == ernst]
        if groups:
            lines += ["", heading]
        for groep in groups:
            lines += ["", *_group(groep, rapport.bronnen, numbers, voorbeelden)]
    if rapport.groepen:
        lines += ["", "Bronnen"]
        for name, number in numbers.items():
            lines += _wrap(name, f"  [{number}] ", " " * 6)
        lines += ["", "Alles, met toelichting: speelveld controleer --json"]
    return "\n".join(lines) + "\n"


def _group(groep: Groep, names: Mapping[str, str], numbers: dict[str, int], examples: int) -> list[str]:
    """The lines of a group; sources get their number in `numbers` on first use."""
    items = groep.bevindingen
    sources = dict.fromkeys(names[bron] for item in items for bron in item.bron)
    used = sorted(numbers.setdefault(name, len(numbers) + 1) for name in sources)
    lines = _wrap(f"{len(items)} × {groep.titel}" + (f" [{','.join(map(str, used))}]" if used else ""), "", "    ")
    texts = [item.tekst for item in items[:examples]]
    if len(items) > examples:
        texts.append(f"en nog {len(items) - examples}")
    if all(len(text) <= _SHORT for text in texts):
        return lines + _wrap("; ".join(texts), "    ", "    ")
    for text in texts:
        lines += _wrap(text, "  - ", "    ")
    return lines


def _wrap(text: str, first: str, next_: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=next_, break_long_words=False, break_on_hyphens=False
    )


def _number(number: int, one: str, more: str) -> str:
    return f"{number or 'geen'} {one if number == 1 else more}"


def als_json(rapport: Rapport) -> dict[str, Any]:
    """The report with every finding, for machines; names in camelCase as in the API."""
    return {
        "peildatum": rapport.peildatum.isoformat(),
        "versie": rapport.versie,
        "goed": rapport.goed,
        "controles": rapport.controles,
        "fouten": rapport.aantal(FOUT),
        "bevindingen": rapport.aantal(BEVINDING),
        "groepen": [
            {
                "code": groep.code,
                "ernst": groep.ernst,
                "titel": groep.titel,
                "aantal": len(groep.bevindingen),
                "bevindingen": [_finding(item) for item in groep.bevindingen],
            }
            for groep in rapport.groepen
        ],
        "bronnen": [{"id": bron, "naam": naam} for bron, naam in sorted(rapport.bronnen.items())],
    }


def _finding(item: Bevinding) -> dict[str, Any]:
    found: dict[str, Any] = {"tekst": item.tekst, "ids": list(item.ids), "bronnen": list(item.bron)}
    if item.toelichting:
        found["toelichting"] = item.toelichting
    return found
