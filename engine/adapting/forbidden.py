"""What no contract of a model may change: a clause that a text imposes, what only one clause says of what the law asks.

The first is said by the clause itself (`adaptation`, in its front matter), the second by the plan (`mentions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.errors import Finding
from engine.libraries.clause import Clause
from engine.libraries.modele import Modele
from engine.libraries.plan import Entree, entries
from models.contrat import Contrat

CODE = "adaptation-interdite"
_HINT = "Retirez cette adaptation ; ce qui s'y ajoute peut se dire dans une clause ajoutée."
_TO_KEEP = "Gardez-la, ou récrivez-la : « texte: | », et ses mots en retrait."


def rewritten(clause: Clause) -> Iterator[Finding]:
    """That a clause may not have other words."""
    rule = clause.en_tete.adaptation
    if rule and rule.interdite == "oui":
        message = f"« {clause.id} » ne peut pas être adaptée : {rule.motif}"
        yield Finding(CODE, message, hint=_HINT, source=rule.source, path=("adaptations", clause.id))


def removed(model: Modele, name: str) -> Iterator[Finding]:
    """That a clause may not be left out, or that one under its heading may not."""
    for one in gone_with(model, name):
        rule = model.clauses[one].en_tete.adaptation if one in model.clauses else None
        if rule:
            what = f"« {name} »" if one == name else f"« {name} », dont « {one} » fait partie,"
            message = f"{what} ne peut pas être supprimée : {rule.motif}"
            hint = _HINT if rule.interdite == "oui" else _TO_KEEP
            yield Finding(CODE, message, hint=hint, source=rule.source, path=("adaptations", name))


def unsaid(model: Modele, contrat: Contrat) -> Iterator[Finding]:
    """What an article wants a contract to say, and that none of its clauses says any more."""
    causes = {one: name for name, said in contrat.adaptations.items() if said.supprimee
              for one in gone_with(model, name)}  # fmt: skip
    by_objectives = {rank for one in contrat.objectifs for rank in getattr(one, "mentions", ())}
    for group in model.regles.mentions if causes else ():
        for mention in group.contenu:
            lost = [one for one in mention.clauses if one in causes]
            if lost and len(lost) == len(mention.clauses) and not (group.objectifs and mention.rang in by_objectives):
                message = f"« {causes[lost[0]]} » ne peut pas être supprimée : elle seule dit {mention.objet}."
                hint = "Gardez-la, ou récrivez-la ; le contrat doit le préciser."
                source = f"{group.source}, {mention.rang}"
                yield Finding(CODE, message, hint=hint, source=source, path=("adaptations", causes[lost[0]]))


def gone_with(model: Modele, name: str) -> list[str]:
    """A clause, and those under its heading, which go with it."""
    found = (line for line in model.plan.lignes() if line.clause == name)
    return [name, *(one.clause for line in found for one in _under(line))]


def _under(line: Entree) -> Iterable[Entree]:
    return entries(line.sous)
