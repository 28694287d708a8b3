"""What a form adds, in its own order."""

from __future__ import annotations

from tests.forms.conftest import SENT, Bureau


def test_what_is_added_is_told_and_written_in_the_order_of_the_form(bureau: Bureau) -> None:
    begun = "indicateurs: [{intitule: Part, annees: {2026: 1 %, 2027: 2 %}}]"
    years = {f"objectifs.operationnels.indicateurs.annees.{year}#1": f"{year} %" for year in range(2028, 2032)}
    services = {f"services.nom#{at}": f"Service {at}" for at in range(3, 7)}
    bureau.filled(
        {**services, **years, "services.communes#2": "Laval\nAron\nBais"},
        text=SENT.replace("actions:", f"{begun}\n        actions:"),
    )
    made = bureau.taken()
    told = [one.chemin for one in made.reprises if one.chemin.startswith("services")]
    assert told == [
        *(f"services[2].communes[{at}]" for at in (1, 2, 3)),
        *(f"services[{at}].nom" for at in range(3, 7)),
    ]
    (objective,) = made.dossier._source.data["objectifs"]
    (indicator,) = objective["operationnels"][0]["indicateurs"]
    assert list(indicator["annees"]) == [str(year) for year in range(2026, 2032)]
