"""`cpom bibliotheque ACTION`: a library of one's own, from its first model to its pages.

An action is a module beside this one that declares `COMMAND`, and its name in this list.
"""

from engine.commands.command import Group

COMMAND = Group(
    "Commence, contrôle ou montre une bibliothèque de modèles et de clauses",
    ("nouvelle", "controler", "apercu", "comparer", "documenter"),
)
