"""Facts that several contracts share are the very same, until one of them says something else under their key."""

from __future__ import annotations

from engine.errors import Place
from engine.programmation.merging import Facts

HERE = Place("programmation.yaml", 3)


def shared() -> Facts:
    """What the head of a programmation says of the contracts of a département."""
    facts = Facts()
    facts.put(("collectivite", "president", "nom"), "EXEMPLE", HERE)
    facts.put(("visas", "schemas", 0, "intitule"), "le schéma", HERE)
    return facts


def test_a_copy_shares_what_it_does_not_change() -> None:
    facts = shared()
    one, other = facts.copy(), facts.copy()
    one.put(("collectivite", "president", "nom"), "AUTRE", HERE)
    one.put_in(("collectivite", "president"), {"prenom": ("Jean", HERE)})

    assert one.at(("collectivite", "president")) == {"nom": "AUTRE", "prenom": "Jean"}
    assert facts.at(("collectivite", "president")) == other.at(("collectivite", "president")) == {"nom": "EXEMPLE"}
    assert one.at(("visas",)) is other.at(("visas",))


def test_what_was_copied_may_change_too() -> None:
    facts = shared()
    copy = facts.copy()
    facts.put(("visas", "schemas", 0, "intitule"), "le plan", HERE)
    again = copy.copy()
    again.put(("visas", "schemas", 1, "intitule"), "un autre", HERE)

    assert copy.at(("visas", "schemas")) == [{"intitule": "le schéma"}]
    assert facts.at(("visas", "schemas")) == [{"intitule": "le plan"}]
    assert len(again.at(("visas", "schemas"))) == 2
