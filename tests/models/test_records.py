"""Records are the standard library's dataclasses in everything but the price of their class."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from functools import cached_property

import pytest

from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A service, as a description names it."""

    nom: str
    communes: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    rang: int = field(default=1, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Etablissement(Service):
    """A service that has beds."""

    lits: int = 0

    def __post_init__(self) -> None:
        if self.lits < 0:
            raise ValueError(self.nom)


@dataclass(frozen=True)
class Total:
    """What is worked out once."""

    montants: tuple[int, ...]

    @cached_property
    def somme(self) -> int:
        return sum(self.montants)


@dataclass(slots=True)
class Compte:
    """What is counted as one goes."""

    nombre: int = 0


@dataclass(frozen=True, eq=False)
class Seul:
    """What is only equal to itself."""

    nom: str


@dataclass(frozen=True, slots=True, order=True)
class Rang:
    """What is put in order."""

    nombre: int


def test_a_record_takes_its_fields_in_their_order_or_by_name() -> None:
    assert Service("Accueil", ("Rennes",)) == Service(communes=("Rennes",), nom="Accueil")
    assert Etablissement("Accueil", lits=3, rang=2).rang == 2
    with pytest.raises(TypeError):
        Service()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="Accueil"):
        Etablissement("Accueil", lits=-1)


def test_each_record_has_a_list_of_its_own() -> None:
    one, other = Service("Accueil"), Service("Accueil")
    one.notes.append("à revoir")
    assert other.notes == []
    assert one == other
    assert hash(one) == hash(other)


def test_a_record_is_not_equal_to_one_of_another_class() -> None:
    assert Service("Accueil") != Etablissement("Accueil")
    assert Seul("Accueil") != Seul("Accueil")
    assert Rang(1) < Rang(2)
    assert Rang(2) >= Rang(2) > Rang(1)
    with pytest.raises(TypeError):
        _ = Rang(1) <= Service("Accueil")  # type: ignore[operator]


def test_a_frozen_record_is_not_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Service("Accueil").nom = "Autre"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Total((1,)).montants
    count = Compte()
    count.nombre += 1
    assert count == Compte(1)
    with pytest.raises(TypeError):
        hash(count)


def test_what_is_worked_out_once_is_kept() -> None:
    total = Total((1, 2))
    assert total.somme == 3
    assert vars(total)["somme"] == 3


def test_a_record_is_said_with_its_fields() -> None:
    assert repr(Service("Accueil")) == "Service(nom='Accueil', communes=(), notes=[])"


def test_the_standard_library_reads_replaces_and_carries_them() -> None:
    made = Etablissement("Accueil", ("Rennes",), lits=3)
    assert [one.name for one in dataclasses.fields(made)] == ["nom", "communes", "notes", "rang", "lits"]
    assert dataclasses.replace(made, lits=4).lits == 4
    assert dataclasses.asdict(Compte(2)) == {"nombre": 2}
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made  # noqa: S301 - our own bytes
    match made:
        case Etablissement(nom, communes):
            assert (nom, communes) == ("Accueil", ("Rennes",))


def test_a_class_that_was_never_called_has_the_methods_of_its_parent() -> None:
    @dataclass(frozen=True, slots=True)
    class Annexe(Service):
        """An annexe of a service."""

    assert Annexe("Accueil") == Annexe("Accueil")
    assert Service("Accueil") == Service("Accueil")
    assert Annexe("Accueil") != Service("Accueil")
