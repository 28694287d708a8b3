"""Why an article is not that of its model, in the words of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from engine import french
from engine.conformity import labels
from engine.conformity.conformity import Article
from engine.conformity.reasons import FILLING, Kind, Reason
from engine.dossier import Dossier
from engine.libraries.modele import Modele
from models import chemins
from models.records import dataclass
from models.traits import Trait

_MOST = 4
"""The facts and the reasons that a cell names, at most."""
_OF_ONE = {"tous": "oui", "aucun": "non"}
_ALONE: dict[Kind, str] = {
    "chiffre": labels.FIGURE, "blanc": labels.BLANK, "consigne": labels.INSTRUCTION, "option": labels.OPTION,
    "renvoi": labels.REFERENCE, "accord": labels.AGREEMENT, "visa": labels.VISA, "autour": labels.AROUND,
    "main": labels.BY_HAND, "inconnu": labels.UNKNOWN,
}  # fmt: skip
_BEFORE: dict[Kind, str] = {
    "ecart": labels.DEPARTURE, "remarque": labels.REMARK, "adaptation": labels.ADAPTED, "local": labels.LOCAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """Says reasons for a contract of this model, whose traits are these, in the law of this day."""

    model: Modele
    traits: dict[str, Trait]
    day: date

    def why(self, article: Article) -> str:
        """The reasons of an article: in a line, where its words are shown apart."""
        if article.state in ("écarté", "ajouté"):
            return self.whole(article.reasons)
        return french.typography(self.short(article.reasons))

    def short(self, reasons: Sequence[Reason]) -> str:
        """What an article owes to what, in a line: its facts, then each sort of reason, with how many."""
        filling = [one for one in reasons if one.kind in FILLING]
        if len(filling) == len(reasons):
            return "; ".join(self._filled(filling)).replace("; ", " ; ")
        others = [one for one in reasons if one.kind not in FILLING]
        return " ; ".join(dict.fromkeys(self._counted(one, others) for one in others))

    def whole(self, reasons: Iterable[Reason]) -> str:
        """The same reasons, each in its own sentence."""
        said = list(dict.fromkeys(self.said(one) for one in reasons))
        return french.typography(" ; ".join(_few(said)))

    def passage(self, reasons: Sequence[Reason]) -> str:
        """Why words differ: what only fills in is not told beside what does not."""
        others = [one for one in reasons if one.kind not in FILLING]
        return self.whole(others or reasons)

    def said(self, one: Reason) -> str:
        """A reason in words."""
        if one.kind in _ALONE:
            return _ALONE[one.kind]
        if one.kind in _BEFORE:
            return f"{_BEFORE[one.kind]} : {one.said}" if one.said else _BEFORE[one.kind]
        if one.kind == "autre":
            return one.said
        if one.kind == "droit":
            return f"{labels.LAW_OF} {french.date_in_french(self.day)}"
        if one.kind == "fait":
            return f"{labels.FILLED} : {self.label(one.said)}"
        return f"{labels.VARIANT} : {french.enumerate_fr([self.choice(name) for name in one.said.split(',')])}"

    def choice(self, name: str) -> str:
        """A trait that decides, with its values; or a fact."""
        trait = self.traits.get(name)
        if trait is None:
            return self.label(name)
        values = " ou ".join(sorted(self._answer(trait, value) for value in trait.valeurs))
        return f"{self.label(name)} « {values} »" if len(trait.valeurs) < _MOST else self.label(name)

    def _answer(self, trait: Trait, value: str) -> str:
        """The answer that gives a value, as its question words it: of the only item of a list, « oui » or « non »."""
        deduced = self.model.plan.traits.get(trait.nom)
        answers = {own: answer for answer, own in deduced.valeurs.items()} if deduced else {}
        answer = answers.get(value, value)
        if len(trait.chemins) == 1:
            answer = _OF_ONE.get(answer, answer)
        questions = (self.model.questions.get(chemins.ecrit(path)) for path in trait.chemins)
        words = (one.choix[answer] for one in questions if one and answer in one.choix)
        return next(words, answer.replace("_", " "))

    def label(self, path: str) -> str:
        """What a fact is called; the words of its path where nothing declares it."""
        if known := labels.DERIVED.get(chemins.noms(path)[0]):
            return known
        trait = self.traits.get(path)
        asked = map(chemins.ecrit, trait.chemins if trait else ())
        for one in (*asked, path, path.removesuffix(".aucun")):
            info = chemins.field_at(self.model.description, one)
            if info and info.title:
                return info.title
        return chemins.noms(path)[-1].replace("_", " ")

    def _filled(self, reasons: Sequence[Reason]) -> Iterator[str]:
        facts = list(dict.fromkeys(self.label(one.said) for one in reasons if one.kind == "fait"))
        if facts:
            yield f"{labels.FILLED} : {', '.join(_few(facts))}"
        yield from dict.fromkeys(_ALONE[one.kind] for one in reasons if one.kind in _ALONE and one.kind != "renvoi")

    def _counted(self, one: Reason, others: Sequence[Reason]) -> str:
        if one.kind not in ("ecart", "remarque", "variante"):
            return self.said(one)
        same = [each for each in others if each.kind == one.kind]
        if one.kind == "variante":
            return f"{labels.VARIANT} : {', '.join(_few(list(dict.fromkeys(self._choices(same)))))}"
        return f"{_BEFORE[one.kind]}{f' ({len(same)})' if len(same) > 1 else ''}"

    def _choices(self, reasons: Iterable[Reason]) -> Iterator[str]:
        return (self.choice(name) for one in reasons for name in one.said.split(","))


def wording_of(dossier: Dossier) -> Wording:
    """The words for a contract."""
    return Wording(dossier.modele, dossier.traits, dossier.droit.jour)


def _few(words: Sequence[str]) -> list[str]:
    left = len(words) - _MOST
    return [*words[:_MOST], f"et {left} autre{'s' * (left > 1)}"] if left > 0 else list(words)
