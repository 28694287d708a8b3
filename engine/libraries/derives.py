"""What a clause works out once under a name, so that its text only prints it: `derives` and `signatures`.

derives:
retenus: {parmi: objectifs, si: {prioritaire: oui}}           the items that answer so
ouverts: {parmi: sites, sauf: {permanent: non}}               those that do not, or not yet
retenus: {parmi: objectifs, sauf: {prioritaire: oui}, au_moins: 1, vierge: 2}
reglements: {parmi: collectivites, champ: reglement}                      one fact of each item, where given
signataire: gestionnaire.representant                                     another name for a fact
titre: {texte: "[Le | La](collectivite.president) {{ autorite.executif }}"}   words, written as a clause is

signatures:
- {titre: "[Le | La](x.president) {{ autorite.executif }}", nom: "{{ x.president | sans_civilite }}"}
- {chaque: autre de autres_autorites, titre: "{{ autre.titre }}", nom: "{{ autre.signataire }}"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from engine.libraries.conditions import CONDITION, in_jinja, quoted
from engine.libraries.ecarts import Citations
from models.champs import Fiche, Texte
from models.fiches.champ import cle
from models.fiches.groupe import checks
from models.fiches.marks import Avant

_ANSWERS = {"oui": "selectattr", "non": "rejectattr"}
_OTHERS = {"oui": "rejectattr({})", "non": 'rejectattr({}, "false")'}
"""What keeps the items that do not answer so; one without an answer yet is among them."""
_CADRES = "cadres_"


class Derive(Fiche):
    """A name that a clause gives: to another fact, to some items of a list, or to words.

    `au_moins` is how many items there are to fill in where there is none; `vierge` how many in the blank form.
    """

    calcul: Texte = cle(default="", description="Le fait dont c'est un autre nom ; s'écrit seul.")
    texte: str = cle(default="", description="Des mots, écrits comme une clause.")
    parmi: Texte = cle(default="", description="La liste dont on garde des éléments.")
    si: dict[str, Citations] = cle(default={}, description="Ceux qui répondent ainsi : un fait, une ou des réponses.")
    sauf: dict[str, Citations] = cle(default={}, description="Ceux qui ne répondent pas ainsi, ou pas encore.")
    champ: Texte = cle(default="", description="Le seul fait que l'on garde de chacun, s'il est donné.")
    au_moins: int = cle(default=0, description="Le nombre d'éléments à remplir, s'il n'y en a pas.")
    vierge: int = cle(default=0, description="Le nombre d'éléments du modèle vierge.")

    @checks
    def _one_way(self) -> Derive:
        if sum(map(bool, (self.calcul, self.texte, self.parmi))) != 1:
            raise ValueError("dites « parmi », « texte » ou, seul, le nom d'un fait.")
        return self


def _named(value: Any) -> Any:
    return {"calcul": value} if isinstance(value, str) else value


Derives = dict[str, Annotated[Derive, Avant(_named)]]


class Cadre(Fiche):
    """A place to sign: the title of a party, and the name of who signs, which a blank leaves empty.

    `chaque` makes one for each item of a list (« autre de autres_autorites »); `si` keeps it under a condition;
    `seulement` says that it is the blank's alone, or a contract's; `vierge` is its title in the blank.
    """

    titre: Texte = cle(description="Le titre de la partie, écrit comme une clause.")
    nom: Texte = cle(default="", description="Le nom de qui signe, que le modèle vierge laisse en blanc.")
    chaque: Texte = cle(default="", description="Un cadre pour chaque élément : « autre de autres_autorites ».")
    si: Texte = cle(default="", description="Une condition : un fait, « non » un fait, un fait « = » une réponse.")
    seulement: Literal["vierge", "contrat", ""] = cle(default="", description="Dans le modèle vierge, ou un contrat.")
    vierge: Texte = cle(default="", description="Le titre, dans le modèle vierge.")

    @checks
    def _readable(self) -> Cadre:
        if self.si and not re.fullmatch(CONDITION, self.si):
            raise ValueError("« si » dit une condition : un fait, « non » un fait, un fait « = » une réponse.")
        if self.chaque and not re.fullmatch(r"[a-z_]\w* de [a-z_][\w.]*", self.chaque):
            raise ValueError("« chaque » dit un nom et une liste : « autre de autres_autorites ».")
        return self


def names_given(derives: Mapping[str, Derive], marks: Callable[[str], str]) -> str:
    """The names of a clause in Jinja, on one line; `marks` reads the marks of words."""
    return "".join(_given(name, one, marks) for name, one in derives.items())


def _given(name: str, one: Derive, marks: Callable[[str], str]) -> str:
    if one.texte:
        return f"{{% set {name} | ecrit %}}{marks(one.texte)}{{% endset %}}"
    return f"{{% set {name} = {one.calcul or _chosen(one)} %}}"


def _chosen(one: Derive) -> str:
    kept = [f"{_ANSWERS[values[0]]}({quoted(fact)})" if values[0] in _ANSWERS
            else f'selectattr({quoted(fact)}, "in", [{", ".join(map(quoted, values))}])'
            for fact, values in one.si.items()]  # fmt: skip
    kept += [_OTHERS[values[0]].format(quoted(fact)) if values[0] in _OTHERS
             else f'rejectattr({quoted(fact)}, "in", [{", ".join(map(quoted, values))}])'
             for fact, values in one.sauf.items()]  # fmt: skip
    kept += [f"map(attribute={quoted(one.champ)})", "select"] if one.champ else []
    items = " | ".join([one.parmi, *kept, "list"]) if kept else one.parmi
    if one.au_moins:
        items = f"({items} or [{one.parmi}[{one.parmi} | length]])"
    return f"({one.parmi} | au_moins({one.vierge})) if vierge else {items}" if one.vierge else items


def places_to_sign(cadres: Sequence[Cadre], marks: Callable[[str], str]) -> str:
    """The block of signatures in Jinja, on one line."""
    body = "".join(_cadre(one, marks) for one in cadres)
    return f"{{% set {_CADRES} = namespace(liste=[]) %}}{body}{{{{ signatures({_CADRES}.liste) }}}}"


def _cadre(one: Cadre, marks: Callable[[str], str]) -> str:
    title = marks(one.titre)
    if one.vierge:
        title = f"{{% if vierge %}}{marks(one.vierge)}{{% else %}}{title}{{% endif %}}"
    name = f"{{% if not vierge %}}{marks(one.nom)}{{% endif %}}" if one.nom else ""
    made = (
        f"{{% set titre_ %}}{title}{{% endset %}}{{% set nom_ %}}{name}{{% endset %}}"
        f"{{% set {_CADRES}.liste = {_CADRES}.liste + [(titre_, nom_)] %}}"
    )
    tests = [in_jinja(one.si)] if one.si else []
    tests += {"vierge": ["vierge"], "contrat": ["not vierge"], "": []}[one.seulement]
    for test in tests:
        made = f"{{% if {test} %}}{made}{{% endif %}}"
    if one.chaque:
        item, items = one.chaque.split(" de ")
        made = f"{{% for {item} in {items} %}}{made}{{% endfor %}}"
    return made
