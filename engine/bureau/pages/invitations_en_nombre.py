"""The gestionnaires of a programmation invited in one go: their links made, the texts ready to send, or sent."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import RowMapping
from starlette.responses import Response

from engine.bureau.access.invitations import DAYS, MOST_DAYS
from engine.bureau.access.rights import Right
from engine.bureau.pages.programmations import named
from engine.bureau.programmations.inviting import (
    AT_ONCE,
    Person,
    completed,
    letters_as_csv,
    people_as_csv,
    prepared,
    to_invite,
    wrong,
)
from engine.bureau.programmations.spreadsheets import from_csv
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.tasks.queue import asked as ask_for
from engine.bureau.templating import attached
from engine.bureau.uploads.received import received


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form shows: who is proposed for each contract, those that are ticked, what is wrong."""

    people: Mapping[str, Person]
    chosen: Collection[str]
    faults: Mapping[str, str] = field(default_factory=dict)
    adresses: str = ""


def inviter(call: Call) -> Response:
    """Those whom nobody invited yet, with whom to write to; then the links and the texts, shown once."""
    with call.read() as db:
        about = named(db, call)
        rows = to_invite(db, about["id"])
    shown = rows[:AT_ONCE]
    if call.request.method != "POST":
        people = {row["id"]: Person(row["id"], row["titre"]) for row in shown}
        return _page(call, about, rows, _Form(people, {row["id"] for row in shown}))
    people = {row["id"]: _said(call, row) for row in shown}
    chosen = {name for name in people if call.said(f"qui:{name}")}
    if call.said("action") == "lire":
        try:
            table = from_csv(received(call, "adresses", ("csv",)).contenu)
        except RefusedError:
            wrong_file = "Choisissez le tableau complété (CSV)."
            return _page(call, about, rows, _Form(people, chosen, adresses=wrong_file), 422)
        found = completed(shown, table)
        return _page(call, about, rows, _Form(people | found, set(found)))
    asked = [people[name] for name in people if name in chosen]
    by_mail = call.said("action") == "envoyer" and bool(call.settings.smtp)
    faults = wrong(asked) | {
        one.dossier: "Donnez son adresse, ou décochez-le." for one in asked if by_mail and not one.courriel
    }
    if faults or not asked:
        return _page(call, about, rows, _Form(people, chosen, faults), 422)
    return _sent(call, about, asked) if by_mail else _prepared(call, about, asked)


def adresses(call: Call) -> Response:
    """The table to complete with a name and an address for each contract that nobody is invited to."""
    with call.read() as db:
        rows = to_invite(db, named(db, call)["id"])
    return attached(people_as_csv(rows), "a-inviter.csv")


def _prepared(call: Call, about: RowMapping, asked: Sequence[Person]) -> Response:
    """The links, shown this once, and the same as a table: the desk keeps none of them."""
    with call.begin() as db:
        made = prepared(db, call.settings, about["id"], asked, call.visitor, _days(call))
    table = base64.b64encode(letters_as_csv(made)).decode()
    return call.page("programmations/invites.html", programmation=about, faites=made, tableau=table)


def _sent(call: Call, about: RowMapping, asked: Sequence[Person]) -> Response:
    people = [asdict(one) for one in asked]
    with call.begin() as db:
        task = ask_for(db, "envois", call.visitor, programmation=about["id"], personnes=people, jours=_days(call))
    return call.go(f"/taches/{task}")


def _said(call: Call, row: RowMapping) -> Person:
    name = row["id"]
    return Person(name, call.said(f"nom:{name}").strip()[:200], call.said(f"courriel:{name}").strip()[:200])


def _days(call: Call) -> int:
    said = call.said("jours")
    return min(max(int(said), 1), MOST_DAYS) if said.isascii() and said.isdigit() and len(said) < 4 else DAYS


def _page(call: Call, about: RowMapping, rows: Sequence[RowMapping], said: _Form, status: int = 200) -> Response:
    return call.page(
        "programmations/inviter.html", status, programmation=about, lignes=rows[:AT_ONCE], reste=len(rows) - AT_ONCE,
        personnes=said.people, choisis=said.chosen, faux=said.faults, adresses=said.adresses, jours=_days(call),
        envoi=call.request.method == "POST", most=MOST_DAYS, smtp=bool(call.settings.smtp),
    )  # fmt: skip


PAGES = [
    Page("/programmations/{programmation}/invitations", inviter, Right.REDIGER, ("GET", "POST")),
    Page("/programmations/{programmation}/invitations/a-inviter.csv", adresses, Right.REDIGER),
]
