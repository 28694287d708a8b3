"""`cpom programmation ACTION`: what a programmation says, and its arrêté."""

from engine.commands.command import Group

COMMAND = Group("Vérifie une programmation, ou écrit son arrêté", ("verifier", "arrete"))
