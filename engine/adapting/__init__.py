"""What the parties to one contract agreed on in place of its model: other words, clauses left out, clauses added.

They live in the description (`adaptations`, `clauses_ajoutees`). A model is overlaid with them when the description is
opened (engine.adapting.overlay); they are read as the clauses of a library are, and held to what a stranger's words may
do (engine.adapting.allowed, engine.assembly.budget).
"""
