"""All templates with their sources, example files and documentation.

`python -m importers.sjabloon_register` writes the examples and docs/sjablonen.md anew from the declared columns.
"""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from importers.afspraken import FUNCTIEVELDEN, VELDEN
from importers.afspraken_lezer import Veld
from importers.sjabloon import Kolom, Sjabloon, template_source
from importers.sjabloon_onderwijs import REGIOS, SCHOOLFUNCTIES, SWV_NAMEN
from importers.sjabloon_zorg import AANBIEDERS, LEERPLICHT, LOKALE_TEAMS, ORGANISATIES
from importers.verwijzing import hint
from ontology.errors import SpeelveldError

SJABLONEN: dict[str, Sjabloon] = {
    sjabloon.naam: sjabloon
    for sjabloon in (AANBIEDERS, LOKALE_TEAMS, LEERPLICHT, REGIOS, SCHOOLFUNCTIES, ORGANISATIES, SWV_NAMEN)
}
SOURCES = tuple(template_source(sjabloon) for sjabloon in SJABLONEN.values())
VOORBEELDEN = Path(__file__).parent / "sjablonen" / "voorbeelden"
AFSPRAAK = "afspraak"


def voorbeeld(naam: str, vorm: str = "csv") -> Path:
    """The example file of a template, as `csv` or `xlsx`; `afspraak` is the YAML of an agreement."""
    if naam == AFSPRAAK:
        return VOORBEELDEN / "afspraak.yaml"
    if naam not in SJABLONEN:
        names = [*SJABLONEN, AFSPRAAK]
        raise SpeelveldError(
            f"er is geen sjabloon “{naam}”", herstel=hint(naam, names, f"Kies uit: {', '.join(names)}")
        )
    if vorm not in ("csv", "xlsx"):
        raise SpeelveldError(f"een sjabloon is er niet als “{vorm}”", herstel="Kies csv of xlsx")
    return VOORBEELDEN / f"{naam}.{vorm}"


def example_rows(sjabloon: Sjabloon) -> list[list[str]]:
    """The rows of the example files."""
    count = max(len(kolom.voorbeelden) for kolom in sjabloon.kolommen)
    return [[kolom.voorbeelden[index] for kolom in sjabloon.kolommen] for index in range(count)]


def _write_csv(sjabloon: Sjabloon) -> None:
    with voorbeeld(sjabloon.naam).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(sjabloon.kop)
        writer.writerows(example_rows(sjabloon))


def _write_xlsx(sjabloon: Sjabloon) -> None:
    """A workbook whose columns are text, so that codes keep their zeros and dates are not rewritten."""
    workbook = Workbook()
    sheet = workbook.active or workbook.create_sheet()
    sheet.title = sjabloon.naam
    for number, name in enumerate(sjabloon.kop, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.number_format, column.width = "@", 26
        sheet.cell(1, number, name).font = Font(bold=True)
        for index, values in enumerate(example_rows(sjabloon), start=2):
            cell = sheet.cell(index, number, values[number - 1] or None)
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    workbook.save(voorbeeld(sjabloon.naam, "xlsx"))


def _column_row(kolom: Kolom) -> str:
    marks = ("ja" if kolom.verplicht else "", "ja" if kolom.lijst else "")
    cells = (kolom.naam, *marks, kolom.uitleg, kolom.voorbeelden[0])
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _field_rows(velden: tuple[Veld, ...]) -> list[str]:
    rows = (f"| {veld.naam} | {'ja' if veld.verplicht else ''} | {veld.uitleg} |" for veld in velden)
    return ["| veld | verplicht | betekenis |", "| --- | --- | --- |", *rows]


def documentation() -> str:
    """The page for users, from the declared columns."""
    table = ["| kolom | verplicht | lijst | betekenis | voorbeeld |", "| --- | --- | --- | --- | --- |"]
    common = next(iter(SJABLONEN.values()))
    shared = [kolom for kolom in common.kolommen if kolom not in common.eigen]
    lines = [
        "# Sjablonen",
        "",
        "Een regio vult deze tabellen zelf in. Elk sjabloon is er als CSV en als werkmap (.xlsx); begin met het",
        "voorbeeld en vervang de voorbeeldregels. Deze pagina is gemaakt uit de kolommen die het programma kent.",
        "",
        "* Kolommen met *lijst* mogen meer waarden hebben, gescheiden met `|`.",
        "* Een CSV heeft `;` of `,` tussen de velden en is opgeslagen als UTF-8 of als Windows-1252 (Excel).",
        "* In een werkmap telt het blad met de naam van het sjabloon, en anders het eerste. Formules en samengevoegde",
        "  cellen worden geweigerd. Maak kolommen met codes op als tekst, dan blijven nullen vooraan staan.",
        "* Kolommen mogen in elke volgorde staan; niet-verplichte kolommen mogen ontbreken. Andere worden geweigerd.",
        "* Zet er geen namen, e-mailadressen of telefoonnummers van personen in.",
        "* Datums schrijft u als 2026-08-01 of 01-08-2026. `geldig_tot` is de eerste dag waarop iets niet meer geldt.",
        "",
        "## Kolommen in elk sjabloon",
        "",
        *table,
        *map(_column_row, shared),
    ]
    for sjabloon in SJABLONEN.values():
        lines += ["", f"## {sjabloon.naam}: {sjabloon.titel}", "", sjabloon.uitleg, "", *table]
        lines += map(_column_row, sjabloon.eigen)
    lines += [
        "",
        "## Afspraken",
        "",
        "Een afspraak is een YAML-bestand: één afspraak, of een lijst. Begin met het voorbeeld `afspraak.yaml`.",
        "Laad het, of een map met zulke bestanden, met `speelveld laad sjabloon-afspraak <bestand of map>`.",
        "Partijen die geen gemeente zijn, noemt u met hun id. `geldigTot` is de eerste dag waarop zij niet meer geldt.",
        "",
        *_field_rows(VELDEN),
        "",
        "Een functie van `functies` heeft deze velden. Zonder `vestigingen` en `onderwijs` is zij op elke school in",
        "het gebied.",
        "",
        *_field_rows(FUNCTIEVELDEN),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Write all examples and the documentation."""
    for sjabloon in SJABLONEN.values():
        _write_csv(sjabloon)
        _write_xlsx(sjabloon)
    (Path(__file__).parents[1] / "docs" / "sjablonen.md").write_text(documentation(), encoding="utf-8")


if __name__ == "__main__":
    main()
