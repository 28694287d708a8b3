"""Which clause or rule calls each visa, since when its text is in force, what it replaced; and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine import french
from engine.assembly.assemble import Assembled, settled, traits_of
from engine.assembly.mots import words_of
from engine.assembly.selection import Selection
from engine.assembly.visas import requested, texts_visaed
from engine.document import Paragraph
from engine.dossier import Dossier
from engine.explaining import wording
from engine.explaining.explained import FaitExplique, RaisonExpliquee, VisaExplique
from engine.explaining.facts import facts, reasons
from engine.law.register import Register, Version, load_register
from engine.law.visas import citable
from engine.libraries.modele import Clause
from engine.libraries.tableaux import without_files
from models.traits import Trait


def visas_of(dossier: Dossier, assembled: Assembled, articles: Mapping[str, str]) -> Iterator[VisaExplique]:
    """The visas in the order of the contract, in its words; then the texts that the law of the day leaves out."""
    model, droit = dossier.modele, dossier.droit
    if not model.plan.visas:
        return
    selection, _ = settled(model, tuple(traits_of(model, dossier.contrat, droit).values()))
    asked = _Asked(dossier, selection, articles)
    printed = iter(_printed(assembled))
    for visa in texts_visaed(model, selection, droit)[0]:
        yield asked.text(next(printed), visa.key)
    for key in (one for one in selection.visas if one.startswith("visas/")):
        yield asked.clause(next(printed), key)
    for at, words in enumerate(printed):
        yield asked.own(words, at)
    yield from asked.left_out()


def _printed(assembled: Assembled) -> Iterator[str]:
    """The words of the visas, as the contract has them."""
    for section in assembled.document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.style == "visa":
                yield words_of(block.content).removesuffix(french.typography(" ;")).strip()


class _Asked:
    """The texts that are asked for, and by what."""

    def __init__(self, dossier: Dossier, selection: Selection, articles: Mapping[str, str]) -> None:
        self.dossier, self.selection, self.articles = dossier, selection, articles
        self.register: Register = load_register(dossier.modele.bibliotheque)
        droit = dossier.droit
        keys = dict.fromkeys(one.key for one in requested(dossier.modele, selection, droit) if one.key)
        self.versions: Mapping[str, Version] = {
            key: self.register.text_at(key, droit.jour, as_published=droit.tel_que_publie) for key in keys
        }

    def text(self, words: str, key: str) -> VisaExplique:
        """A text of the register, by its key."""
        asked = [name for name, version in self.versions.items() if version.key == key]
        return self._explained(words, key, asked)

    def left_out(self) -> Iterator[VisaExplique]:
        """The texts that are no more, or not yet, and so are not visaed."""
        if self.dossier.droit.tel_que_publie:
            return
        for name, version in self.versions.items():
            if not citable(version, self.dossier.droit.jour):
                why = " ".join(one.message for one in version.findings)
                yield self._explained(self.register.cite(name), name, [name], why)

    def _explained(self, words: str, key: str, asked: list[str], omitted: str = "") -> VisaExplique:
        texte, droit = self.register.texte(key), self.dossier.droit
        doubt = self.register.doubt(key, droit.jour)
        clauses = tuple(dict.fromkeys(one.id for name in asked for one in self._relying(name)))
        return VisaExplique(
            texte=words,
            cle=key,
            appele_par=tuple(dict.fromkeys(caller for name in asked for caller in self._callers(name))),
            raisons=reasons(self.dossier, self._traits(asked)),
            faits=(),
            en_vigueur=texte.depuis,
            remplace=() if omitted else tuple(self._replaced(key, asked)),
            statut=texte.statut,
            doute=f"{doubt.message} {doubt.hint}".strip() if doubt else "",
            source=french.typography(texte.source),
            omis=omitted,
            clauses=clauses,
        )

    def _callers(self, name: str) -> Iterator[str]:
        """The plan of the model, then the clauses that rely on the text, or on an article of that code."""
        if name in self.selection.visas:
            yield wording.called_by_plan(self.dossier.modele.nom)
        for clause in self._relying(name):
            relied = [key for key in clause.en_tete.fondements if key.startswith(f"{name}/")]
            cited = [self.register.cite(key, short=True) for key in relied]
            yield wording.called_by_clause(clause.id, self.articles.get(clause.id, ""), cited)

    def _relying(self, name: str) -> Iterator[Clause]:
        """The clauses kept that rely on a text, or on an article of that code."""
        for clause in self.selection.clauses:
            if any(key.partition("/")[0] == name for key in clause.en_tete.fondements):
                yield clause

    def _traits(self, asked: list[str]) -> Iterator[Trait]:
        traits = self.dossier.traits
        ordered = (visa for visa in self.dossier.modele.plan.visas if visa.visa in asked)
        tested = (name for visa in ordered for condition in visa.conditions() for name in condition)
        return (traits[name] for name in dict.fromkeys(tested))

    def _replaced(self, key: str, asked: list[str]) -> Iterator[str]:
        """The texts whose place it took before the day of the law; those that the model names are said so."""
        for name, texte in self.register.textes.items():
            after = texte.remplace
            if after and after.par == key and after.le <= self.dossier.droit.jour:
                yield wording.replaced(self.register.name(name), after.le, by_model=name in asked)

    def clause(self, words: str, key: str) -> VisaExplique:
        """A visa that is a clause of the model."""
        decision = next(one for one in self.selection.decisions if one.clause.id == key)
        source = without_files(decision.clause.en_tete.source)
        own = _own(words, wording.called_by_visa(key), reasons(self.dossier, decision.traits), source=source)
        return replace(own, clauses=(key,))

    def own(self, words: str, at: int) -> VisaExplique:
        """A visa that the description gives."""
        return _own(words, wording.CALLED_BY_DESCRIPTION, said=facts(self.dossier, [("visas_locaux", at)]))


def _own(
    words: str,
    caller: str,
    why: tuple[RaisonExpliquee, ...] = (),
    said: tuple[FaitExplique, ...] = (),
    source: str = "",
) -> VisaExplique:
    """An act that is no text of the register."""
    return VisaExplique(
        texte=words, cle="", appele_par=(caller,), raisons=why, faits=said, en_vigueur=None, remplace=(), statut="",
        doute="", source=source, omis="", clauses=(),
    )  # fmt: skip
