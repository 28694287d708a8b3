"""The tables. What can be derived is not here: findings, missing facts and documents come from the text of a state.

Days and hours are in UTC. What opens a door (a session, an invitation, a token) is kept as a hash alone.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Hour(TypeDecorator[datetime]):
    """A moment, in UTC. SQLite keeps no time zone: it is put back when it is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """With its time zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def now() -> datetime:
    """The moment, as the tables keep it."""
    return datetime.now(UTC)


def folded(text: str) -> str:
    """Text without accents nor capitals, as a search compares it in either database."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    return "".join(one for one in letters if not unicodedata.combining(one))


def _searched(context: Any) -> str:
    said = context.get_current_parameters()
    return folded(f"{said['titre']} {said['modele']}")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_LONG = 200

comptes = Table(
    "comptes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("courriel", String(_LONG), nullable=False, unique=True),
    Column("nom", String(_LONG), nullable=False),
    Column("role", String(20), nullable=False),  # administrateur, redacteur, lecteur
    Column("mot_de_passe", String(_LONG)),  # argon2 ; empty where another signs them in
    Column("sujet", String(_LONG), unique=True),  # how the provider of identities names them
    Column("actif", Boolean, nullable=False, default=True),
    Column("cree_le", Hour, nullable=False, default=now),
)

seances = Table(
    "seances",
    metadata,
    Column("empreinte", String(64), primary_key=True),
    Column("compte", ForeignKey("comptes.id", ondelete="CASCADE"), index=True),
    Column("invitation", ForeignKey("invitations.id", ondelete="CASCADE"), index=True),
    Column("csrf", String(64), nullable=False),
    Column("ouverte_le", Hour, nullable=False, default=now),
    Column("expire_le", Hour, nullable=False),
    Column("moyen", String(20), nullable=False, default=""),  # invitation, lien, mot_de_passe, fournisseur, mandataire
    Column("jeton_oidc", Text),  # the provider asks for it when it signs somebody out
)

cles = Table(
    "cles",
    metadata,
    Column("usage", String(40), primary_key=True),
    Column("valeur", LargeBinary, nullable=False),
)

jetons = Table(
    "jetons",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("empreinte", String(64), nullable=False, unique=True),
    Column("compte", ForeignKey("comptes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("nom", String(_LONG), nullable=False),
    Column("cree_le", Hour, nullable=False, default=now),
    Column("expire_le", Hour),
    Column("revoque_le", Hour),
    Column("usage", String(20), nullable=False, default="api"),  # api, agenda, connexion
)

bibliotheques = Table(
    "bibliotheques",
    metadata,
    Column("empreinte", String(64), primary_key=True),
    Column("titres", JSON, nullable=False),
    Column("contenu", LargeBinary, nullable=False),
    Column("gardee_le", Hour, nullable=False, default=now),
)

programmations = Table(
    "programmations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("titre", String(_LONG), nullable=False),
    Column("cree_le", Hour, nullable=False, default=now),
    Column("cree_par", String(_LONG), nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("titre", String(_LONG), nullable=False),
    Column("modele", String(_LONG), nullable=False),
    Column("cherche", Text, nullable=False, default=_searched),  # what a search compares; changes with the title
    Column("bibliotheque", ForeignKey("bibliotheques.empreinte"), nullable=False),
    Column("situation", String(20), nullable=False, default="redaction"),  # redaction, remis, signature, clos
    Column("programmation", ForeignKey("programmations.id")),
    Column("contrat", String(_LONG)),  # its name in the programmation
    Column("origine", String(32)),  # the dossier that it comes from: last period's contract, what an avenant changes
    Column("cree_le", Hour, nullable=False, default=now),
    Column("cree_par", String(_LONG), nullable=False),
    Column("modifie_le", Hour, nullable=False, default=now),
    Column("dernier_etat", Integer, nullable=False, default=0),
    # Told of the last state, so that a table of thousands of dossiers reads none of them; worked out at each state.
    Column("resume", JSON, nullable=False, default=dict),
    Column("manque", Integer, nullable=False, default=0),  # how many facts, all parties together
    Column("erreurs", Integer, nullable=False, default=0),
    Index("ix_dossiers_modifie", "modifie_le"),
    UniqueConstraint("programmation", "contrat"),
    Index("ix_dossiers_de_programmation", "programmation", "modifie_le"),
    Index("ix_dossiers_situation", "programmation", "situation"),
)

# The deadlines of the last state of each dossier, told of it as its resume is: the calendar of all of them opens none.
echeances = Table(
    "echeances",
    metadata,
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("rang", Integer, primary_key=True),
    Column("jour", Date, nullable=False, index=True),
    Column("ouvrable", Date, nullable=False),
    Column("libelle", Text, nullable=False),
    Column("genre", String(_LONG), nullable=False),
    Column("qui", String(_LONG), nullable=False, index=True),
    Column("article", String(_LONG), nullable=False),
    Column("source", Text, nullable=False),
    Column("remarque", Text, nullable=False),
    Index("ix_echeances_dossier_jour", "dossier", "jour"),
)

etats = Table(
    "etats",
    metadata,
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("numero", Integer, primary_key=True),
    Column("texte", Text, nullable=False),
    Column("quand", Hour, nullable=False),
    Column("qui", String(_LONG), nullable=False),  # their name, as it was
    Column("par", String(80), nullable=False),  # « compte:… », « invitation:… », « jeton:… »
    Column("nature", String(40), nullable=False),  # creation, reponses, import, relecture, restauration, adaptation…
    Column("motif", Text, nullable=False, default=""),
    Column("changements", JSON, nullable=False),
    Column("precedente", String(64), nullable=False),
    Column("empreinte", String(64), nullable=False),
)

fichiers = Table(
    "fichiers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), index=True),
    Column("programmation", ForeignKey("programmations.id", ondelete="CASCADE"), index=True),
    Column("nom", String(_LONG), nullable=False),
    Column(
        "nature", String(40), nullable=False
    ),  # nomme (a logo, a letterhead), annexe, retour, document, fige, rapport
    Column("etat", Integer),
    Column("contenu", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("recu_le", Hour, nullable=False, default=now),
    Column("qui", String(_LONG), nullable=False),
    Column("retire_le", Hour),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("empreinte", String(64), nullable=False, unique=True),
    Column("partie", String(20), nullable=False),  # gestionnaire, departement: whose questions it shows
    Column("peut_remettre", Boolean, nullable=False, default=True),
    Column("nom", String(_LONG), nullable=False),
    Column("courriel", String(_LONG), nullable=False, default=""),
    Column("invite_par", String(_LONG), nullable=False),
    Column("parente", String(32)),  # the invitation of the colleague who invited
    Column("creee_le", Hour, nullable=False, default=now),
    Column("expire_le", Hour, nullable=False),
    Column("revoquee_le", Hour),
    Column("vue_le", Hour),
)

demandes = Table(
    "demandes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("genre", String(20), nullable=False, default="demande"),  # what each message is
    Column("chemin", String(_LONG), nullable=False, default=""),  # of the fact that it is about, as of this state
    Column("clause", String(_LONG), nullable=False, default=""),  # or the clause
    Column("etat", Integer, nullable=False, default=0),
    Column("pour", String(20), nullable=False, default=""),  # gestionnaire, departement: who is asked (empty: both)
    Column("texte", Text, nullable=False, default=""),
    Column("qui", String(_LONG), nullable=False),
    Column("par", String(80), nullable=False),
    Column("quand", Hour, nullable=False, default=now),
    Column("sur", ForeignKey("demandes.id", ondelete="CASCADE")),  # the request that it answers
    Column("situation", String(20), nullable=False, default="ouverte"),  # of a request: ouverte, corrigee, close
)

relectures = Table(
    "relectures",
    metadata,
    Column("fichier", ForeignKey("fichiers.id", ondelete="CASCADE"), primary_key=True),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("revisions", String(20), nullable=False, default="acceptees"),  # how tracked changes are read
    Column("choix", JSON, nullable=False, default=dict),  # what is accepted and refused so far, by change
    Column("version", Integer, nullable=False, default=0),  # of the choices: two people who choose at once are told
    Column("etat", Integer),  # the state that was made of it
    Column("finie_le", Hour),
    Column("qui", String(_LONG), nullable=False, default=""),
)

taches = Table(
    "taches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("genre", String(40), nullable=False),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), index=True),
    Column("programmation", ForeignKey("programmations.id", ondelete="CASCADE"), index=True),
    Column("arguments", JSON, nullable=False),
    Column("situation", String(20), nullable=False, default="attente"),  # attente, en_cours, faite, echouee
    Column("avancement", JSON, nullable=False, default=dict),
    Column("message", Text, nullable=False, default=""),
    Column("demandee_par", String(_LONG), nullable=False),
    Column("par", String(80), nullable=False),  # who asked, as states name them: what the task writes is theirs
    Column("demandee_le", Hour, nullable=False, default=now),
    Column("prise_par", String(80)),
    Column("bail", Hour),  # until when whoever took it holds it
    Column("essais", Integer, nullable=False, default=0),
    Column("finie_le", Hour),
    Index("ix_taches_attente", "situation", "bail"),
)

tentatives = Table(
    "tentatives",
    metadata,
    Column("cle", String(_LONG), primary_key=True),
    Column("compte", Integer, nullable=False, default=0),
    Column("depuis", Hour, nullable=False, default=now),
)

evenements = Table(
    "evenements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("dossier", ForeignKey("dossiers.id", ondelete="CASCADE"), index=True),
    Column("quand", Hour, nullable=False, default=now),
    Column("qui", String(_LONG), nullable=False),
    Column("quoi", String(60), nullable=False),  # invitation, remise, demande, signature, cloture, telechargement…
    Column("detail", JSON, nullable=False, default=dict),
)
