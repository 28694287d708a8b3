"""A library of one's own from nothing: its first files, which already generate (`cpom bibliotheque nouvelle`).

The files to be written are beside this, as users find them: `tous` in every library, `entier` for a whole model,
`herite` for one that inherits. The words in capitals (MODELE, PARENT…) are replaced.
"""
