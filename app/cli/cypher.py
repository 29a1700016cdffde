"""`speelveld cypher`: the saved questions for a store on Neo4j, and questions of one's own; they only read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.basis import AsJson, StoreOption, cli, day, out, print_json, read_text
from app.settings import Settings
from ontology.errors import SpeelveldError

if TYPE_CHECKING:
    from graph.neo4j.rows import Antwoord
    from queries.cypher.bibliotheek import Cyphervraag

_WIDE = 1000
"""Signs on a line when the output is no terminal: as many as the table wants."""


@cli.command()
def cypher(
    naam: Annotated[str | None, typer.Argument(metavar="[ID]", help="De vraag; zonder noemt dit alle vragen")] = None,
    gegeven: Annotated[
        list[str] | None, typer.Argument(metavar="[NAAM=WAARDE]...", help="Waarden van de parameters, zoals swv=PO2711")
    ] = None,
    peildatum: Annotated[
        date | None,
        typer.Option(
            "--peildatum",
            parser=day,
            metavar="JJJJ-MM-DD",
            help="De dag waarop het antwoord geldt",
            show_default="vandaag",
        ),
    ] = None,
    bestand: Annotated[
        str | None,
        typer.Option(
            "--bestand", help="Een eigen bestand met één vraag in Cypher, in plaats van ID; - leest de invoer"
        ),
    ] = None,
    toon: Annotated[bool, typer.Option("--toon", help="Toon de Cypher, om in Neo4j Browser te plakken")] = False,
    als_csv: Annotated[bool, typer.Option("--csv", help="Antwoord als CSV, voor Excel")] = False,
    seconden: Annotated[int, typer.Option("--seconden", min=1, help="Hoe lang de vraag hoogstens mag duren")] = 60,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Vragen in Cypher aan een opslag in Neo4j: noem ze, toon ze, of voer er een uit. Een vraag leest alleen."""
    from queries.cypher.bibliotheek import eigen_vraag, vind_vraag
    from queries.cypher.parameters import waarden

    if als_csv and als_json:
        raise typer.BadParameter("kies --csv of --json", param_hint="--csv")
    words = [word for word in (naam, *(gegeven or ())) if word is not None]
    if bestand is None and not words:
        _list(als_json=als_json)
        return
    if bestand is None:
        question = vind_vraag(words.pop(0))
    else:
        question = eigen_vraag(read_text(bestand, "een vraag in Cypher"), Path(bestand).name)
    given = _given(question, words, peildatum)
    if toon:
        _show(question, given, als_json=als_json)
        return
    values = waarden(question.parameters.values(), given, date.today(), question.id)
    answer = _ask(question, values, Settings.read(store), seconden)
    _print(question, values, answer, als_json=als_json, als_csv=als_csv)


def _ask(question: Cyphervraag, values: Mapping[str, Any], settings: Settings, seconds: int) -> Antwoord:
    """The answer of the server; SpeelveldError when there is nothing in it, or not the place that is asked for."""
    from queries.cypher.parameters import ID

    with closing(settings.open_neo4j()) as opened:
        if opened.versie() == 0:
            raise SpeelveldError(
                "in deze database staat nog niets",
                waar=settings.store,
                herstel="Laad eerst de landelijke gegevens met “speelveld laad”",
            )
        for parameter in question.parameters.values():
            if parameter.type == ID and not opened.has_node(values[parameter.naam]):
                raise SpeelveldError(
                    f"{parameter.naam} “{values[parameter.naam]}” staat niet in de gegevens",
                    herstel="Zoek het id op met “speelveld zoek”",
                )
        return opened.vraag(question.cypher, values, timeout=seconds)


def _print(
    question: Cyphervraag, values: Mapping[str, Any], answer: Antwoord, *, als_json: bool, als_csv: bool
) -> None:
    from app import cypher_weergave as weergave
    from viz.csv import naar_csv
    from viz.tekst import tabel_tekst

    if als_json:
        print_json(weergave.als_json(question, values, answer))
    elif als_csv:
        sys.stdout.buffer.write(naar_csv(weergave.als_tabel(question, answer)).encode())
    else:
        out.file.write(tabel_tekst(weergave.als_tabel(question, answer), out.width if out.is_terminal else _WIDE))


def _list(*, als_json: bool) -> None:
    from app import cypher_weergave as weergave
    from queries.cypher.bibliotheek import bibliotheek

    questions = tuple(bibliotheek().values())
    if als_json:
        print_json([weergave.beschrijving(item) for item in questions])
        return
    out.print("Uitvoeren: speelveld cypher ID NAAM=WAARDE. De Cypher zien: voeg --toon toe.", markup=False)
    for line in weergave.overzicht(questions):
        out.print(line, markup=False)


def _given(question: Cyphervraag, words: Iterable[str], peildatum: date | None) -> dict[str, str]:
    """The values of the command line by the name of their parameter, as typed."""
    found: dict[str, str] = {} if peildatum is None else {"peildatum": peildatum.isoformat()}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            example = next(iter(question.parameters), "naam")
            raise typer.BadParameter(f"schrijf {example}={word}", param_hint=word)
        if name in found:
            raise typer.BadParameter(f"{name} staat er twee keer", param_hint=word)
        found[name] = value
    return found


def _show(question: Cyphervraag, given: Mapping[str, str], *, als_json: bool) -> None:
    """The question to paste; a value that was not given is the default, or else the example."""
    from app import cypher_weergave as weergave
    from queries.cypher.parameters import waarden

    if als_json:
        print_json(weergave.beschrijving(question))
        return
    examples = {item.naam: item.voorbeeld for item in question.parameters.values() if item.standaard is None}
    values = waarden(question.parameters.values(), examples | dict(given), date.today(), question.id)
    out.print(weergave.om_te_plakken(question, values), markup=False)
