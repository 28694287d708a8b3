"""What a clause says of its own words: where they depart from the source, and which stand whatever the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from engine.errors import Finding
from engine.reading.yaml_strict import Source
from models.champs import Fiche, OuiNon, Texte
from models.fiches.champ import cle
from models.fiches.groupe import checks
from models.fiches.marks import Avant


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Citations = Annotated[list[Texte], Avant(_several)]
"""One quotation or several; « […] » stands for a fact, « (…) » for words left out."""


SANS_EQUIVALENT = "(sans équivalent)"
"""The `source` of words that the source does not have."""


class Ecart(Fiche):
    """A place where the text departs from its source on purpose: the words of each, and why.

    Each quotation of the source has that of the text which stands for it; one alone may have several, by number or
    gender. `vierge` says which the blank form prints: `source` where a contract alone puts a slip of the form right.
    `partout` says that the text has these words in several places, all of which depart from the source.
    """

    source: Citations = cle(description="Les mots de la source ; « […] » pour un fait, « (…) » pour des mots omis.")
    texte: Citations = cle(description="Les mots que la clause imprime à leur place.")
    motif: Texte = cle(description="Pourquoi.")
    vierge: Literal["texte", "source"] = cle(
        default="texte",
        description="source : le modèle vierge garde les mots de la source, les contrats seuls les corrigent.",
    )
    partout: OuiNon = cle(default=False, description="oui : ces mots sont à plusieurs places de la clause.")

    @checks
    def _in_pairs(self) -> Ecart:
        if len(self.source) != len(self.texte) and (self.vierge == "source" or len(self.source) > 1):
            raise ValueError("il faut autant de citations de la source que du texte")
        return self

    @property
    def paires(self) -> list[tuple[str, list[str]]]:
        """Each quotation of the source, with those of the text that stand for it."""
        if len(self.source) == 1:
            return [(self.source[0], self.texte)]
        return [(source, [said]) for source, said in zip(self.source, self.texte, strict=True)]

    @property
    def coquilles(self) -> list[tuple[str, str]]:
        """The slips that the blank form keeps: the words of the source, and those of a contract."""
        return list(zip(self.source, self.texte, strict=True)) if self.vierge == "source" else []


class Remarque(Fiche):
    """A departure that is described rather than quoted: a layout, a condition, a note made of an instruction."""

    au_modele: Texte = cle(description="Ce que fait la source.")
    ici: Texte = cle(description="Ce que fait la clause.")
    motif: Texte = cle(description="Pourquoi.")


class Constante(Fiche):
    """Words that hold a year, a date, an amount, a rate or an address, and stand whatever the contract; and why."""

    texte: Texte = cle(description="Les mots que la clause imprime.")
    motif: Texte = cle(description="Pourquoi ils valent pour tout contrat.")


def in_code(ecarts: Iterable[Ecart], remarques: Iterable[Remarque], source: Source) -> list[Finding]:
    """The departures that quote code rather than words: a paste into the wrong place."""
    said = [words for ecart in ecarts for words in (*ecart.source, *ecart.texte)]
    said += [words for remarque in remarques for words in (remarque.au_modele, remarque.ici)]
    hint = "Un écart cite les mots imprimés ; le code (« {{ … }} ») va dans le texte de la clause."
    return [
        Finding("ecart-avec-code", f"l'écart « {words} » contient du code.", hint=hint, place=source.place_of(words))
        for words in said
        if "{{" in words or "{%" in words
    ]
