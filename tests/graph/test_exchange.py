"""The exchange format: what goes out comes back the same, and what was tampered with is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from graaf_hulp import (
    BEVERWIJK,
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    dag,
    feiten,
    gemeente,
    in_regio,
    levering,
    leveringen,
    ondergrond,
    op,
    stand,
    uitspraken,
    voor_elke_store,
)
from hypothesis import strategies as st

from graph.delivery import Delivery
from graph.exchange import MANIFEST, read_exchange, write_exchange
from graph.facts import Fact, Node
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError

StoreFactory = Callable[[], Store]


@pytest.fixture
def store_factory(empty_sqlite: StoreFactory) -> StoreFactory:
    """Two stores at a time, which one Neo4j server does not have; test_neo4j_store exports from there."""
    return empty_sqlite


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kopie(store_factory: StoreFactory, folder: Path) -> Store:
    store = store_factory()
    store.apply(read_exchange(folder))
    return store


def ziet_eruit_als(one: Store, other: Store, days: list[date]) -> None:
    """Two records are the same, on any day, whatever they have seen."""
    assert uitspraken(one) == uitspraken(other)
    assert leveringen(one) == leveringen(other)
    for day in days:
        mine, yours = Snapshot(one, day), Snapshot(other, day)
        assert mine.nodes == yours.nodes
        assert mine.voormalig == yours.voormalig
        assert Counter(map(repr, mine.relations())) == Counter(map(repr, yours.relations()))


def gevuld(store_factory: StoreFactory) -> Store:
    """A store with a source of two deliveries: something closed, something changed, something added."""
    store = store_factory()
    first: list[Fact] = [gemeente(HEEMSKERK, inwoners=39_000), gemeente(BEVERWIJK, "Beverwijk")]
    store.apply([ondergrond(), levering([*first, in_regio(HEEMSKERK, IJMOND)], "2025-01-01", vanaf="2025-01-01")])
    second: list[Fact] = [gemeente(HEEMSKERK, inwoners=40_000), gemeente(BEVERWIJK, "Beverwijk")]
    store.apply([levering([*second, in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])
    return store


# ------------------------------------------------------------------ there and back

DAGEN = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
VRAAGDAGEN = [date(2000, 1, 1), *DAGEN, date(2025, 6, 1), date(2030, 1, 1)]
teksten = st.text(st.sampled_from("ab\"'|\\,;\n\r\t ’é🏫\u2028\x85="), min_size=1, max_size=5)
knopen = st.builds(
    lambda key, naam, more: gemeente(key, naam, **more),
    st.sampled_from([HEEMSKERK, BEVERWIJK]),
    st.none() | teksten,
    st.fixed_dictionaries(
        {},
        optional={
            "inwoners": st.integers(0, 10**6),
            "lat": st.floats(50, 54),
            "website": teksten,
            "plaatsen": st.lists(teksten, min_size=1, max_size=3).map(tuple),
        },
    ),
)
relaties = st.builds(
    lambda van, naar, more: in_regio(van, naar, **more),
    st.sampled_from([HEEMSKERK, BEVERWIJK]),
    st.sampled_from([IJMOND, KENNEMERLAND]),
    st.fixed_dictionaries({}, optional={"opmerking": teksten}),
)
verband = st.builds(
    lambda landelijk: Node("swv:PO_REF", "Samenwerkingsverband", "REF", None, None, {"landelijk": landelijk}),
    st.booleans(),
)
toestanden = st.lists(knopen | relaties | verband, max_size=4, unique_by=lambda fact: fact.sleutel)
gedateerd = st.builds(
    lambda fact, van, tot: fact._replace(
        geldig_van=van, geldig_tot=tot if van is None or tot is None or van <= tot else van
    ),
    knopen,
    st.none() | st.sampled_from(DAGEN),
    st.none() | st.sampled_from(DAGEN),
).map(lambda fact: [fact])
reeksen = st.lists(
    st.tuples(
        st.sampled_from(DAGEN),
        st.sampled_from(["een", "ander"]),
        toestanden | gedateerd,
        st.none() | st.sampled_from(DAGEN),
        st.sampled_from([10, 20]),
    ),
    max_size=5,
).map(lambda drawn: sorted(drawn, key=lambda item: item[0]))


@voor_elke_store(reeks=reeksen)
def test_any_record_comes_back_the_same(
    store_factory: StoreFactory, reeks: list[tuple[date, str, list[Fact], date | None, int]]
) -> None:
    store = store_factory()
    store.apply([ondergrond()])
    for peildatum, bron, facts, vanaf, rang in reeks:
        store.apply([levering(facts, peildatum, bron, vanaf=vanaf, rang=rang)], insist=True)
    with TemporaryDirectory() as temporary:
        first, second = Path(temporary, "een"), Path(temporary, "twee")
        write_exchange(store, first)
        copy = kopie(store_factory, first)
        ziet_eruit_als(store, copy, VRAAGDAGEN)
        write_exchange(copy, second)
        assert bytes_of(first) == bytes_of(second)
        before = stand(store)
        verslagen = store.apply(read_exchange(first))
        assert stand(store) == before, "loading one's own export changes nothing"
        assert not any(verslag.veranderde for verslag in verslagen)


def test_a_record_with_history_comes_back_the_same(store_factory: StoreFactory, tmp_path: Path) -> None:
    store = gevuld(store_factory)
    write_exchange(store, tmp_path / "uit")
    copy = kopie(store_factory, tmp_path / "uit")
    ziet_eruit_als(store, copy, VRAAGDAGEN)
    assert Snapshot(copy, dag("2025-06-01")).out(HEEMSKERK, "IN_REGIO")[0].naar == IJMOND


def test_an_empty_record_comes_back_empty(store_factory: StoreFactory, tmp_path: Path) -> None:
    write_exchange(store_factory(), tmp_path / "uit")
    assert read_exchange(tmp_path / "uit") == []


def test_a_second_export_is_the_same_to_the_byte(store_factory: StoreFactory, tmp_path: Path) -> None:
    store = gevuld(store_factory)
    write_exchange(store, tmp_path / "een")
    before = bytes_of(tmp_path / "een")
    write_exchange(store, tmp_path / "twee")
    write_exchange(store, tmp_path / "een")
    assert bytes_of(tmp_path / "een") == bytes_of(tmp_path / "twee") == before


def test_the_files_are_what_the_documentation_says(store_factory: StoreFactory, tmp_path: Path) -> None:
    store = store_factory()
    facts = [gemeente(HEEMSKERK, plaatsen=("Heemskerk", "a|b", "c\\d"), inwoners=3), gemeente(BEVERWIJK, "Beverwijk")]
    store.apply([levering(facts, "2026-01-01", vanaf="2025-01-01")])
    write_exchange(store, tmp_path)
    assert (tmp_path / "proef" / "Gemeente.csv").read_bytes().decode().splitlines() == [
        "id,naam,geldigVan,geldigTot,inwoners,plaatsen",
        "gemeente:GM0375,Beverwijk,2025-01-01,,,",
        "gemeente:GM0396,Heemskerk,2025-01-01,,3,Heemskerk|a\\|b|c\\\\d",
    ]
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["formaat"] == "speelveld-uitwisseling/1"
    [bron] = manifest["bronnen"]
    assert bron["bestanden"]["Gemeente.csv"]["rijen"] == 2
    assert "geladen_op" not in bron["leveringen"][0], "the moment of loading is of a machine"


def test_an_earlier_export_is_replaced_whole(store_factory: StoreFactory, tmp_path: Path) -> None:
    write_exchange(gevuld(store_factory), tmp_path)
    store = store_factory()
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    write_exchange(store, tmp_path)
    assert set(bytes_of(tmp_path / "proef")) == {"Gemeente.csv"}
    assert uitspraken(kopie(store_factory, tmp_path)) == uitspraken(store)


def test_a_folder_with_something_else_in_it_is_left_alone(store_factory: StoreFactory, tmp_path: Path) -> None:
    (tmp_path / "scriptie.txt").write_text("niet weggooien", encoding="utf-8")
    with pytest.raises(SpeelveldError, match="niet leeg"):
        write_exchange(gevuld(store_factory), tmp_path)
    assert bytes_of(tmp_path) == {"scriptie.txt": b"niet weggooien"}


# ------------------------------------------------------------------ a newer data set on an older one


def uitgave(store_factory: StoreFactory, folder: Path, deliveries: list[Delivery]) -> list[Delivery]:
    """What a program ships that was built from these deliveries."""
    store = store_factory()
    store.apply([ondergrond(), *deliveries], insist=True)
    write_exchange(store, folder)
    return read_exchange(folder)


def test_a_newer_data_set_closes_what_it_no_longer_states(store_factory: StoreFactory, tmp_path: Path) -> None:
    stays, goes = gemeente(HEEMSKERK), in_regio(HEEMSKERK, IJMOND)
    old = uitgave(store_factory, tmp_path / "1", [levering([stays, goes], "2025-01-01")])
    new = uitgave(store_factory, tmp_path / "2", [levering([stays], "2026-01-01")])
    store = store_factory()
    store.apply(old)
    store.apply(new, insist=True)
    assert feiten(store) == [stays, goes._replace(geldig_tot=dag("2026-01-01"))]


def test_a_newer_data_set_with_the_older_deliveries_in_it_gives_the_same_as_a_fresh_start(
    store_factory: StoreFactory, tmp_path: Path
) -> None:
    first = levering([gemeente(HEEMSKERK, inwoners=39_000), in_regio(HEEMSKERK, IJMOND)], "2025-01-01")
    second = levering([gemeente(HEEMSKERK, inwoners=40_000)], "2026-01-01")
    old = uitgave(store_factory, tmp_path / "1", [first])
    new = uitgave(store_factory, tmp_path / "2", [first, second])
    fresh, updated = store_factory(), store_factory()
    fresh.apply(new)
    updated.apply(old)
    updated.apply(new, insist=True)
    ziet_eruit_als(fresh, updated, VRAAGDAGEN)


def test_a_property_that_a_newer_data_set_adds_holds_from_its_day(store_factory: StoreFactory, tmp_path: Path) -> None:
    old = uitgave(store_factory, tmp_path / "1", [levering([gemeente(HEEMSKERK)], "2025-01-01")])
    new = uitgave(store_factory, tmp_path / "2", [levering([gemeente(HEEMSKERK, inwoners=1)], "2026-01-01")])
    store = store_factory()
    store.apply(old)
    store.apply(new)
    [before] = op(store, "2025-12-31")
    [after] = op(store, "2026-01-01")
    assert (before[-1], after[-1]) == ((), (("inwoners", 1),))


# ------------------------------------------------------------------ tampered with


def weigert(folder: Path) -> SpeelveldError:
    with pytest.raises(SpeelveldError) as refusal:
        read_exchange(folder)
    return refusal.value


@pytest.fixture
def uit(store_factory: StoreFactory, tmp_path: Path) -> Path:
    write_exchange(gevuld(store_factory), tmp_path / "uit")
    return tmp_path / "uit"


def test_a_changed_file_is_refused(uit: Path) -> None:
    path = uit / "proef" / "Gemeente.csv"
    path.write_bytes(path.read_bytes().replace(b"39000", b"39001"))
    refusal = weigert(uit)
    assert "veranderd" in refusal.wat
    assert refusal.waar == "proef/Gemeente.csv"
    assert refusal.herstel


def test_a_missing_file_is_refused(uit: Path) -> None:
    (uit / "proef" / "IN_REGIO.csv").unlink()
    refusal = weigert(uit)
    assert "ontbreekt" in refusal.wat
    assert refusal.waar == "proef/IN_REGIO.csv"


def test_a_folder_without_a_manifest_is_refused(uit: Path) -> None:
    (uit / MANIFEST).unlink()
    assert MANIFEST in weigert(uit).wat
    assert MANIFEST in weigert(uit / "bestaat-niet").wat


@pytest.mark.parametrize("content", ['{"formaat": "speelveld-uitwisseling/99", "bronnen": []}', "{}", "[]"])
def test_another_format_is_refused(uit: Path, content: str) -> None:
    (uit / MANIFEST).write_text(content, encoding="utf-8")
    assert "speelveld-uitwisseling/1" in weigert(uit).tekst


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"niet eens JSON",
        b"\xff\xfe",
        b'{"formaat": "speelveld-uitwisseling/1"}',
        b'{"formaat": "speelveld-uitwisseling/1", "bronnen": [{"bron": "proef"}]}',
        b'{"formaat": "speelveld-uitwisseling/1", "bronnen": [{"bron": "proef", "leveringen": [], "bestanden": {}}]}',
    ],
)
def test_a_manifest_that_is_damaged_is_refused(uit: Path, content: bytes) -> None:
    (uit / MANIFEST).write_bytes(content)
    assert MANIFEST in weigert(uit).waar


def test_a_manifest_that_points_outside_its_folder_is_refused(uit: Path) -> None:
    (uit / "proef").rename(uit.parent / "buiten")
    content = json.loads((uit / MANIFEST).read_text(encoding="utf-8"))
    content["bronnen"][1]["bron"] = "../buiten"
    (uit / MANIFEST).write_text(json.dumps(content), encoding="utf-8")
    assert "ontbreekt" in weigert(uit).wat


@pytest.mark.parametrize("bron", ["..", "../buiten", "een/twee", "lijst #1; é"])
def test_a_source_with_a_strange_name_stays_in_the_folder(
    store_factory: StoreFactory, tmp_path: Path, bron: str
) -> None:
    store = store_factory()
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01", bron)])
    write_exchange(store, tmp_path / "map" / "uit")
    assert [path.name for path in tmp_path.iterdir()] == ["map"]
    assert [path.name for path in (tmp_path / "map").iterdir()] == ["uit"]
    assert uitspraken(kopie(store_factory, tmp_path / "map" / "uit")) == uitspraken(store)
