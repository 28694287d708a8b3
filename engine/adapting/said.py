"""What a description says wrong of the clauses that it changes, whatever their words: names, reasons, refusals."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.adapting.allowed import LARGEST
from engine.adapting.forbidden import removed, rewritten, unsaid
from engine.adapting.overlay import clauses_of, named
from engine.adapting.plan import Added, with_clauses
from engine.errors import Finding
from engine.errors import Path as YamlPath
from engine.libraries.clause import Clause
from engine.libraries.files import IDENTIFIER
from engine.libraries.modele import Modele
from engine.reading.suggestions import nearest
from models.adaptations import Adaptation, ClauseAjoutee
from models.contrat import Contrat

_WHY = "Écrivez « motif: » et qui a demandé ce changement, quand et pourquoi."
_MOST_ADDED = 200
_LONGEST_TITLE = 1000


def mistakes(model: Modele, contrat: Contrat) -> Iterator[Finding]:
    """Every mistake; that of a clause keeps it from being changed."""
    known = clauses_of(model)
    for name, said in contrat.adaptations.items():
        yield from mistakes_of(model, name, said)
    names: set[str] = set()
    yield from unsaid(model, contrat)
    for at, added in enumerate(contrat.clauses_ajoutees):
        yield from _of_added(model, added, at, {*known, *names})
        names.add(named(at + 1, added))
    if len(contrat.clauses_ajoutees) > _MOST_ADDED:
        message = f"ce contrat ajoute plus de {_MOST_ADDED} clauses."
        yield Finding("clauses-ajoutees-nombreuses", message, hint="Réunissez-les.", path=("clauses_ajoutees",))


def mistakes_of(model: Modele, name: str, said: Adaptation) -> Iterator[Finding]:
    """The mistakes of one adaptation."""
    known, path = clauses_of(model), ("adaptations", name)
    if name in known:
        yield from _of_adaptation(model, known[name], said, path)
    else:
        yield _unknown(name, known, path, model)


def _unknown(name: str, known: Collection[str], path: YamlPath, model: Modele) -> Finding:
    near = nearest(name, known)
    listed = f"« cpom clauses {model.nom} » les liste."
    hint = f"Vouliez-vous dire « {near} » ? Sinon, {listed}" if near else listed
    return Finding("clause-inconnue", f"« {name} » n'est pas une clause de ce modèle.", hint=hint, path=path)


def _of_adaptation(model: Modele, clause: Clause, said: Adaptation, path: YamlPath) -> Iterator[Finding]:
    if not said.motif:
        message = f"l'adaptation de « {clause.id} » ne dit pas pourquoi."
        yield Finding("adaptation-sans-motif", message, hint=_WHY, path=path)
    if said.supprimee and (said.texte or said.titre):
        message = f"« {clause.id} » est à la fois supprimée et récrite."
        hint = "Gardez « supprimee: oui », ou bien son texte."
        yield Finding("adaptation-contradictoire", message, hint=hint, path=(*path, "supprimee"))
    elif not (said.supprimee or said.texte or said.titre):
        message = f"l'adaptation de « {clause.id} » ne change rien."
        hint = "Écrivez « texte: | » et ses mots en retrait, « titre: … », ou « supprimee: oui »."
        yield Finding("adaptation-vide", message, hint=hint, path=path)
    yield from _too_long(said.texte, said.titre, path)
    yield from removed(model, clause.id) if said.supprimee else rewritten(clause)


def _too_long(texte: str | None, titre: str | None, path: YamlPath) -> Iterator[Finding]:
    if len(texte or "") > LARGEST or len(titre or "") > _LONGEST_TITLE:
        message = f"une clause ne peut pas dépasser {LARGEST} caractères, ni son titre {_LONGEST_TITLE}."
        yield Finding("adaptation-trop-longue", message, hint="Faites-en plusieurs clauses.", path=path)


def _of_added(model: Modele, said: ClauseAjoutee, at: int, taken: Collection[str]) -> Iterator[Finding]:
    path, name = ("clauses_ajoutees", at), named(at + 1, said)
    if not said.motif:
        yield Finding("adaptation-sans-motif", f"la clause « {name} » ne dit pas pourquoi.", hint=_WHY, path=path)
    yield from _too_long(said.texte, said.titre, path)
    if not said.texte:
        message = f"la clause « {name} » n'a pas de texte."
        yield Finding("clause-ajoutee-vide", message, hint="Écrivez « texte: | » et ses mots, en retrait.", path=path)
    if name in taken or not IDENTIFIER.fullmatch(name):
        wrong = "est déjà le nom d'une clause" if name in taken else "ne peut pas être le nom d'une clause"
        hint = "Donnez-lui un autre nom : des lettres, des chiffres et « - »."
        yield Finding("clause-ajoutee-nom", f"« {name} » {wrong}.", hint=hint, path=(*path, "nom"))
    if bool(said.apres) == bool(said.avant):
        message = f"la clause « {name} » ne dit pas où elle vient."
        hint = "Écrivez « apres: », ou bien « avant: », et le nom d'une clause du modèle."
        yield Finding("clause-ajoutee-sans-place", message, hint=hint, path=path)
        return
    key, beside = ("apres", said.apres) if said.apres else ("avant", said.avant or "")
    if beside not in taken:
        yield _unknown(beside, taken, (*path, key), model)
    elif beside in model.clauses and with_clauses(model.plan, [Added(name, said.apres, said.avant)]) == model.plan:
        message = f"aucune clause ne peut s'ajouter auprès de « {beside} », qui n'est ni un article ni une annexe."
        hint = "Un visa s'ajoute dans « visas_locaux », le préambule se récrit dans « preambule_libre »."
        yield Finding("clause-ajoutee-sans-place", message, hint=hint, path=(*path, key))
