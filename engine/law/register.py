"""The dated register of legal texts: which text, under which words, is in force on a day.

Every text says since when it is in force, what replaced it and from which day, whether the fact was confirmed, and
where it comes from (data/droit/textes.yaml). What is returned is ready to print: French typography is applied.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Literal, get_args

from engine import french
from engine.errors import Finding, InputError, Path, Severity
from engine.law.fait import Fait
from engine.law.referentiel import Donnees, read
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.likeness import most_like
from models.champs import Fiche
from models.fiches.groupe import checks
from models.fiches.marks import Motif
from models.records import dataclass
from models.regexes import regex

# The hierarchy of norms, highest first: the order of the visas of a contract.
Nature = Literal[
    "traite", "acte_ue", "jurisprudence", "constitution", "code", "loi", "ordonnance", "decret", "arrete", "acte_local"
]  # fmt: skip
RANKS: tuple[Nature, ...] = get_args(Nature)

# The form of the identifiers of the DILA: the base, the kind of thing, twelve digits.
Identifiant = Annotated[str, Motif(r"^(LEGI|JORF)(TEXT|ARTI)[0-9]{12}$")]

# The head of a citation, up to the date of the act.
_DATED = regex(rf".*? du (?:1er|\d{{1,2}})\s(?:{'|'.join(french.MONTHS)}) \d{{4}}")

AS_PUBLISHED = "Le modèle est imprimé tel qu'il a été publié."


class Remplacement(Fiche):
    """The day from which another text takes the place of this one, and its key."""

    le: datetime.date
    par: str
    source: str = ""


class Abrogation(Fiche):
    """The day from which the text is no more, with nothing in its place."""

    le: datetime.date
    source: str = ""


class Texte(Fait):
    """A text of law, as the register knows it.

    `cite` is what follows « Vu », article included; `formulaire` what a blank form prints where it leaves dates open.
    A code has a `sigle`; an article has its `article` number, its code is the first part of its key, and it is cited
    from both. `date` is the day of the act, `publie` that of its publication, `en_vigueur` the day from which it
    applies; None where it is not known. `identifiants` are those under which the DILA publishes it: of a text, JORFTEXT
    or LEGITEXT; of an article, the LEGIARTI of each of its versions that was read.
    """

    nature: Nature
    cite: str = ""
    formulaire: str = ""
    sigle: str = ""
    article: str = ""
    date: datetime.date | None = None
    publie: datetime.date | None = None
    en_vigueur: datetime.date | None = None
    remplace: Remplacement | None = None
    abroge: Abrogation | None = None
    reference: str = ""
    identifiants: tuple[Identifiant, ...] = ()
    objet: str = ""

    @property
    def depuis(self) -> datetime.date | None:
        """The first day on which a contract may rest on it, as far as it is known."""
        return max(filter(None, (self.date, self.publie, self.en_vigueur)), default=None)

    @checks
    def _consistent(self) -> Texte:
        if bool(self.cite) == bool(self.article):
            raise ValueError("un texte a « cite » ou, si c'est un article de code, « article »")
        if self.remplace and self.abroge:
            raise ValueError("un texte est remplacé ou abrogé, et non les deux")
        kind = "ARTI" if self.article else "TEXT"
        if wrong := [one for one in self.identifiants if one[4:8] != kind]:
            raise ValueError(f"« {wrong[0]} » n'est pas l'identifiant d'un {'article' if self.article else 'texte'}")
        end = self.remplace or self.abroge
        if end and end.le < max(filter(None, (self.date, self.en_vigueur)), default=end.le):
            raise ValueError("le texte prend fin avant d'exister")
        return self


class Textes(Donnees):
    """The whole file: key to text."""

    root: dict[str, Texte]

    def mistakes(self, _: Bibliotheque) -> Iterator[tuple[Path, str]]:
        """Articles without a code, replacements by what is not there or that go round, identifiers given twice."""
        of: dict[str, str] = {}
        for key, texte in self.root.items():
            for one in texte.identifiants:
                if of.setdefault(one, key) != key:
                    yield (key, "identifiants"), f"« {one} » est aussi l'identifiant de {of[one]}"
            code = key.partition("/")[0]
            if texte.article and (code == key or code not in self.root or not self.root[code].sigle):
                yield (key, "article"), "l'article n'a pas de code (clé « code/article », code avec son sigle)"
            if texte.remplace and texte.remplace.par not in self.root:
                yield (key, "remplace"), f"remplacé par « {texte.remplace.par} », qui n'est pas au registre"
            elif self._goes_round(key):
                yield (key, "remplace"), "les remplacements tournent en rond"

    def _goes_round(self, key: str) -> bool:
        """Whether the replacements of a text come back to it."""
        seen = {key}
        current = self.root[key].remplace
        while current and current.par in self.root and current.par not in seen:
            seen.add(current.par)
            current = self.root[current.par].remplace
        return current is not None and current.par == key


@dataclass(frozen=True, slots=True)
class Version:
    """A text at a day: its key and words, whether it is in force, and what there is to know about it.

    `demande` is the key that was asked for; `remarque` is for the drafter, empty where all is well.
    """

    demande: str
    key: str
    texte: Texte
    cite: str
    en_vigueur: bool
    findings: tuple[Finding, ...]

    @property
    def remarque(self) -> str:
        """What the drafter must know of this text: what it replaces, what is to be verified."""
        return "\n".join(f"{finding.message} {finding.hint}".strip() for finding in self.findings)


class Register:
    """The legal texts by key."""

    def __init__(self, textes: Mapping[str, Texte], fichier: str = "data/droit/textes.yaml") -> None:
        """`fichier` is what messages call the file where a text is added."""
        self.textes, self.fichier = textes, fichier
        # Typography costs more than all the rest: each citation is written once.
        self.cite = cache(self._cite)

    def __contains__(self, key: str) -> bool:
        return key in self.textes

    def texte(self, key: str) -> Texte:
        """Give the entry of a key.

        Raises:
            InputError: where the register holds no such key.

        """
        if key not in self.textes:
            near = most_like(key, self.textes)
            hint = f"Vouliez-vous dire « {near} » ?" if near else f"Ajoutez ce texte à {self.fichier}."
            raise InputError([Finding("visa-inconnu", f"« {key} » n'est pas au registre des textes.", hint=hint)])
        return self.textes[key]

    def _cite(self, key: str, *, short: bool = False) -> str:
        """Cite a text: « l'article L. 314-2-1 du code de… », or, short, « l'article L. 314-2-1 du CASF »."""
        texte = self.texte(key)
        if not texte.article:
            return french.typography(texte.sigle if short and texte.sigle else texte.cite)
        code = self.texte(key.partition("/")[0])
        of = f"du {code.sigle}" if short else code.cite.replace("le ", "du ", 1)
        return french.typography(f"l'article {texte.article} {of}")

    def name(self, key: str) -> str:
        """Name a text in a message: « le décret n° 2016-502 du 22 avril 2016 », without the rest of its title.

        An act without a number is named by its object: « l'arrêté du 30 décembre 2022 (tarif minimal pour 2023) ».
        """
        cite, objet = self.cite(key, short=True), self.texte(key).objet
        if not (head := _DATED.match(cite)):
            return cite
        return head.group() if "n°" in head.group() or not objet else f"{head.group()} ({french.typography(objet)})"

    def text_at(self, key: str, day: datetime.date, *, as_published: bool = False) -> Version:
        """Find the text that stands for `key` on `day`: itself or, where it was replaced, its successor.

        Each replacement, each doubt and each text not in force is a finding. `as_published` gives the text itself
        whatever became of it, and the findings say what is out of date.

        Raises:
            InputError: where the register holds no such key.

        """
        findings: list[Finding] = []
        current, texte = key, self.texte(key)
        while texte.remplace and texte.remplace.le <= day:
            findings.append(self._replaced(current, texte.remplace, as_published))
            if as_published:
                break
            current, texte = texte.remplace.par, self.texte(texte.remplace.par)
        standing = not (texte.remplace and texte.remplace.le <= day)
        if out := self._not_in_force(current, day):
            findings.append(out)
            standing = False
        if doubt := self.doubt(current, day):
            findings.append(doubt)
        return Version(key, current, texte, self.cite(current), standing, tuple(findings))

    def agreed(self, key: str, participle: str) -> str:
        """A participle that agrees with the name of a text: « la directive … est remplacée »."""
        feminine = self.name(key).lower().startswith("la ") or self.texte(key).nature in {"loi", "ordonnance"}
        return f"{participle}e" if feminine else participle

    def _replaced(self, key: str, successor: Remplacement, as_published: bool) -> Finding:
        since = french.date_in_french(successor.le)
        replaced = self.agreed(key, "remplacé")
        message = f"{self.name(key)} est {replaced} depuis le {since} par {self.name(successor.par)}."
        severity = Severity.WARNING if as_published else Severity.INFORMATION
        hint = AS_PUBLISHED if as_published else "Le contrat cite le texte en vigueur à sa date."
        return _finding("visa-remplace", message, severity, hint, successor.source or self.texte(key).source)

    def _not_in_force(self, key: str, day: datetime.date) -> Finding | None:
        texte = self.texte(key)
        if texte.abroge and texte.abroge.le <= day:
            what, source = (
                f"n'est plus en vigueur depuis le {french.date_in_french(texte.abroge.le)}",
                texte.abroge.source,
            )
        elif texte.date and day < texte.date:
            what, source = f"n'existe pas encore le {french.date_in_french(day)}", ""
        elif texte.en_vigueur and day < texte.en_vigueur:
            what, source = f"n'entre en vigueur que le {french.date_in_french(texte.en_vigueur)}", ""
        else:
            return None
        message = f"{self.name(key)} {what}."
        return _finding("visa-non-en-vigueur", message, Severity.WARNING, texte.note, source or texte.source)

    def doubt(self, key: str, day: datetime.date) -> Finding | None:
        """What is to be verified of a text that a contract of `day` cites; None where all is sure.

        Raises:
            InputError: where the register holds no such key.

        """
        texte = self.texte(key)
        doubt = texte.doubt(day)
        if texte.statut == "à vérifier":
            message, hint = f"{self.name(key)} : référence à vérifier.", f"{texte.note} {doubt}".strip()
        elif doubt:
            message, hint = f"{self.name(key)} : à vérifier.", doubt
        else:
            return None
        return replace(_finding("visa-a-verifier", message, Severity.WARNING, hint, texte.source), reserve=True)


def _finding(code: str, message: str, severity: Severity, hint: str, source: str) -> Finding:
    return Finding(
        code,
        french.typography(french.capitalise(message)),
        severity,
        french.typography(french.capitalise(hint)),
        french.typography(source),
    )


@kept
def load_register(library: Bibliotheque) -> Register:
    """Read the register of droit/textes.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.

    """
    return Register(read(library, "droit/textes.yaml", Textes).root, library.a_ecrire("droit/textes.yaml"))
