"""An avenant is of the kind that it says: it changes what such an avenant changes, and says what it alone says."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.avenants.kinds import kinds_of, standing_alone
from engine.errors import Finding, Path


def check(case: Case) -> Iterator[Finding]:
    """Refuse a kind that the library has not, and one that contradicts what changes."""
    known, avenant, kind = kinds_of(case.new.modele.bibliotheque), case.avenant, case.kind
    path: Path = ("avenants", len(case.old.dossier.contrat.avenants), "genre")
    place = case.given.source.place(path)
    if avenant.genre in standing_alone(case.new.modele.bibliotheque):
        message = f"un avenant du genre « {avenant.genre} » ne change pas le contrat : il se fait d'une description."
        hint = f"« cpom avenant FICHIER --genre {avenant.genre} », sans NOUVEAU."
        yield Finding("avenant-genre", message, hint=hint, path=path, place=place)
        return
    if avenant.genre and avenant.genre not in known:
        message = f"« {avenant.genre} » n'est pas un genre d'avenant."
        hint = f"La bibliothèque a : {', '.join(known)}."
        yield Finding("avenant-genre-inconnu", message, hint=hint, path=path, place=place)
        return
    others = [one for one in known.values() if one.rule.dit and one != kind and getattr(avenant, one.rule.dit)]
    if others:
        given = ", ".join(one.rule.dit for one in others)
        message = f"l'avenant est du genre « {kind.name} », et dit « {given} », qui est d'un autre."
        hint = f"Choisissez le genre {' ou '.join(f'« {one.name} »' for one in others)}, ou retirez « {given} »."
        yield Finding("avenant-genre", message, hint=hint, path=path, place=place)
    elif not kind.is_of(case.changed, avenant):
        changed = ", ".join(case.changed) or "rien"
        message = f"un avenant du genre « {kind.name} » ne change pas cela : {changed}."
        wanted = [f"dit « {kind.rule.dit} »"] if kind.rule.dit else []
        if kind.rule.faits:
            wanted.append(f"change {'seulement ' if kind.rule.seuls else ''}{', '.join(kind.rule.faits)}")
        hint = f"Un tel avenant {' et '.join(wanted)} ; sans genre, ce qui change le dit."
        yield Finding("avenant-genre", message, hint=hint, path=path, place=place)
