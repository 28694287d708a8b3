"""The functions and the filters of clauses, as far as they tell what a clause uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

KEYED: Mapping[str, str] = {
    "cas": "trait",
    "variantes": "trait",
    "terme": "terme",
    "successions": "terme",
    "texte_de_loi": "texte",
    "instrument": "montant",
    "experimentation": "experimentation",
    "renvoi": "renvoi",
    "existe": "renvoi",
    "tableau": "tableau",
    "chiffres": "tableau",
    "graphique": "tableau",
}
"""The functions whose first argument is a key, and its sort."""
SAME = {"list", "unique", "sort", "reverse", "au_moins", "vierge", "default", "en_adresse", "en_phrase",
         "sans_civilite", "sans_point", "select", "reject", "selectattr", "rejectattr"}  # fmt: skip
"""The filters that give back what they are given, or a part of it."""
ATTRIBUTED = {"selectattr", "rejectattr", "map", "sum", "sort", "groupby", "unique", "join", "max", "min"}
"""The filters that look at a fact of each item."""
ONE = {"first", "last", "max", "min"}
"""The filters that give one of the items."""
PLACES = {"rang", "numero"}
"""What a column shows of the place of an item rather than of its facts."""
LOOKED_AT: Mapping[str, Sequence[str]] = {
    "par_annee": ("annee", "contrat"),
    "contrats_de": ("contrat",),
    "avec_prolongation": ("fin_convention", "effet"),
    "avec_leur_collectivite": ("departement", "civilite", "metropole"),
}
"""The facts of each row that a function of a programmation looks at."""
ANSWERED = {"true": "oui", "false": "non"}
"""What a question answered by « oui » or « non » is compared to: « x is false »."""
