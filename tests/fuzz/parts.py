"""What `make fuzz` draws in turn: what people give to cpom, and the tests that hold what is promised of it."""

from __future__ import annotations

from typing import Final

PARTS: Final[dict[str, tuple[str, ...]]] = {
    "descriptions": (
        "tests/fuzz/test_fuzz_descriptions.py",
        "tests/fuzz/test_fuzz_faits.py",
        "tests/interface/test_passages.py",
        "tests/test_un_fait_change.py",
    ),
    "classeurs": (
        "tests/fuzz/test_fuzz_classeurs.py",
        "tests/importing/test_yaml_added.py",
        "tests/importing/test_yaml_splice.py",
        "tests/importing/test_items.py",
    ),
    "chartes": ("tests/fuzz/test_fuzz_chartes.py",),
    "logos": ("tests/fuzz/test_fuzz_logos.py",),
    "documents modifiés": (
        "tests/fuzz/test_fuzz_documents.py",
        "tests/rereading/test_at_random.py",
        "tests/rereading/test_chosen_at_random.py",
        "tests/rereading/test_facts_in_docx.py",
        "tests/rereading/test_adapted_at_random.py",
        "tests/rereading/test_negotiated.py",
        "tests/merging/test_proprietes.py",
    ),
    "formulaires": ("tests/fuzz/test_fuzz_formulaires.py", "tests/forms/test_reponses_au_hasard.py"),
    "programmations": ("tests/fuzz/test_fuzz_programmations.py",),
    "bureau (HTTP)": (
        "tests/bureau/test_requetes_au_hasard.py",
        "tests/bureau/test_api.py",
        "tests/bureau/test_saisie_a_plusieurs.py",
    ),
    "caches": ("tests/fuzz/test_fuzz_caches.py",),
    "actes et explications": (
        "tests/avenants/test_avenants_prouves.py",
        "tests/conformity/test_differences_bout_a_bout.py",
        "tests/explaining/test_calculs_au_hasard.py",
        "tests/explaining/test_chiffres_expliques.py",
        "tests/explaining/test_expliquer.py",
        "tests/watching/test_archives_lues.py",
        "tests/writing/test_rows_apart.py",
        "tests/writing/test_typst_limits.py",
    ),
}
