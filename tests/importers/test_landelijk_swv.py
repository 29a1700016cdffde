import pytest

from graph.facts import Node, Relation
from importers.landelijk_swv import landelijk_swv


@pytest.mark.parametrize(
    ("soorten", "swvs"),
    [
        (("bo",), ["swv:PO_REF"]),
        (("sbo",), ["swv:PO_REF"]),
        (("so", "vso"), ["swv:PO_REF", "swv:VO_REF"]),
        (("vo", "pro"), ["swv:VO_REF"]),
    ],
)
def test_the_kind_of_education_decides_which_national_swv(soorten: tuple[str, ...], swvs: list[str]) -> None:
    facts = list(landelijk_swv("vestiging:26NC00", "Reformatorisch", soorten))
    assert [fact.naar for fact in facts if isinstance(fact, Relation)] == swvs
    assert [fact.id for fact in facts if isinstance(fact, Node)] == swvs


@pytest.mark.parametrize("denominatie", ["Gereformeerd", "Protestants-Christelijk", "reformatorisch", ""])
def test_only_exactly_this_denominatie_counts(denominatie: str) -> None:
    assert list(landelijk_swv("vestiging:26NC00", denominatie, ("bo",))) == []
