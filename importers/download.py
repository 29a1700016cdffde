"""The current file of a publisher: only from the publishers' own hosts, only over https, never larger than it can be.

Loading the file is the work of `importers.load`: what is downloaded is checked exactly like a file that a user gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from pathlib import Path, PurePosixPath

import httpx2

from importers.load import MAX_BYTES
from importers.source import Source
from ontology.errors import SpeelveldError

HOSTS = frozenset({"duo.nl", "www.duo.nl", "onderwijsdata.duo.nl", "service.pdok.nl"})
"""The only hosts that are ever asked, redirects included."""
_MAX_REDIRECTS = 5
_TIMEOUT = httpx2.Timeout(30.0)  # seconds, for each step of a connection
_ZELF = "Download het bestand zelf, en laad het met “speelveld laad {bron} BESTAND”"


def address(source: Source, peildatum: date) -> str:
    """Where the publisher has the file of this day; SpeelveldError for a source that has none to download."""
    if not source.adres:
        raise SpeelveldError(
            f"van {source.id} is geen bestand op te halen",
            waarom="De uitgever heeft er geen vast adres voor, of het is uit meer bestanden samengesteld",
            herstel=f"Laad een bestand met “speelveld laad {source.id} BESTAND”; “speelveld haal” noemt wat wel kan",
        )
    return source.adres.format(jaar=peildatum.year)


def download(source: Source, peildatum: date, folder: Path) -> Path:
    """The file of this day, in `folder`, that the caller throws away; SpeelveldError when it does not come whole."""
    url = httpx2.URL(address(source, peildatum))
    target = folder / _name(source, url)
    try:
        with httpx2.Client(timeout=_TIMEOUT) as client, _answer(client, url, source) as answer:
            _write(answer, target, source)
    except httpx2.TimeoutException:
        raise _fout(source, url, "geeft geen antwoord", "De server doet er te lang over", "Probeer het later") from None
    except httpx2.HTTPError as error:
        raise _fout(
            source,
            url,
            "is niet te bereiken",
            str(error),
            "Controleer de internetverbinding, of de proxy in HTTPS_PROXY",
        ) from None
    return target


@contextmanager
def _answer(client: httpx2.Client, url: httpx2.URL, source: Source) -> Iterator[httpx2.Response]:
    """The answer with the file, after redirects between known hosts."""
    for _ in range(_MAX_REDIRECTS + 1):
        if url.scheme != "https" or url.host not in HOSTS:
            raise _fout(
                source,
                url,
                "is geen adres van de uitgever",
                f"Toegestaan is alleen https van {', '.join(sorted(HOSTS))}",
            )
        with client.stream("GET", url) as answer:
            if answer.next_request is None:
                _check(answer, source)
                yield answer
                return
            url = answer.next_request.url
    raise _fout(source, url, f"verwijst meer dan {_MAX_REDIRECTS} keer door")


def _check(answer: httpx2.Response, source: Source) -> None:
    if answer.status_code != HTTPStatus.OK:
        gone = answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
        raise _fout(
            source,
            answer.url,
            f"geeft geen bestand ({answer.status_code})",
            "Het bestand staat er niet, of niet meer" if gone else "De server weigert, of heeft een storing",
            "Geef met --peildatum een dag in een jaar waarvan de uitgever een bestand heeft"
            if gone and "{jaar}" in source.adres
            else "Probeer het later",
        )
    if answer.headers.get("content-type", "").startswith("text/html"):
        raise _fout(source, answer.url, "geeft een webpagina in plaats van het bestand")


def _write(answer: httpx2.Response, target: Path, source: Source) -> None:
    size = 0
    try:
        with target.open("wb") as file:
            for block in answer.iter_bytes():
                size += len(block)
                if size > MAX_BYTES:
                    raise _fout(source, answer.url, f"geeft meer dan {MAX_BYTES // 1024 // 1024} MB")
                file.write(block)
    except OSError as error:
        raise SpeelveldError(
            f"het bestand is niet te bewaren ({error.strerror})", waar=str(target), herstel="Maak ruimte op de schijf"
        ) from None
    if not size:
        raise _fout(source, answer.url, "geeft een leeg bestand")


def _name(source: Source, url: httpx2.URL) -> str:
    """The publisher's name for the file; of a service, which has none, the source, as the GeoJSON that it gives."""
    name = PurePosixPath(url.path).name
    return name if PurePosixPath(name).suffix else f"{source.id}.geojson"


def _fout(source: Source, url: httpx2.URL, wat: str, waarom: str = "", herstel: str = "") -> SpeelveldError:
    zelf = _ZELF.format(bron=source.id)
    return SpeelveldError(
        f"{url.host} {wat}", waar=str(url), waarom=waarom, herstel=f"{herstel}. {zelf}" if herstel else zelf
    )
