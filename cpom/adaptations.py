"""What the parties to one contract change of its clauses: other words, one left out, one added; and the way back."""

from __future__ import annotations

from collections.abc import Mapping

from cpom.dossier import Dossier
from cpom.erreurs import Refus, refusant
from cpom.ouverture import ouvert
from cpom.valeurs import Constat, constats
from engine.adapting.entry import adaptation_of, merge_of, removal_of
from engine.adapting.forbidden import removed, rewritten
from engine.adapting.overlay import clauses_of, named
from engine.adapting.since import has_changed, together
from engine.assembly.soundness import open_model
from engine.dossier import Dossier as Lu
from engine.errors import Path
from engine.libraries.clause import Clause
from engine.libraries.empreinte import written_title
from engine.reading.yaml_strict import Source
from models import chemins
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class ClauseDuContrat:
    """Une clause d'un contrat dans sa langue : son `titre` et son `texte`, tels qu'un auteur les écrit.

    `titre_du_modele` et `texte_du_modele` sont ceux de la bibliothèque. `negociee` dit ce que les parties en ont fait
    (« adaptée », « supprimée », « ajoutée », ou rien) et `motif`, pourquoi. `interdits` dit ce que le modèle ne permet
    pas d'y changer, `constats` ce qu'il y a à savoir de ce que les parties y ont écrit, `chemin` où la description le
    dit. Si le modèle a changé depuis, `fusion` est le texte qui réunit les deux (vide s'ils se contredisent, ce que dit
    un constat).
    """

    nom: str
    titre: str
    texte: str
    titre_du_modele: str
    texte_du_modele: str
    negociee: str
    motif: str
    interdits: tuple[Constat, ...]
    constats: tuple[Constat, ...]
    chemin: str
    fusion: str = ""


def clause_du_contrat(dossier: Dossier, nom: str) -> ClauseDuContrat:
    """Une clause, comme ce contrat la dit, par son nom dans `Dossier.decisions`.

    Raises:
        Refus: si rien n'a pu être lu.
        KeyError: si ni le modèle ni le contrat n'ont cette clause.
    """
    read = _read(dossier)
    path = _path(read, nom)
    found = tuple(one for one in dossier.constats if one.path[:2] == path)
    if path[0] == "clauses_ajoutees":
        added = read.contrat.clauses_ajoutees[int(path[1])]
        texte = (added.texte or "").strip("\n")
        return ClauseDuContrat(
            nom, added.titre or "", texte, "", "", "ajoutée", added.motif or "", (), found, chemins.ecrit(path)
        )
    clause = _of_the_library(read)[nom]
    where, titre, texte = chemins.ecrit(path), written_title(clause), clause.ecrit
    said = read.contrat.adaptations.get(nom)
    forbidden = constats(dict.fromkeys((*rewritten(clause), *removed(read.modele, nom))))
    if said is None:
        return ClauseDuContrat(nom, titre, texte, titre, texte, "", "", forbidden, found, where)
    sort, theirs = "supprimée" if said.supprimee else "adaptée", (said.texte or texte).strip("\n")
    merged = together(clause, said) if has_changed(clause, said) else None
    fusion = merged.text if merged and not merged.conflicts else ""
    return ClauseDuContrat(
        nom, said.titre or titre, theirs, titre, texte, sort, said.motif or "", forbidden, found, where, fusion
    )


def adapter(dossier: Dossier, nom: str, *, texte: str, titre: str = "", motif: str) -> Dossier:
    """Un autre dossier, où cette clause a ces mots, et pourquoi ; sans titre, elle garde celui qu'elle a.

    Les mots du modèle la rendent au modèle. Ce qui ne va pas dans ces mots est dans les constats de ce dossier.

    Raises:
        Refus: si le modèle ne permet pas de la changer, ou si le YAML ne peut pas être complété.
        KeyError: si ni le modèle ni le contrat n'ont cette clause.
    """
    now = clause_du_contrat(dossier, nom)
    words = _words(texte)
    titre = " ".join(titre.split()) or now.titre
    if now.negociee != "ajoutée" and (words.strip("\n"), titre) == (
        now.texte_du_modele.strip("\n"),
        now.titre_du_modele,
    ):
        return retablir(dossier, nom)
    if now.negociee == "supprimée":
        dossier = retablir(dossier, nom)
    read = _read(dossier)
    path = _path(read, nom)
    said = {"texte": words, "motif": motif.strip()} | ({"titre": titre} if titre != now.titre else {})
    if not now.negociee or now.negociee == "supprimée":
        with refusant():
            said = {**adaptation_of(read.modele, read.contrat, nom, motif.strip()), **said}
    source = dossier._source
    if titre == now.titre_du_modele and (*path, "titre") in source.places and now.negociee == "adaptée":
        said.pop("titre", None)
        from engine.importing.without import without

        source = without(source, (*path, "titre"))
    return _completed(dossier, source, {(*path, key): value for key, value in said.items()})


def supprimer(dossier: Dossier, nom: str, *, motif: str) -> Dossier:
    """Un autre dossier, dont le contrat n'a pas cette clause, et pourquoi ; une clause ajoutée n'y est plus du tout.

    Raises:
        Refus: si le modèle, ou un texte qu'elle seule dit, ne permet pas de la retirer.
        KeyError: si ni le modèle ni le contrat n'ont cette clause.
    """
    now = clause_du_contrat(dossier, nom)
    if now.negociee:
        dossier = retablir(dossier, nom)
    if now.negociee == "ajoutée":
        return dossier
    read = _read(dossier)
    with refusant():
        said = removal_of(read.modele, read.contrat, nom, motif.strip())
    return _completed(dossier, dossier._source, {("adaptations", nom, key): value for key, value in said.items()})


def ajouter(
    dossier: Dossier, nom: str, *, texte: str, titre: str = "", motif: str, apres: str = "", avant: str = ""
) -> Dossier:
    """Un autre dossier, dont le contrat a une clause de plus, après une autre ou avant elle.

    Raises:
        Refus: si le YAML ne peut pas être complété.
    """
    rank = len(_read(dossier).contrat.clauses_ajoutees)
    said = {"nom": nom, "apres": apres, "avant": avant, "titre": titre, "texte": _words(texte), "motif": motif.strip()}
    facts: dict[Path, str] = {("clauses_ajoutees", rank, key): value for key, value in said.items() if value}
    return _completed(dossier, dossier._source, facts)


def retablir(dossier: Dossier, nom: str) -> Dossier:
    """Un autre dossier, où cette clause est celle du modèle ; une clause ajoutée n'y est plus.

    Raises:
        Refus: si le YAML ne peut pas la perdre sans que le reste change.
        KeyError: si ni le modèle ni le contrat n'ont cette clause.
    """
    path = _path(_read(dossier), nom)
    if path not in dossier._source.places and path not in dossier._source.key_places:
        return dossier
    from engine.importing.without import without

    with refusant():
        source = without(dossier._source, path)
    return _opened(dossier, source)


def reunir(dossier: Dossier, nom: str, *, preferer: str = "") -> Dossier:
    """Un autre dossier, où une clause adaptée a aussi ce que son modèle a changé depuis.

    `preferer` départage les mots que les deux ont changés : « adaptation » garde les siens, « modele » prend l'autre.

    Raises:
        Refus: si elle n'est pas adaptée, ou si les deux ont changé les mêmes mots et que rien ne les départage.
    """
    read = _read(dossier)
    with refusant():
        said = merge_of(read.modele, read.contrat, nom, preferer)
    return _completed(dossier, dossier._source, {("adaptations", nom, key): value for key, value in said.items()})


def _completed(dossier: Dossier, source: Source, facts: Mapping[Path, str]) -> Dossier:
    from engine.importing.completed import completed

    with refusant():
        return _opened(dossier, completed(source, _read(dossier).modele, facts))


def _opened(dossier: Dossier, source: Source) -> Dossier:
    return ouvert(source, dossier._chemin, dossier.bibliotheque, dossier.jour, dossier._permis)


def _read(dossier: Dossier) -> Lu:
    if dossier._lu is None:
        raise Refus(dossier.erreurs)
    return dossier._lu


def _of_the_library(read: Lu) -> Mapping[str, Clause]:
    """The clauses of a model as its library has them, whatever a contract makes of them."""
    return clauses_of(open_model(read.modele.nom, read.modele.bibliotheque))


def _path(read: Lu, nom: str) -> Path:
    """Where a description says a clause.

    Raises:
        KeyError: where neither the model nor the contract has it.
    """
    added = [named(at, one) for at, one in enumerate(read.contrat.clauses_ajoutees, 1)]
    if nom in added:
        return ("clauses_ajoutees", added.index(nom))
    if nom in _of_the_library(read):
        return ("adaptations", nom)
    raise KeyError(nom)


def _words(texte: str) -> str:
    """Words that a browser sent as a description writes them: no space at the ends of lines, one end."""
    lines = (line.rstrip() for line in texte.replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).strip("\n") + "\n"
