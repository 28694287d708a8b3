"""Whether a library is sound: every mistake of its plans, clauses, tables, law and trials, each at its place.

`open_model` (engine.assembly.soundness) refuses what no contract could be made from; the rest is told by `controlled`
(engine.soundness.controls), which `cpom bibliotheque controler` and the tests read.
"""
