"""The examples that end the help of each command: the words to type, and what they do."""

from __future__ import annotations

from typing import Final

from engine.commands.french_argparse import Example

EXAMPLES: Final[dict[str, tuple[Example, ...]]] = {
    "cpom": (
        ("cpom questionnaire saad --sortie mon-contrat.yaml", "commence une description, à remplir"),
        ("cpom verifier mon-contrat.yaml", "dit ce qui est faux et ce qui manque"),
        ("cpom generer mon-contrat.yaml --format docx,pdf", "écrit output/mon-contrat.docx et output/mon-contrat.pdf"),
        ("cpom generer --aide", "dit les options d'une commande, avec des exemples"),
    ),
    "generer": (
        ("cpom generer mon-contrat.yaml", "écrit output/mon-contrat.docx"),
        ("cpom generer *.yaml --format docx,pdf --sortie contrats", "écrit les contrats de toutes les descriptions"),
        ("cpom generer mon-contrat.yaml --details", "dit aussi chaque avertissement et chaque fait à compléter"),
        ("cpom generer mon-contrat.yaml --format pdf --definitif", "écrit le contrat à signer, s'il est complet"),
        ("cpom generer --vierge ehpad --date 2026-01-01", "écrit le modèle vierge, dans le droit de ce jour"),
    ),
    "annexes": (
        ("cpom annexes mon-contrat.yaml --format xlsx,pdf", "écrit le classeur des annexes, et leur PDF"),
        ("cpom annexes mon-contrat.yaml --tableau recettes_et_depenses", "n'écrit que ce tableau"),
        ("cpom annexes --vierge sad-ille-et-vilaine", "écrit le classeur à envoyer au gestionnaire"),
    ),
    "importer": (
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml --apercu", "dit ce qui changerait, et n'écrit rien"),
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml", "met les chiffres du classeur dans la description"),
    ),
    "verifier": (
        ("cpom verifier mon-contrat.yaml", "dit les erreurs, les avertissements, et combien de faits manquent"),
        ("cpom verifier mon-contrat.yaml --details", "dit aussi les sources, et chaque fait qui manque"),
        ("cpom verifier *.yaml > constats.txt", "garde les constats de plusieurs descriptions"),
    ),
    "expliquer": (("cpom expliquer mon-contrat.yaml", "dit la ligne qui a décidé de chaque clause"),),
    "questionnaire": (
        ("cpom questionnaire saad --sortie mon-contrat.yaml", "écrit le questionnaire dans ce fichier"),
        ("cpom questionnaire ehpad --pour gestionnaire --sortie a-envoyer.yaml", "n'y met que ses questions"),
    ),
    "schema": (
        ("cpom schema saad --sortie saad.schema.json", "écrit le schéma qu'un éditeur comme VS Code demande"),
        ("cpom schema saad --clause --sortie clause.schema.json", "écrit celui de l'en-tête des clauses"),
    ),
    "calendrier": (("cpom calendrier mon-contrat.yaml", "dit les échéances, de la première à la dernière"),),
    "droit": (
        ("cpom droit --date 2024-01-15", "dit le droit de ce jour"),
        ("cpom droit --de 2024-01-01 --a 2026-01-01 mon-contrat.yaml", "dit ce qui a changé, et pour qui"),
    ),
    "lot": (
        ("cpom lot programmation.yaml --annee 2026 --format docx,pdf", "rédige les contrats à signer en 2026"),
        ("cpom lot programmation.yaml --reprendre", "ne refait que ce qui manque ou a changé"),
    ),
    "programmation": (
        ("cpom programmation verifier programmation.yaml", "dit ce qui est faux, et ce qui manque aux contrats"),
        ("cpom programmation arrete programmation.yaml --format docx,pdf", "écrit l'arrêté de programmation"),
    ),
    "programmation verifier": (
        ("cpom programmation verifier programmation.yaml", "dit ce qui est faux, et ce qui manque aux contrats"),
        ("cpom programmation verifier programmation.yaml --questionnaires envois", "prépare les envois"),
    ),
    "programmation arrete": (
        ("cpom programmation arrete programmation.yaml --format docx,pdf", "écrit l'arrêté et ses annexes"),
    ),
    "modeles": (("cpom modeles", "liste les modèles, avec leur source"),),
    "clauses": (
        ("cpom clauses saad", "liste les clauses de ce modèle"),
        ("cpom clauses saad --source", "écrit les mots de sa source, clause par clause"),
        ("cpom clauses saad --source --contre source.txt", "les compare à la source, et dit ce qui diffère"),
        ("cpom clauses ehpad --source --contre arrete.txt --lignes 76-277", "à une partie de la source"),
    ),
}  # fmt: skip
