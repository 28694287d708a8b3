"""`cpom signature ACTION`: the signatures of a PDF."""

from engine.commands.command import Group

COMMAND = Group("Vérifie les signatures d'un contrat en PDF", ("verifier",))
