"""The arrêté of a programmation: the description that its clauses print.

Nothing of its wording is here: the clauses are those of clauses/programmations/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from engine.assembly.soundness import open_model
from engine.checks import finess_cle
from engine.errors import Finding, InputError, Path
from engine.libraries.modele import Modele
from engine.libraries.plan import Acte
from engine.programmation.acte import reference_of, signataires, signing
from engine.programmation.inscriptions import Inscription, inscriptions
from engine.programmation.merging import Facts
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import fields_of


def arrete(programme: Programme, today: date) -> Projet:
    """The arrêté that programmes the contracts; undated, it says the law of today.

    Raises:
        InputError: where the model has no arrêté, or where a row cannot be part of one.
    """
    modele = clauses(programme, "programmation")
    lignes = inscriptions(programme)
    check_keys(lignes)
    return projet(programme, description(programme, modele, lignes, today), "arrete")


def clauses(programme: Programme, kind: Acte) -> Modele:
    """The clauses of an arrêté.

    Raises:
        InputError: where the model of the contracts names none.
    """
    names = programme.rules.actes
    if kind not in names:
        message = f"la bibliothèque n'a pas d'arrêté pour les contrats du modèle « {programme.modele.nom} »."
        hint = "Nommez-le dans « programmation: actes: » du plan de ce modèle."
        found = Finding("arrete-sans-clauses", message, hint=hint, path=("modele",))
        raise InputError([found.at(programme.source.place(("modele",)))])
    return open_model(names[kind], programme.bibliotheque)


def projet(programme: Programme, facts: Facts, suffix: str) -> Projet:
    """An arrêté to draft, named after the file of its programmation."""
    text = yaml.safe_dump(facts.data, allow_unicode=True, sort_keys=False, width=100)
    name = f"{programme.path.stem}-{suffix}"
    return Projet(name, text, str(programme.path.parent), programme.source.place(("arrete",)), facts.places)


def description(
    programme: Programme,
    modele: Modele,
    lignes: Sequence[Inscription],
    today: date,
    anciennes: Sequence[Inscription] = (),
) -> Facts:
    """What the head and the rows say of an arrêté; whoever signed for a row that is withdrawn signs too.

    Raises:
        InputError: where the rows are of several regions.
    """
    head, source, facts = programme.head, programme.source, Facts()
    facts.put(("modele",), modele.nom, source.place(("modele",)))
    for path, value, at in _of_the_head(programme, lignes):
        if value is not None and (chemins.ecrit(path) in modele.questions or path[0] in fields_of(Contrat)):
            facts.put(path, value, source.place(at))
    found = [one for ligne in (*lignes, *anciennes) for one in ligne.signataires]
    collectivites = signing(found, head.arrete.date or today, programme.bibliotheque)
    if collectivites:
        facts.put(("departement",), collectivites[0].departement, collectivites[0].place)
    if "departements" in modele.questions:
        signataires(facts, programme, collectivites)
    for rank, ligne in enumerate(lignes):
        for fait, said in ligne.faits.items():
            facts.places["etablissements", rank, fait] = ligne.lieux[fait]
            if said is not None:
                facts.put(("etablissements", rank, fait), said, ligne.lieux[fait])
    _shared(facts, programme, modele)
    facts.merge(head.arrete.faits, ("arrete", "faits"), source)
    return facts


def check_keys(lignes: Sequence[Inscription]) -> None:
    """Look at the numbers of the entités juridiques; those of the establishments are checked with the description.

    Raises:
        InputError: where the key of one is wrong.
    """
    numbers = {str(one.faits["finess_juridique"] or ""): one.lieux["finess_juridique"] for one in reversed(lignes)}
    wrong = [number for number in numbers if number and not finess_cle.key_is_right(number)]
    if wrong:
        raise InputError(finess_cle.told(number, ()).at(numbers[number]) for number in wrong)


def _of_the_head(programme: Programme, lignes: Sequence[Inscription]) -> Iterator[tuple[Path, object, Path]]:
    """The facts of the head: where they go, what they are, where they stand."""
    head = programme.head
    reference = reference_of(programme)
    yield ("arrete", "numero"), reference.numero, ("arrete", "numero")
    yield ("signature", "date"), reference.date, ("arrete", "date")
    yield ("periode", "debut"), head.periode.debut if head.periode else None, ("periode",)
    yield ("periode", "fin"), head.periode.fin if head.periode else None, ("periode",)
    yield ("regroupement",), head.regroupement, ("regroupement",)
    yield ("conventions_tripartites",), any(one.faits["fin_convention"] for one in lignes), ("tableau",)


def _shared(facts: Facts, programme: Programme, modele: Modele) -> None:
    """What the contracts share with their arrêté: who signs for the State, the letterhead."""
    shared = Facts()
    shared.merge(programme.head.commun, ("commun",), programme.source)
    for question in (*modele.questions, "charte"):
        path = chemins.lire(question)
        if shared.has(path):
            facts.put(path, shared.at(path), shared.places.get(path, programme.source.place(("commun",))))
