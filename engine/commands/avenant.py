"""`cpom avenant`: the avenant that makes of a signed contract another, and the consolidated contract."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("ancien", type=Path, metavar="ANCIEN",
                        help="contrat signé : sa description, ou le document que cpom a écrit")  # fmt: skip
    parser.add_argument("nouveau", nargs="?", type=Path, metavar="NOUVEAU",
                        help="ce qu'il devient : description, ou document changé à la main")  # fmt: skip
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ", help="date de l'avenant, dont il dit le droit")
    parser.add_argument("--effet", type=words.day, metavar="AAAA-MM-JJ",
                        help="date d'effet (sans elle, le jour de la signature)")  # fmt: skip
    parser.add_argument("--motif", default="", metavar="TEXTE", help="pourquoi : ce que dit l'objet de l'avenant")
    parser.add_argument("--actualiser", action="store_true",
                        help="met le contrat dans le droit du jour de l'avenant")  # fmt: skip
    parser.add_argument("--genre", default="", metavar="GENRE",
                        help="revision, prorogation, cession… (sans lui, ce qui change le dit)")  # fmt: skip
    parser.add_argument("--prorogation", default="", metavar="DUREE", help="proroge le contrat : « 1 an »")
    parser.add_argument("--transfert", type=words.day, metavar="AAAA-MM-JJ",
                        help="date de la décision qui transfère l'autorisation (cession)")  # fmt: skip
    parser.add_argument("--convention", type=words.count, metavar="RANG",
                        help="sans NOUVEAU : la convention tripartite prolongée (1, 2…)")  # fmt: skip
    parser.add_argument("--annee", type=words.year, metavar="AAAA",
                        help="sans NOUVEAU : année de l'avenant des activités subventionnées")  # fmt: skip
    parser.add_argument("--fait", type=words.fact, action="append", default=[], metavar="CHEMIN=VALEUR",
                        help="sans NOUVEAU : ce que l'avenant dit de plus (signature.lieu=Nantes)")  # fmt: skip
    parser.add_argument("--apercu", action="store_true", help="dit ce que l'avenant changerait, sans rien écrire")
    words.take_final(parser, f"refuse un avenant {words.FINAL}")
    words.take_formats(parser)
    words.take_details(parser)
    words.take_allowed(parser)
    parser.set_defaults(garder_commentaires=None)


def _at_odds(arguments: Namespace) -> str:
    of_one = arguments.convention or arguments.annee or arguments.fait
    said = (arguments.effet, arguments.motif, arguments.actualiser, arguments.prorogation, arguments.transfert)
    if arguments.nouveau is None and not arguments.genre:
        return "il manque ce que le contrat devient : cpom avenant ANCIEN NOUVEAU"
    if arguments.nouveau is None and (any(said) or arguments.apercu):
        return "--effet, --motif, --actualiser, --prorogation, --transfert et --apercu ne vont qu'avec NOUVEAU"
    if arguments.nouveau and of_one:
        return "--convention, --annee et --fait ne vont pas avec NOUVEAU"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.avenant import run

    return run(arguments)


COMMAND = Command(
    "Rédige l'avenant qui fait d'un contrat signé un autre, et le contrat consolidé",
    _run,
    (
        ("cpom avenant contrat.docx contrat-2026.yaml --date 2026-03-02 --effet 2026-04-01 --motif \"…\"",
         "écrit output/contrat-2026-avenant-1.docx et output/contrat-2026-consolide.yaml et .docx"),
        ("cpom avenant contrat.yaml contrat-2026.yaml --apercu", "dit ce qui changerait, sans rien écrire"),
        ("cpom avenant contrat.yaml --genre convention-tripartite --convention 2",
         "prolonge une convention tripartite : output/contrat-convention-tripartite.docx"),
        ("cpom avenant contrat.yaml --genre activites-subventionnees --annee 2026",
         "écrit output/contrat-activites-subventionnees.docx"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
