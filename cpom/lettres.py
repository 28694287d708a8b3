"""The letters that accompany a contract: a notification, an answer, a request, a reminder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cpom.bibliotheque import Bibliotheque
from cpom.dossier import Dossier
from cpom.erreurs import Refus, refusant
from cpom.redaction import Redaction
from engine.definitif import Final
from engine.libraries.bibliotheque import COURRIERS
from engine.libraries.lignee import read_plan
from models import chemins


def courriers(bibliotheque: Bibliotheque) -> Mapping[str, str]:
    """Les courriers d'une bibliothèque : leur genre (« prorogation »), et ce que chacun est.

    Raises:
        Refus: si le plan de l'un d'eux est mal écrit.
    """
    from engine.actes.courrier import genres

    library = bibliotheque._lue
    with refusant():
        return {one: read_plan(library, f"{COURRIERS}/{one}")[0].intitule for one in genres(library)}


def expediteurs(dossier: Dossier) -> tuple[str, ...]:
    """Les parties du contrat qui peuvent écrire : « departement », « agence », « prefet », « gestionnaire »."""
    from engine.actes.courrier import expediteurs as parties

    return parties(dossier._en_entier())


def courrier(  # noqa: PLR0913 - each has its name
    dossier: Dossier,
    genre: str,
    *,
    jour: date | None = None,
    de: str = "",
    faits: Mapping[str, str] | None = None,
    echeances: Iterable[str] = (),
    avant: date | None = None,
    definitif: bool = False,
) -> Redaction:
    """Un courrier du contrat (« prorogation », « reponse », « transmission », « pieces », « rappel »), à écrire.

    `jour` est sa date (celle du dossier sans elle), `de` la partie qui écrit, parmi `expediteurs` (la première sans
    elle), `faits` ce qu'il dit de plus, par chemin (« courrier.accord ») ; un rappel est des `echeances` nommées par
    leur genre, ou de celles qui tombent avant un jour (`avant`). `definitif` refuse un courrier auquel il manque un
    fait, et retire les notes au rédacteur. Les faits de la description restent ce qu'ils sont.

    Raises:
        Refus: si la description n'a pas pu être lue en entier, ou si le contrat, son droit ou le jour ne permettent
            pas ce courrier.
    """
    from engine.actes.courrier import Demande, lettre

    read = dossier._en_entier()
    said = {chemins.lire(path): value for path, value in (faits or {}).items()}
    asked = Demande(jour or dossier.jour, de, said, tuple(echeances), avant)
    with refusant(Refus):
        return Redaction(lettre(read, genre, asked, Final(definitif, with_reserves=True)))
