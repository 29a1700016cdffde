"""Downloads: only from the publishers' hosts, whole, and refused in words that say how to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx2
import pytest

from importers import download
from importers.registry import SOURCES
from importers.source import Source
from ontology.errors import SpeelveldError

Answer = Callable[[httpx2.Request], httpx2.Response]
Net = Callable[[Answer], None]
TODAY = date(2026, 11, 21)
SCHOLEN = SOURCES["duo-bo-vestigingen"]
GRENZEN = SOURCES["cbs-gemeentegrenzen"]


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    """Answers instead of the internet, below the client that is tested."""

    def answer_with(answer: Answer) -> None:
        monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", lambda _, request: answer(request))

    return answer_with


def refusal(source: Source, folder: Path) -> str:
    with pytest.raises(SpeelveldError) as error:
        download.download(source, TODAY, folder)
    return str(error.value)


def test_the_file_has_the_bytes_and_the_name_of_the_publisher(net: Net, tmp_path: Path) -> None:
    net(lambda _: httpx2.Response(200, content=b"a;b\r\n1;\xe9\r\n", headers={"content-type": "text/csv"}))
    found = download.download(SCHOLEN, TODAY, tmp_path)
    assert (found.name, found.read_bytes()) == (
        "02.-alle-schoolvestigingen-basisonderwijs.csv",
        b"a;b\r\n1;\xe9\r\n",
    )


@pytest.mark.parametrize("source", [item for item in SOURCES.values() if item.adres], ids=lambda item: item.id)
def test_every_address_is_https_at_a_known_host(source: Source) -> None:
    url = httpx2.URL(download.address(source, TODAY))
    assert (url.scheme, url.host in download.HOSTS, url.port) == ("https", True, None)


def test_boundaries_are_asked_for_the_year_of_the_peildatum(net: Net, tmp_path: Path) -> None:
    asked: list[httpx2.URL] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        return httpx2.Response(200, content=b"{}")

    net(answer)
    assert download.download(GRENZEN, date(2025, 6, 1), tmp_path).name == "cbs-gemeentegrenzen.geojson"
    assert asked[0].path == "/cbs/gebiedsindelingen/2025/wfs/v1_0"
    assert asked[0].params["typeNames"] == "gebiedsindelingen:gemeente_gegeneraliseerd"


def test_a_redirect_within_the_known_hosts_is_followed(net: Net, tmp_path: Path) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "www.duo.nl":
            return httpx2.Response(301, headers={"location": "https://duo.nl/elders.csv"})
        return httpx2.Response(200, content=b"a;b")

    net(answer)
    assert download.download(SCHOLEN, TODAY, tmp_path).read_bytes() == b"a;b"


@pytest.mark.parametrize(
    "location",
    ["https://elders.example/x.csv", "http://duo.nl/x.csv", "https://duo.nl.example/x.csv", "file:///etc/passwd"],
)
def test_a_redirect_to_another_host_is_refused_and_not_asked(net: Net, tmp_path: Path, location: str) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.host)
        return httpx2.Response(302, headers={"location": location})

    net(answer)
    assert "is geen adres van de uitgever" in refusal(SCHOLEN, tmp_path)
    assert asked == ["www.duo.nl"]


def test_redirects_without_end_are_refused(net: Net, tmp_path: Path) -> None:
    net(lambda request: httpx2.Response(302, headers={"location": str(request.url)}))
    assert "verwijst meer dan 5 keer door" in refusal(SCHOLEN, tmp_path)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx2.Response(404), "geeft geen bestand (404)"),
        (httpx2.Response(503), "geeft geen bestand (503)"),
        (httpx2.Response(200, content=b""), "geeft een leeg bestand"),
        (httpx2.Response(200, html="<p>Onderhoud</p>"), "geeft een webpagina"),
    ],
    ids=["weg", "storing", "leeg", "webpagina"],
)
def test_an_answer_without_the_file_is_refused_with_the_way_on(
    net: Net, tmp_path: Path, answer: httpx2.Response, says: str
) -> None:
    net(lambda _: answer)
    text = refusal(SCHOLEN, tmp_path)
    assert says in text
    assert "speelveld laad duo-bo-vestigingen BESTAND" in text


def test_a_year_without_a_file_points_to_the_peildatum(net: Net, tmp_path: Path) -> None:
    net(lambda _: httpx2.Response(404))
    assert "--peildatum" in refusal(GRENZEN, tmp_path)


def test_a_file_larger_than_any_source_is_cut_off(net: Net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_BYTES", 3 * 1024 * 1024)
    net(lambda _: httpx2.Response(200, content=bytes(4 * 1024 * 1024)))
    assert "geeft meer dan 3 MB" in refusal(SCHOLEN, tmp_path)


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (httpx2.ConnectError("[Errno -2] Name or service not known"), "www.duo.nl is niet te bereiken"),
        (httpx2.ReadTimeout("The read operation timed out"), "www.duo.nl geeft geen antwoord"),
        (httpx2.RemoteProtocolError("peer closed connection"), "www.duo.nl is niet te bereiken"),
    ],
    ids=["geen-internet", "traag", "afgebroken"],
)
def test_a_failing_connection_is_refused(net: Net, tmp_path: Path, failure: Exception, says: str) -> None:
    def answer(_: httpx2.Request) -> httpx2.Response:
        raise failure

    net(answer)
    assert says in refusal(SCHOLEN, tmp_path)


def test_a_source_without_an_address_says_what_to_do(tmp_path: Path) -> None:
    text = refusal(replace(SCHOLEN, adres=""), tmp_path)
    assert "speelveld laad duo-bo-vestigingen BESTAND" in text
