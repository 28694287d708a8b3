"""What became of a contract since it was signed: its avenants, in their order, and the numbers that do not move."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from models import chemins
from models.champs import DureeContrat, Entier, Fiche, Jour, OuiNon, Texte, champ
from models.fiches.champ import Champ
from models.fiches.reading import marked, reader_of
from models.phrases import dans
from models.reponses import est_sans_objet

SUIVI = ("avenants", "numeros")
"""The keys of a description that say what became of a contract: nobody is asked for them to draft one."""


CEDANT = "gestionnaire"
"""The party that is another once a contract is transferred: nobody signs any more for the one before it."""


@lru_cache(maxsize=256)
def de_signature(kind: type[Fiche]) -> frozenset[chemins.Noms]:
    """The facts that say who signs, or what allows them to, of a class of descriptions: each act signed has its own."""
    return frozenset(names for names, info in chemins.walk(kind) if info.said.get("signataire"))


def fait_de_signature(contrat: Fiche, name: str) -> Champ | None:
    """The field of a fact that says who signs a contract, by its path; None where a party of it has no such fact."""
    if not chemins.is_of_one_fact(name):
        return None
    path = chemins.lire(name)
    if not isinstance(path[-1], str) or chemins.at(contrat, path[:-1]) is None:
        return None
    return chemins.field_at(type(contrat), path) if chemins.noms(path) in de_signature(type(contrat)) else None


def lu(fait: Champ, said: str) -> Any:
    """What an avenant gives for a fact of signature, read as the contract reads it; None for « néant ».

    Raises:
        UnreadError: where the fact is not read so.
    """
    return None if est_sans_objet(said) else marked(reader_of(fait.annotation), fait.marks)(said)


class Avenant(Fiche):
    """An avenant: its number, its own date, the day when it takes effect, why; who allows each party to sign it.

    It may prorogate the contract: the duration and the term that were signed stay, and the contract runs on after it.

    Where it is `actualise`, the consolidated contract says the law of its date, and not that of the signature.
    """

    numero: Entier | None = champ("numéro de l'avenant", qui="departement", exemple="1", ailleurs=True)
    date: Jour | None = champ("date de l'avenant", "Celle de sa signature", qui="departement", exemple="2026-03-02",
                              ailleurs=True)  # fmt: skip
    effet: Jour | None = champ(
        "date d'effet de l'avenant",
        qui="departement",
        exemple="2026-04-01",
        facultatif="le jour de sa signature",
        ailleurs=True,
    )
    motif: Texte | None = champ(
        "motif de l'avenant",
        "Une ou plusieurs phrases, que son objet imprime",
        qui="departement",
        exemple="Le périmètre du contrat est étendu.",
        ailleurs=True,
    )
    genre: Texte | None = champ(
        "genre de l'avenant",
        "revision, prorogation, cession… : un dossier des avenants de la bibliothèque",
        qui="departement",
        exemple="revision",
        facultatif="ce qui change le dit",
        ailleurs=True,
    )
    transfert: Jour | None = champ(
        "date de la décision qui transfère l'autorisation",
        "Pour une cession seulement : à qui l'autorisation est transférée, le contrat l'est par l'avenant",
        qui="departement",
        exemple="2026-02-16",
        facultatif="l'avenant ne change pas de gestionnaire",
        ailleurs=True,
        avant_signature=True,
    )
    prorogation: DureeContrat | None = champ(
        "durée de la prorogation",
        "Ce que l'avenant ajoute à la durée du contrat, dont l'échéance signée ne change pas",
        qui="departement",
        exemple="1 an",
        facultatif="l'avenant ne proroge pas le contrat",
        ailleurs=True,
    )
    lieu: Annotated[Texte, dans("Fait à …", "nom")] | None = champ(
        "lieu de signature de l'avenant",
        qui="departement",
        exemple="Rennes",
        facultatif="celui du contrat",
        ailleurs=True,
    )
    decision: Jour | None = champ(
        "date de la décision qui autorise à signer l'avenant", qui="departement", exemple="2026-02-16", ailleurs=True,
        avant_signature=True,
    )  # fmt: skip
    deliberation: Jour | None = champ(
        "date de la délibération qui approuve l'avenant", qui="departement", exemple="2026-02-09", ailleurs=True,
        avant_signature=True,
    )  # fmt: skip
    deliberation_gestionnaire: Jour | None = champ(
        "date de la délibération du gestionnaire qui autorise l'avenant", exemple="2026-02-02", ailleurs=True,
        avant_signature=True,
    )  # fmt: skip
    signataires: dict[str, Texte] = champ(
        "signataires de l'avenant qui ne sont plus ceux du contrat",
        "Chaque fait par son chemin (« collectivite.president.nom: EXEMPLE ») ; cpom avenant les écrit. Ils valent "
        "aussi pour les avenants suivants",
        qui="departement",
        facultatif="ceux du contrat, ou de l'avenant précédent",
        ailleurs=True,
        defaut={},
    )
    actualise: OuiNon = champ(
        "contrat mis à jour du droit",
        "oui : le contrat consolidé dit le droit du jour de l'avenant",
        qui="departement",
        facultatif="le droit du jour de la signature du contrat",
        ailleurs=True,
        defaut=False,
    )
