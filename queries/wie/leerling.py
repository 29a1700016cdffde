"""What is known of a pupil: facts that rules test, and places from which keys start.

A fact is a set of values that are still possible; None means that nothing is known. Numbers are ranges. So an age
without a date of birth, or a school with two kinds of education, leaves open exactly what it leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.gemeenten import GemeenteResolver, gemeente_code
from graph.snapshot import SnapRelation, Snapshot
from ontology.errors import SpeelveldError
from queries.wie.vraag import Onderwijs, Verblijf, Vraag, VraagFout, Woonplaats, Zorg, jaren

Possible = frozenset[str | bool] | tuple[int, int] | None

# What to ask for when a fact is not known.
ASK: Mapping[str, str] = {
    "inschrijving": "onderwijs.inschrijving",
    "aanmelding": "onderwijs.aanmelding",
    "vorigeSchool": "onderwijs.vorigeVestiging",
    "verblijf": "verblijf.soort",
    "land": "woonplaats.land",
    "landelijkSwv": "onderwijs.inschrijving",
    "landelijkSwvAanmelding": "onderwijs.aanmelding",
    "leerplichtig": "geboortedatum",
    "startkwalificatie": "onderwijs.startkwalificatie",
    "verlengdeJeugdhulp": "zorg.verlengdeJeugdhulp",
    "wlz": "zorg.wlz",
    "maatregel": "zorg.maatregel",
    "vrijstelling": "onderwijs.vrijstelling",
    "tlv": "onderwijs.tlv",
    "leeftijd": "geboortedatum",
    "leeftijdEindeSchooljaar": "geboortedatum",
}
_EXEMPTIONS = {"5a": "5-onder-a", "5b": "5-onder-b", "5c": "5-onder-c"}
SECTOR = {"po": "PO", "sbo": "PO", "so": "PO", "vo": "VO", "pro": "VO", "vso": "VO"}
_IN_SWV: frozenset[str | bool] = frozenset(SECTOR)
_NO_SCHOOL = frozenset({"geen", "particulier", "buitenland", "mbo", "cluster1", "cluster2"})


@dataclass(frozen=True, slots=True)
class Place:
    """A node from which a key may start, and the relations walked to get there."""

    id: str
    stappen: tuple[SnapRelation, ...] = ()


@dataclass(slots=True)
class Leerling:
    """Facts and starting places of one pupil on the peildatum of the snapshot."""

    feiten: dict[str, Possible] = field(default_factory=dict)
    plaatsen: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    vragen: dict[str, str] = field(default_factory=lambda: dict(ASK))
    opmerkingen: list[str] = field(default_factory=list)


def bouw(vraag: Vraag, snapshot: Snapshot, namen: GemeenteResolver) -> Leerling:
    """The pupil of a question; VraagFout when a code does not exist or two fields contradict each other."""
    builder = _Builder(snapshot, namen)
    builder.age(vraag)
    builder.home(vraag.woonplaats or Woonplaats())
    builder.stay(vraag.verblijf)
    builder.school(vraag.onderwijs or Onderwijs())
    builder.exemption(vraag.onderwijs or Onderwijs())
    builder.care(vraag.zorg or Zorg())
    builder.qualification(vraag.onderwijs or Onderwijs())
    if builder.errors:
        raise VraagFout(builder.errors)
    return builder.leerling


def einde_schooljaar(op: date) -> date:
    """The last day (31 July) of the school year of a day; school years run from 1 August."""
    return date(op.year + (op.month >= 8), 7, 31)


def leerplicht_begin(geboren: date) -> date:
    """The first of the month after the fifth birthday (Leerplichtwet 3: the first school day of that month)."""
    year, month = geboren.year + 5, geboren.month + 1
    return date(year + (month > 12), month - 12 * (month > 12), 1)


def leerplicht_einde(geboren: date) -> date:
    """The first day after the school year in which the pupil turns 16 (Leerplichtwet 3 under b)."""
    return einde_schooljaar(_birthday(geboren, 16)) + timedelta(days=1)


def leerplichtig(geboren: date, op: date) -> bool:
    """Whether school attendance is compulsory on a day."""
    return leerplicht_begin(geboren) <= op < leerplicht_einde(geboren)


def _birthday(geboren: date, age: int) -> date:
    """The birthday at an age; for 29 February, 1 March in other years."""
    try:
        return geboren.replace(year=geboren.year + age)
    except ValueError:
        return date(geboren.year + age, 3, 1)


class _Builder:
    def __init__(self, snapshot: Snapshot, namen: GemeenteResolver) -> None:
        self._snapshot, self._namen = snapshot, namen
        self.leerling = Leerling()
        self.errors: list[tuple[str, str]] = []

    def fact(self, naam: str, value: str | bool | frozenset[str | bool] | None) -> None:
        self.leerling.feiten[naam] = value if value is None or isinstance(value, frozenset) else frozenset({value})

    # -- age

    def age(self, vraag: Vraag) -> None:
        feiten, peildatum = self.leerling.feiten, self._snapshot.peildatum
        born = self._births(vraag)
        if born is None:
            return
        youngest, oldest = max(born), min(born)
        end = einde_schooljaar(peildatum)
        feiten["leeftijd"] = (jaren(youngest, peildatum), jaren(oldest, peildatum))
        feiten["leeftijdEindeSchooljaar"] = (jaren(youngest, end), jaren(oldest, end))
        feiten["leerplichtig"] = frozenset(leerplichtig(day, peildatum) for day in born)

    def _births(self, vraag: Vraag) -> tuple[date, ...] | None:
        """All that the date of birth may be, as far as it matters: it, or one day in each month of the year of age."""
        if vraag.geboortedatum:
            return (vraag.geboortedatum,)
        if vraag.leeftijd is None:
            return None
        latest = _birthday(vraag.peildatum, -vraag.leeftijd)
        earliest = _birthday(vraag.peildatum, -vraag.leeftijd - 1) + timedelta(days=1)
        return (earliest, *(latest - timedelta(days=days) for days in range(0, 365, 7)))

    # -- places

    def home(self, woonplaats: Woonplaats) -> None:
        abroad = woonplaats.land.upper() not in ("NL", "NLD", "NEDERLAND")
        self.fact("land", "buitenland" if abroad else "NL")
        if abroad:
            self.fact("leerplichtig", False)  # only who is registered in the BRP (Leerplichtwet 2)
            self.leerling.vragen["woonplaats.postcode"] = "verblijf.gemeente"
            if woonplaats.postcode or woonplaats.gemeente:
                self.errors.append(
                    ("woonplaats.land", "een adres buiten Nederland heeft geen Nederlandse postcode of gemeente")
                )
            return
        self._place("woon", "woonplaats", woonplaats.postcode, woonplaats.gemeente)

    def stay(self, verblijf: Verblijf | None) -> None:
        if verblijf is None:
            self.fact("verblijf", "geen")
            return
        self.fact("verblijf", verblijf.soort)
        self._place("verblijf", "verblijf", verblijf.postcode, verblijf.gemeente)
        if verblijf.gemeente_voor_verblijf:
            found = self._gemeente("verblijf.gemeenteVoorVerblijf", verblijf.gemeente_voor_verblijf)
            self.leerling.plaatsen["gemeenteVoorVerblijf"] = found

    def _place(self, kind: str, path: str, postcode: str | None, gemeente: str | None) -> None:
        plaatsen = self.leerling.plaatsen
        named = self._gemeente(f"{path}.gemeente", gemeente) if gemeente else ()
        if postcode is None:
            if named:
                plaatsen[f"{kind}gemeente"] = named
            return
        pc4 = f"pc4:{postcode[:4]}"
        if self._snapshot.node(pc4) is None:
            self.errors.append(
                (f"{path}.postcode", "deze postcode komt niet voor in de gegevens; geef alleen de gemeente")
            )
            return
        plaatsen[f"{kind}pc4"] = (Place(pc4),)
        by_postcode = tuple(
            Place(item.naar, (item,))
            for item in self._snapshot.out(pc4, "IN_GEMEENTE")
            if self._snapshot.node(item.naar)
        )
        if not by_postcode:
            self.leerling.vragen[f"{path}.postcode"] = f"{path}.gemeente"  # the postcode does not tell
        if not gemeente or not by_postcode:
            plaatsen[f"{kind}gemeente"] = by_postcode or named
            return
        both = {place.id for place in named}
        agreed = tuple(place for place in by_postcode if place.id in both)
        if named and not agreed:
            where = ", ".join(self._snapshot.naam(place.id) for place in by_postcode)
            self.errors.append(
                (f"{path}.postcode", f"deze postcode ligt niet in die gemeente maar in {where}; geef een van beide")
            )
        plaatsen[f"{kind}gemeente"] = agreed

    def _gemeente(self, path: str, text: str) -> tuple[Place, ...]:
        """The gemeente of a code or name; of a retired one its successors, with the steps that lead there."""
        try:
            found = self._namen.id(text.removeprefix("gemeente:"), self._snapshot.peildatum)
        except SpeelveldError:
            known = "een code zoals GM0396" if gemeente_code(text) else "een code zoals GM0396 of de exacte naam"
            self.errors.append((path, f"deze gemeente bestaat niet; geef {known}"))
            return ()
        if self._snapshot.node(found):
            return (Place(found),)
        places = self._successors(found, ())
        if not places:
            self.errors.append((path, f"deze gemeente bestaat niet op {self._snapshot.peildatum}"))
            return ()
        names = " of ".join(sorted(self._snapshot.naam(place.id) for place in places))
        day = places[0].stappen[0].geldig_van
        self.leerling.opmerkingen.append(f"{self._snapshot.naam(found)} is op {day:%d-%m-%Y} opgegaan in {names}.")
        return places

    def _successors(self, found: str, steps: tuple[SnapRelation, ...]) -> tuple[Place, ...]:
        places: dict[str, Place] = {}
        for item in self._snapshot.out(found, "OPGEGAAN_IN"):
            walked = (*steps, item)
            if self._snapshot.node(item.naar):
                places.setdefault(item.naar, Place(item.naar, walked))
            else:
                for place in self._successors(item.naar, walked):
                    places.setdefault(place.id, place)
        return tuple(places.values())

    # -- school

    def school(self, onderwijs: Onderwijs) -> None:
        for naam, soort, vestiging, landelijk in (
            ("vestiging", onderwijs.inschrijving, onderwijs.vestiging, "landelijkSwv"),
            ("aanmeldVestiging", onderwijs.aanmelding, onderwijs.aanmeld_vestiging, "landelijkSwvAanmelding"),
        ):
            kind = "inschrijving" if naam == "vestiging" else "aanmelding"
            register = self._vestiging(naam, vestiging)
            possible = self._soort(kind, soort, register)
            national = self._landelijk(kind, soort, vestiging, possible)
            if (onderwijs.tlv and kind == "inschrijving") or national == "ja":
                # An institution of cluster 1 or 2 has no TLV (WEC 41) and belongs to no SWV.
                possible = (possible or frozenset()) - {"cluster1", "cluster2"} or possible
            self.fact(kind, possible)
            self.fact(landelijk, national)
            if national == "ja":
                self.leerling.plaatsen[landelijk] = self._national_swv(possible)
        previous = self._vestiging("vorigeVestiging", onderwijs.vorige_vestiging)
        self.fact("vorigeSchool", previous if onderwijs.vorige_vestiging else "geen")
        if onderwijs.vestiging is None:
            self.leerling.vragen["landelijkSwv"] = "onderwijs.vestiging"

    def _vestiging(self, naam: str, code: str | None) -> frozenset[str | bool] | None:
        """The kinds of education that the register gives for a vestiging; None without one."""
        if code is None:
            return None
        node = self._snapshot.node(f"vestiging:{code}")
        if node is None:
            self.errors.append(
                (f"onderwijs.{naam}", "deze vestiging bestaat niet (meer); zoek de code op naam of plaats")
            )
            return None
        self.leerling.plaatsen[naam] = (Place(node.id),)
        kinds = node.eigenschappen.get("onderwijssoort", ())
        assert isinstance(kinds, tuple)  # noqa: S101 - the ontology says so
        possible: set[str | bool] = {"po" if kind == "bo" else kind for kind in kinds}
        ages = self.leerling.feiten.get("leeftijdEindeSchooljaar")
        if possible == frozenset({"so", "vso"}) and isinstance(ages, tuple) and ages[0] > 14:
            possible = {"vso"}  # so ends with the school year in which the pupil turns 14 (WEC 39)
        if "so" in possible or "vso" in possible:
            possible |= {"cluster1", "cluster2"}  # the register does not tell the clusters apart
        return frozenset(possible) or None

    def _soort(
        self, kind: str, stated: str | None, register: frozenset[str | bool] | None
    ) -> frozenset[str | bool] | None:
        if stated is None:
            return register
        if stated == "landelijk-swv":  # says to which SWV the school belongs, not what kind of school it is
            return register or _IN_SWV
        if register is not None and stated not in register:
            kinds = ", ".join(sorted(str(item) for item in register))
            self.errors.append((f"onderwijs.{kind}", f"volgens het register geeft deze vestiging iets anders: {kinds}"))
        return frozenset({stated})

    def _national_swv(self, kinds: frozenset[str | bool] | None) -> tuple[Place, ...]:
        """The national SWV of the sector of the school; of both when the kind of school is not known."""
        sectors = {SECTOR[str(kind)] for kind in kinds or _IN_SWV if kind in SECTOR}
        return tuple(
            Place(node.id)
            for node in self._snapshot.of_type("Samenwerkingsverband")
            if node.eigenschappen.get("landelijk") and node.eigenschappen.get("sector") in sectors
        )

    def _landelijk(
        self, kind: str, stated: str | None, vestiging: str | None, possible: frozenset[str | bool] | None
    ) -> str | frozenset[str | bool] | None:
        """Whether the school belongs to a national SWV: ja, nee, both possible, or unknown."""
        if stated == "landelijk-swv":
            return "ja"
        if vestiging is None:
            if kind == "aanmelding" or (possible and possible <= _NO_SCHOOL):
                return "nee"
            return None
        relations = self._snapshot.out(f"vestiging:{vestiging}", "IN_LANDELIJK_SWV")
        if not relations:
            return "nee"
        if all(item.eigenschappen.get("zekerheid") == "laag" for item in relations):
            self.leerling.opmerkingen.append(
                "Dat deze school bij het landelijke (reformatorische) verband kan horen, is afgeleid uit de "
                "denominatie; de registers zeggen het niet."
            )
            return frozenset({"ja", "nee"})
        return "ja"

    def exemption(self, onderwijs: Onderwijs) -> None:
        """The exemption from compulsory schooling, and the current TLV with the SWV that issued it."""
        vrijstelling = onderwijs.vrijstelling or "geen"
        if vrijstelling == "5a":
            self.leerling.opmerkingen.append(
                "“5a” is gelezen als artikel 5 onder a van de Leerplichtwet (niet geschikt voor school). Artikel 5a "
                "gaat over een trekkend bestaan; geef daarvoor “trekkend”."
            )
        self.fact("vrijstelling", _EXEMPTIONS.get(vrijstelling, vrijstelling))
        tlv = onderwijs.tlv
        self.fact("tlv", "geen" if tlv is None else tlv.soort)
        if tlv and tlv.afgegeven_door:
            swv = f"swv:{tlv.afgegeven_door.removeprefix('swv:').upper()}"
            if self._snapshot.node(swv) is None and swv not in self._snapshot.voormalig:
                self.errors.append(
                    (
                        "onderwijs.tlv.afgegevenDoor",
                        "dit samenwerkingsverband bestaat niet; geef een id zoals swv:VO2704",
                    )
                )
            else:
                self.leerling.plaatsen["tlvSwv"] = self._now(swv)

    def _now(self, swv: str) -> tuple[Place, ...]:
        """A SWV, or of one that was merged its successor."""
        return (Place(swv),) if self._snapshot.node(swv) else self._successors(swv, ()) or (Place(swv),)

    def care(self, zorg: Zorg) -> None:
        """Care that changes who is responsible."""
        self.fact("verlengdeJeugdhulp", zorg.verlengde_jeugdhulp)
        self.fact("wlz", zorg.wlz)
        self.fact("maatregel", zorg.maatregel)

    def qualification(self, onderwijs: Onderwijs) -> None:
        """Startkwalificatie, and the duty to get one: from the end of compulsory schooling to 18 (Leerplichtwet 4a)."""
        feiten = self.leerling.feiten
        self.fact("startkwalificatie", onderwijs.startkwalificatie)
        ages, duty = feiten.get("leeftijd"), feiten.get("leerplichtig")
        if not isinstance(ages, tuple) or not isinstance(duty, frozenset):
            self.leerling.vragen["kwalificatieplichtig"] = "geboortedatum"
            return
        self.leerling.vragen["kwalificatieplichtig"] = "onderwijs.startkwalificatie"
        resident = feiten.get("land") == frozenset({"NL"})
        if duty == {True} or ages[0] >= 18 or ages[1] < 16 or onderwijs.startkwalificatie or not resident:
            self.fact("kwalificatieplichtig", False)
        elif duty == {False} and ages[1] < 18:
            if onderwijs.startkwalificatie is False:
                self.fact("kwalificatieplichtig", True)
        else:
            self.leerling.vragen["kwalificatieplichtig"] = "geboortedatum"
