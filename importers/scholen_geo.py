"""Sites of schools as points: DUO's address files of November 2024, placed on the map with the BAG by EduGIS (GeoJSON).

The file is older than the registers that say which schools exist. It supplements sites that the record knows (name,
address, point) and never brings a site to life. A site whose address has several house numbers occurs several times;
the first point counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.facts import Fact, Node, Relation
from importers.duo_vo import soorten as vo_soorten
from importers.json_file import read_json
from importers.source import Context, Source
from importers.values import postcode, vestigingscode, website
from importers.vestigingen import Vestiging, eigenschappen
from ontology.errors import SpeelveldError

_HUISNUMMER = ("huisnummer", "huisletter", "huisnummertoevoeging")
_ADRES = ("straat", *_HUISNUMMER, "postcode", "plaats", "gemeente")
KOP = ("naam", "type", "denominatie", "internetadres", *_ADRES, "brin_nummer", "vestigingscode")
SOORTEN = {"basisschool": ("bo",), "SBAO": ("sbo",), "SO": ("so",), "VSO": ("vso",), "(V)SO": ("so", "vso")}
# What a second row of the same site may not contradict.
_VAST = ("naam", "denominatie", "postcode", "straat", "gemeente", "brin_nummer")
_HERSTEL = "Gebruik het bestand zoals het is gedownload"


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Points of known vestigingen, and what DUO's own files of 2026 do not give.

    Those give all of a basisschool; of other vestigingen this file adds name and address, and of sbo, so and vso the
    postcodegebied.
    """
    sites: dict[str, Vestiging] = {}
    eerste: dict[str, Mapping[str, Any]] = {}
    for nummer, feature in enumerate(_features(path), start=1):
        waar = f"{path.name}, object {nummer}"
        try:
            waarden = _waarden(feature)
            code = vestigingscode(waarden["vestigingscode"])
            if not context.bekend(f"vestiging:{code}"):
                context.laat_weg("vestiging die in de nieuwere registers van DUO niet voorkomt")
                continue
            _vergelijk(eerste.setdefault(code, waarden), waarden, code)
            site = _vestiging(code, waarden, feature, context)
        except SpeelveldError as error:
            raise SpeelveldError(error.wat, waar=waar, waarom=error.waarom, herstel=error.herstel) from error
        sites[code] = _samen(sites[code], site) if code in sites else site
    yield from _facts(sites.values())


def _facts(sites: Iterable[Vestiging]) -> Iterator[Fact]:
    gebieden: set[str] = set()
    for site in sites:
        vestiging, alles = f"vestiging:{site.code}", dict(site.eigenschappen)
        if site.soorten == ("bo",):
            yield Node(vestiging, "Vestiging", eigenschappen={"lat": alles["lat"], "lon": alles["lon"]})
            continue
        soort = eigenschappen(onderwijssoort=site.soorten, denominatie=site.denominatie)
        yield Node(vestiging, "Vestiging", site.naam or None, eigenschappen=soort | alles)
        if site.code.endswith("00"):
            yield Node(f"school:{site.code[:4]}", "School", site.naam or None)
        if not {"vo", "pro"} & set(site.soorten):
            gebied = f"pc4:{site.pc4}"
            if gebied not in gebieden:
                gebieden.add(gebied)
                yield Node(gebied, "Postcodegebied")
            yield Relation(vestiging, "IN_PC4", gebied)


def _features(path: Path) -> list[Any]:
    inhoud = read_json(path, "Download het opnieuw")
    features = inhoud.get("features") if isinstance(inhoud, dict) else None
    if not isinstance(features, list) or not features:
        raise SpeelveldError(
            "dit is geen GeoJSON met objecten", waar=path.name, herstel="Controleer of bron en bestand bij elkaar horen"
        )
    return features


def _waarden(feature: object) -> Mapping[str, Any]:
    waarden = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(waarden, dict):
        raise SpeelveldError("het object heeft geen eigenschappen", herstel=_HERSTEL)
    ontbreekt = [kolom for kolom in KOP if kolom not in waarden]
    if ontbreekt:
        raise SpeelveldError(f"eigenschap ontbreekt: {', '.join(ontbreekt)}", herstel=_HERSTEL)
    return {kolom: "" if waarden[kolom] is None else str(waarden[kolom]).strip() for kolom in KOP}


def _vergelijk(eerste: Mapping[str, Any], waarden: Mapping[str, Any], code: str) -> None:
    for kolom in _VAST:
        if eerste[kolom] != waarden[kolom]:
            raise SpeelveldError(
                f"vestiging {code} heeft als {kolom} zowel “{eerste[kolom]}” als “{waarden[kolom]}”", herstel=_HERSTEL
            )


def _punt(feature: Any) -> tuple[float, float]:
    """Latitude and longitude of a WGS84 point in the Netherlands."""
    match feature.get("geometry"):
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat, *_]} if (
            3 < lon < 7.5 and 50 < lat < 54
        ):
            return round(float(lat), 5), round(float(lon), 5)  # a metre
    raise SpeelveldError(
        "het object heeft geen punt in Nederland",
        waarom="Verwacht wordt lengte en breedte in graden (WGS84)",
        herstel="Lever geen RD-coördinaten",
    )


def _vestiging(code: str, waarden: Mapping[str, Any], feature: object, context: Context) -> Vestiging:
    if waarden["brin_nummer"] != code[:4]:
        raise SpeelveldError(f"vestiging {code} hoort niet bij instelling “{waarden['brin_nummer']}”", herstel=_HERSTEL)
    pc4, heel = postcode(waarden["postcode"])
    lat, lon = _punt(feature)
    soort = waarden["type"]
    return Vestiging(
        code=code,
        gemeente=context.gemeenten.id(waarden["gemeente"], context.peildatum),
        soorten=SOORTEN[soort] if soort in SOORTEN else vo_soorten(soort),
        naam=waarden["naam"],
        pc4=pc4,
        denominatie=waarden["denominatie"],
        eigenschappen=eigenschappen(
            structuur="" if soort in SOORTEN else soort,
            straat=waarden["straat"],
            huisnummer="-".join(waarden[kolom] for kolom in _HUISNUMMER if waarden[kolom]),
            postcode=heel,
            plaats=waarden["plaats"],
            website=website(waarden["internetadres"]),
            lat=lat,
            lon=lon,
        ),
    )


def _samen(eerste: Vestiging, volgende: Vestiging) -> Vestiging:
    """The first row of a site, with the kinds of education of both."""
    extra = tuple(soort for soort in volgende.soorten if soort not in eerste.soorten)
    return Vestiging(
        code=eerste.code,
        gemeente=eerste.gemeente,
        soorten=eerste.soorten + extra,
        naam=eerste.naam,
        pc4=eerste.pc4,
        denominatie=eerste.denominatie,
        eigenschappen=eerste.eigenschappen,
    )


SOURCE = Source(
    id="scholen-geo",
    naam="Scholen in Nederland met coördinaten, november 2024",
    uitgever="Dienst Uitvoering Onderwijs (DUO); punten uit de BAG (Kadaster), samengevoegd door EduGIS",
    licentie="CC0 1.0",
    url="https://github.com/edugis-repo/data-nl-scholen",
    rang=35,
    read=read,
    kop=KOP,
    toelichting="Toestand van 22 november 2024; vult alleen vestigingen aan die in de nieuwere registers staan.",
)
