"""Why a contract says what it says: its clauses, visas, figures, dates and words of the law, each with its reason.

`explained.py` holds the reasons as values, one module gathers each sort of them, `wording.py` says them, and
`text.py`, `document.py` and `as_json.py` show the same.
"""
