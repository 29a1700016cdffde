"""A report as an adviser would get it: sections, wide and empty tables, warnings, long names, what is unknown."""

from datetime import date

from viz.rapport import Hoofdstuk, Kolom, Opsomming, Rapport, Soort, Tabel, Verwijzing, alinea

WPO = "https://wetten.overheid.nl/jci1.3:c:BWBR0003420&artikel=18a&lid=9"


def gemeente(code: str, naam: str) -> Verwijzing:
    return Verwijzing(naam, id=f"gemeente:{code}")


IJMOND = Verwijzing("IJmond (Midden Kennemerland)", id="jeugdregio:JZ10")
ALKMAAR = Verwijzing("Alkmaar (Noord-Kennemerland)", id="jeugdregio:JZ06")

DEELNEMERS = Tabel(
    "Deelnemers",
    "Wie er volgens de wet aan tafel zit",
    (Kolom("Gemeente"), Kolom("Jeugdregio"), Kolom("Grondslag"), Kolom("In het gebied sinds", Soort.DATUM)),
    (
        (gemeente("GM0375", "Beverwijk"), (IJMOND,), Verwijzing("WPO, artikel 18a lid 9", url=WPO), date(2014, 8, 1)),
        (gemeente("GM0396", "Heemskerk"), (IJMOND,), Verwijzing("WPO, artikel 18a lid 9", url=WPO), date(2014, 8, 1)),
        (gemeente("GM0450", "Uitgeest"), (ALKMAAR, IJMOND), Verwijzing("WPO, artikel 18a lid 9", url=WPO), None),
        (gemeente("GM0453", "Velsen"), (IJMOND,), Verwijzing("WPO, artikel 18a lid 9", url=WPO), date(2014, 8, 1)),
        (gemeente("GM0383", "Castricum"), (), "Geen: ligt buiten het gebied", date(2015, 1, 1)),
    ),
    toelichting="Het samenwerkingsverband voert overleg met burgemeester en wethouders van deze gemeenten.",
    bronnen=("levering:swv-regeling-2022-02-09", "levering:cbs-jeugdregio-2025-01-01"),
)

DELEN = Tabel(
    "Delen van gemeenten",
    "Deel van elke gemeente dat in het gebied ligt",
    (
        Kolom("Gemeente"),
        Kolom("Postcodegebieden", Soort.GETAL, "Postcodegebieden van vier cijfers die in de gemeente liggen."),
        Kolom("Deel van de postcodes", Soort.AANDEEL),
        Kolom("Inwoners", Soort.GETAL),
        Kolom("Leerlingen", Soort.GETAL, "Leerlingen op scholen in de gemeente, teldatum 1 oktober 2025."),
        Kolom("Index", Soort.MAAT, "1 als de grenzen gelijk zijn, 0 als zij niets met elkaar te maken hebben."),
    ),
    (
        (gemeente("GM0375", "Beverwijk"), 6, 1.0, 42_817, 4_310, 1.0),
        (gemeente("GM0396", "Heemskerk"), 5, 0.998, 39_303, 3_955, 0.8725),
        (
            gemeente("GM0402", "'s-Hertogenbosch (deel ten westen van de Zuid-Willemsvaart)"),
            41,
            0.1235,
            160_757,
            "<5",
            0.0,
        ),
        (gemeente("GM0453", "Velsen"), 13, None, 69_115, None, None),
    ),
)

VESTIGINGEN = Tabel(
    "Vestigingen",
    "Vestigingen in het gebied, naar gemeente en bestuur",
    (
        Kolom("Vestiging"),
        Kolom("Code"),
        Kolom("Bestuur"),
        Kolom("Gemeente"),
        Kolom("Soort onderwijs"),
        Kolom("Leerlingen 2021", Soort.GETAL),
        Kolom("Leerlingen 2023", Soort.GETAL),
        Kolom("Leerlingen 2025", Soort.GETAL),
        Kolom("Verandering", Soort.AANDEEL, "Van 2021 tot 2025."),
        Kolom("Opmerking"),
    ),
    tuple(
        (
            Verwijzing(
                "Openbare Daltonbasisschool voor Daltononderwijs De Zeearend"
                if number % 7 == 0
                else f"Basisschool {number}",
                id=f"vestiging:{number:02}AB00",
            ),
            f"{number:02}AB00",
            "Stichting Openbaar Primair Onderwijs IJmond en omstreken" if number % 3 else "Fedra",
            ("Beverwijk", "Heemskerk", "Uitgeest", "Velsen")[number % 4],
            "speciaal basisonderwijs" if number % 5 == 0 else "basisonderwijs",
            180 + number * 7,
            175 + number * 7,
            None if number % 11 == 0 else 170 + number * 7,
            -0.0345 if number % 2 else 0.021,
            "" if number % 4 else "Bekostigd via de hoofdvestiging",
        )
        for number in range(1, 49)
    ),
    bronnen=("levering:duo-bo-vestigingen-2025-10-01",),
)

AFSPRAKEN = Tabel(
    "Afspraken",
    "Afspraken die dit jaar aflopen",
    (Kolom("Afspraak"), Kolom("Tot", Soort.DATUM)),
    (),
    leeg="Er zijn geen afspraken geladen die dit jaar aflopen.",
)

BRONNEN = Tabel(
    "Bronnen",
    "Bronnen van dit dossier",
    (Kolom("Bron"), Kolom("Naam"), Kolom("Uitgever"), Kolom("Licentie"), Kolom("Peildatum", Soort.DATUM)),
    (
        (
            "swv-regeling-2022-02-09",
            Verwijzing("Regeling regio’s samenwerkingsverbanden", url="https://wetten.overheid.nl/BWBR0032324"),
            "Ministerie van OCW",
            "tekst van een regeling, geen auteursrecht",
            date(2022, 2, 9),
        ),
        ("cbs-jeugdregio-2025-01-01", "Gebieden in Nederland 2025", "CBS", "CC BY 4.0", date(2025, 1, 1)),
        ("duo-bo-vestigingen-2025-10-01", "Vestigingen basisonderwijs", "DUO", "CC0 1.0", date(2025, 10, 1)),
    ),
)

RAPPORT = Rapport(
    titel="Voorbereiding van het overleg over het ondersteuningsplan",
    ondertitel="Samenwerkingsverband Passend Onderwijs IJmond (PO2711)",
    bestandsnaam="oogo-po2711",
    peildatum=date(2026, 11, 21),
    hoofdstukken=(
        Hoofdstuk(
            "Wie zit er aan tafel?",
            (
                alinea(
                    "Over het ondersteuningsplan voert het samenwerkingsverband op overeenstemming gericht overleg ",
                    "met de gemeenten in zijn gebied (",
                    Verwijzing("WPO, artikel 18a lid 9", url=WPO),
                    "). Het gaat om vijf gemeenten en twee jeugdregio's: ",
                    IJMOND,
                    " en ",
                    ALKMAAR,
                    ".",
                ),
                alinea(
                    "Uitgeest ligt in een andere jeugdregio dan de andere gemeenten. Die regio zit niet aan tafel, "
                    "maar betaalt wel de jeugdhulp voor leerlingen uit Uitgeest.",
                    let_op=True,
                ),
                DEELNEMERS,
            ),
            (
                Hoofdstuk(
                    "Samenwerkingsverbanden voortgezet onderwijs",
                    (
                        Opsomming(
                            (
                                (
                                    Verwijzing("VO2704", id="swv:VO2704"),
                                    " (Midden-Kennemerland): deelt vier gemeenten.",
                                ),
                                (
                                    Verwijzing("VO2705", id="swv:VO2705"),
                                    " (Noord-Kennemerland): deelt alleen Uitgeest.",
                                ),
                                ("Voor Velsen-Noord is onbekend welk verband het overleg voert.",),
                            )
                        ),
                    ),
                ),
                Hoofdstuk("Delen van gemeenten", (DELEN,)),
            ),
        ),
        Hoofdstuk("Scholen en besturen", (alinea("De vestigingen hieronder liggen in het gebied."), VESTIGINGEN)),
        Hoofdstuk("Afspraken", (AFSPRAKEN,)),
        Hoofdstuk("Bronnen", (alinea("Dit dossier rust op deze bronnen."), BRONNEN)),
    ),
)
