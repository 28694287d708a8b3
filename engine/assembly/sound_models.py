"""What of the plan and of the clauses of a model no contract can have, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from engine.assembly.domains import every_domain
from engine.assembly.sound_answers import answer_mistakes
from engine.assembly.sound_facts import fact_mistakes
from engine.assembly.sound_rules import conditions_of_rules
from engine.assembly.sound_tables import table_mistakes
from engine.errors import Finding, InputError, Place
from engine.law.collectivites import load_collectivites
from engine.law.register import load_register
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Entree
from engine.libraries.questions import Question
from engine.reading.suggestions import nearest

_Said = tuple[Mapping[str, Iterable[str]], Callable[[str], Place]]
_OF_THE_RULES = {"preavis": "preavis", "limite_preavis": "preavis", "reponse": "reponse"}
"""The names of the calendar, with the rule of the model that each rests on where a description is silent."""


def opening_mistakes(model: Modele) -> Iterator[Finding]:
    """What of a model no contract can have, and of its other documents."""
    for part in (model, *model.documents.values()):
        yield from _mistakes(part)
    yield from table_mistakes(model)
    yield from answer_mistakes(model)
    yield from fact_mistakes(model)


def _mistakes(model: Modele) -> Iterator[Finding]:
    domains = every_domain(model)
    for condition, place in _conditions(model):
        yield from _of_condition(condition, domains, place)
    yield from _texts(model)
    yield from _uses(model)
    yield from _plan(model)
    yield from _rules(model)


def _conditions(model: Modele) -> Iterator[_Said]:
    """Every condition of a model, with where each of its traits is said."""
    for clause in model.clauses.values():
        yield from _cases(clause)
        yield from _conditions_of(clause)
    for at, visa in enumerate(model.plan.visas):
        yield visa.si, _under(model.place, "visas", at, "si")
        for rank, one in enumerate(visa.articles):
            yield one.si, _under(model.place, "visas", at, "articles", rank, "si")
    for line in model.plan.lignes():
        yield {name: [value] for name, value in line.cumul.items()}, model.place_of
    yield from _of_questions(model.plan.questions, model.place)
    yield from conditions_of_rules(model)
    for table in model.tableaux.values():
        for condition in table.conditions():
            yield condition, table.place_of


def _cases(clause: Clause) -> Iterator[_Said]:
    """The conditions of the passages of a clause, which are calls of `cas` once its marks are read."""
    for text in (clause.en_tete.titre, clause.corps):
        for asked in (one for one in clause.uses_in(text).answers if one.sort == "trait"):
            yield {asked.name: asked.values}, partial(_always, clause.place_of(text, asked.line))


def mistakes_of_uses(clause: Clause, model: Modele) -> Iterator[Finding]:
    """What a clause of a model tests that no contract can have, and the keys that only a contract would tell."""
    domains = every_domain(model)
    for condition, place in _cases(clause):
        yield from _of_condition(condition, domains, place)
    yield from _unfollowed(clause)


def _always(place: Place, _: str) -> Place:
    return place


def _conditions_of(clause: Clause) -> Iterator[_Said]:
    yield clause.en_tete.si, _under(clause.place, "si")
    yield from _of_questions(clause.en_tete.questions, clause.place)
    for at, deadline in enumerate(clause.en_tete.echeances):
        yield deadline.si, _under(clause.place, "echeances", at, "si")


def _of_questions(questions: Mapping[str, Question], place: Callable[..., Place], *path: str) -> Iterator[_Said]:
    """The conditions of the rules of questions, and of their columns."""
    for name, asked in questions.items():
        here = (*path, "questions" if not path else "colonnes", name)
        for rule in ("limite", "validite"):
            if limited := getattr(asked, rule):
                yield limited.si, _under(place, *here, rule, "si")
        yield from _of_questions(asked.colonnes, place, *here)


def _under(place: Callable[..., Place], *path: str | int) -> Callable[[str], Place]:
    return lambda name: place(*path, name)


def _of_condition(
    condition: Mapping[str, Iterable[str]], domains: Mapping[str, tuple[str, ...]], place: Callable[[str], Place]
) -> Iterator[Finding]:
    """A trait, or a value, that no contract of the model can have."""
    for name, values in condition.items():
        known, asked = (domains, [name]) if name not in domains else (domains[name], list(values))
        for one in (one for one in asked if one not in known):
            near = nearest(one, known)
            hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {', '.join(known)}."
            what = "une valeur du trait" if name in domains else "un trait"
            message = f"la condition sur « {name} » : « {one} » n'est pas {what}."
            yield Finding("condition-inconnue", message, hint=hint, place=place(name))


def _texts(model: Modele) -> Iterator[Finding]:
    """The keys of texts that the register does not hold."""
    cited = [
        (key, clause.place(group, at))
        for clause in model.clauses.values()
        for group in ("fondements", "exige")
        for at, key in enumerate(getattr(clause.en_tete, group))
    ]
    for at, visa in enumerate(model.plan.visas):
        cited += [(visa.visa, model.place("visas", at))] if visa.est_un_texte else []
        cited += [(key, model.place("visas", at, "articles")) for key in visa.cites()]
    for key, place in cited:
        try:
            load_register(model.bibliotheque).texte(key)
        except InputError as error:
            yield from (one if one.place else one.at(place) for one in error.findings)  # else it is data/'s own


def _uses(model: Modele) -> Iterator[Finding]:
    for clause in model.clauses.values():
        yield from _unfollowed(clause)


def _unfollowed(clause: Clause) -> Iterator[Finding]:
    """The keys that only a contract would tell: nobody can say beforehand whom a change of the law reaches."""
    hint = 'Nommez la clé entre guillemets, ou d\'une liste de la clause : cas("statut", "association").'
    for text in (clause.en_tete.titre, clause.corps):
        for use in clause.uses_in(text).unknown:
            message = f"ce que la clause emploie ({use.sort}) ne peut pas être suivi : son nom n'y est pas écrit."
            yield Finding("cle-inconnue", message, hint=hint, place=clause.place_of(text, use.line))


def _plan(model: Modele) -> Iterator[Finding]:
    """What the plan names, its clauses aside."""
    preambule = model.plan.preambule
    for key, what in (("intitule", "le nom du contrat"), ("articles", "ses clauses")):
        if not getattr(model.plan, key):
            message = f"« {key} » manque : {what}."
            yield Finding(
                "cle-manquante",
                message,
                hint="Le plan d'un autre modèle (modele.yaml) montre chaque clé.",
                place=model.place(),
            )
    if model.plan.departement and model.plan.departement not in load_collectivites(model.bibliotheque).territoires:
        message = f"« {model.plan.departement} » n'est pas le code d'un département."
        hint = 'Écrivez le code entre guillemets : "35", "2A", "69M".'
        yield Finding("departement-inconnu", message, hint=hint, place=model.place("departement"))
    for at, visa in enumerate(model.plan.visas):
        if "{articles}" in visa.mention and not visa.articles:
            message = f"la mention du visa « {visa.visa} » cite « {{articles}} », et aucun n'est donné."
            hint = "Écrivez leurs clés du registre : « articles: [casf/l313-11] »."
            yield Finding("accolades", message, hint=hint, place=model.place("visas", at, "mention"))
    if preambule and preambule.defaut not in preambule.au_choix:
        hint = f"Préambules de ce modèle : {', '.join(preambule.au_choix)}."
        message = f"le préambule par défaut « {preambule.defaut} » n'est pas au choix."
        yield Finding("preambule-inconnu", message, hint=hint, place=model.place("preambule", "defaut"))
    if model.plan.charte and model.charte is None:
        message = f"la charte « {model.plan.charte} » n'est pas dans le dossier du modèle."
        hint = "Placez-y le fichier, ou supprimez cette ligne : le contrat aura l'en-tête neutre."
        yield Finding("charte-absente", message, hint=hint, place=model.place("charte"))
    yield from _twice(model)
    for entry in model.plan.lignes():
        if not entry.clause and not entry.parmi:
            message, hint = "une ligne du plan ne nomme aucune clause.", "Écrivez « clause: nom », ou « parmi: […] »."
            yield Finding("plan-incomplet", message, hint=hint, place=model.place("articles"))


def _twice(model: Modele) -> Iterator[Finding]:
    """The visas, and the clauses of one place after another, that a contract would have twice."""
    plan = model.plan
    lines = [Entree(clause=name) for name in plan.parties]
    lines += [*plan.articles, *plan.signatures, *plan.annexes]
    told = [("clause", name) for name in _repeated(lines)[1]]
    keys = [(visa.visa, str(visa.si)) for visa in plan.visas]
    told += [("visa", key) for key in dict.fromkeys(visa for visa, si in keys if keys.count((visa, si)) > 1)]
    for what, name in told:
        places = model.places_of(name)
        message = f"{'la clause' if what == 'clause' else 'le visa'} « {name} » est deux fois dans le plan."
        hint = "Gardez-le à un seul endroit ; deux variantes d'un article sont les branches d'un « parmi »."
        yield Finding("clause-double", message, hint=hint, place=places[-1])


def _repeated(lines: Iterable[Entree]) -> tuple[set[str], dict[str, None]]:
    """The clauses that lines of the plan name, and those that they name twice; branches of a choice may share one."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for line in lines:
        own: set[str] = {line.clause} if line.clause else set()
        branches = [_repeated([branch]) for branch in line.parmi]
        for named, again in (_repeated(line.sous), *branches):
            twice |= again
            own |= named
        twice |= dict.fromkeys(sorted(seen & own))
        seen |= own
    return seen, twice


def _rules(model: Modele) -> Iterator[Finding]:
    """The rules of the model that its clauses print and that it does not give."""
    wanted: dict[str, str] = {}
    for clause in model.clauses.values():
        for name in sorted(clause.uses.names & set(_OF_THE_RULES)):
            wanted.setdefault(_OF_THE_RULES[name], clause.fichier)
    for rule, file in wanted.items():
        if getattr(model.regles.prorogation, rule) is None:
            message = f"« regles.prorogation.{rule} » manque : {file} l'imprime."
            hint = "Écrivez « regles: {prorogation: {preavis: 12 mois, reponse: 2 mois}} » avec les délais du modèle."
            yield Finding("regle-manquante", message, hint=hint, place=model.place("regles", "prorogation"))
