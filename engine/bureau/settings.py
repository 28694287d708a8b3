"""What the desk is told when it starts. Several processes serve one desk: each reads the same environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "CPOM_BUREAU_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the desk is told. Each one is a variable of the environment: `base` is CPOM_BUREAU_BASE.

    `base` is the address of the database, `adresse` where the server listens, `url` how people reach it from outside
    (without it, the address), `bibliotheque` folders separated as in PATH, laid over the one that is installed.
    `mandataire` are the addresses or networks of the reverse proxy, whose header (`entete_compte`) says who signs in
    (« socket » for a Unix socket). `oidc_*` are what the provider of identities gave, `oidc_nom` its name on the page.
    `smtp` is a server of mail (smtp://user:word@host:port), `expediteur` who writes.
    `dask` is the address of a scheduler of batches, `travail` the folder where a batch is made before it is kept
    (without it, one of the system's temporary ones), `taches` how many tasks this process has done at once, as many
    long ones as short ones (0: none, others do them). `organisme` is who opens the desk, `contact` whom to write to for
    any trouble of access, `declaration` the address of their own declaration of accessibility, once an audit gave one.
    """

    base: str = "sqlite:///bureau.db"
    adresse: str = "127.0.0.1:8000"
    url: str = ""
    bibliotheque: str = ""
    mandataire: str = ""
    entete_compte: str = ""
    oidc_fournisseur: str = ""
    oidc_client: str = ""
    oidc_nom: str = "mon fournisseur d’identité"
    oidc_secret: str = field(default="", repr=False)
    smtp: str = field(default="", repr=False)
    expediteur: str = ""
    dask: str = ""
    travail: str = ""
    journal: str = "texte"
    taches: int = 1
    taille_max: int = 20_000_000
    organisme: str = ""
    contact: str = ""
    declaration: str = ""

    @property
    def public_url(self) -> str:
        """How people reach the desk, without the last slash."""
        return (self.url or f"http://{self.adresse}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether people reach it over HTTPS: its cookies are then kept from anything else."""
        return self.public_url.startswith("https://")

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the libraries, the one that wins first."""
        return tuple(Path(one) for one in self.bibliotheque.split(os.pathsep) if one)

    def environment(self) -> dict[str, str]:
        """These settings as variables, for a process that is started."""
        return {PREFIX + one.name.upper(): str(getattr(self, one.name)) for one in fields(self)}


def settings_of(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives.

    Raises:
        ValueError: where a number is none.
    """
    said = os.environ if environment is None else environment
    given: dict[str, Any] = {}
    for one in fields(Settings):
        if (text := said.get(PREFIX + one.name.upper())) is not None:
            given[one.name] = int(text) if one.type == "int" else text
    return Settings(**given)
