"""What typesets a PDF: Typst and WeasyPrint on the same contracts, and WeasyPrint alone on the page that we give it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from engine.document import Document
from engine.dossier import open_dossier
from engine.writing import written
from engine.writing.layout.page.markup import page_markup
from tests.benchmarks.goals import at_most
from tests.benchmarks.timing import AS_INSTALLED, in_turn

EXAMPLES = ("saad-habilite", "ehpad-complet", "sad-ille-et-vilaine-association")
DAY = date(2026, 1, 15)
RUNS = 5
_MEASURED = """
import json, resource, statistics, sys, time
from datetime import date
from pathlib import Path
import cpom
path, engine = Path(sys.argv[1]), sys.argv[2]
text, taken, waited = path.read_text(encoding="utf-8"), [], []
for turn in range(int(sys.argv[3]) + 1):
    said = text.replace("raison_sociale: ", f"raison_sociale: {turn} ", 1)  # a contract that was never typeset
    made = cpom.lire(said, dossier=path.parent, jour=date(2026, 1, 15)).redaction()
    start, clock = time.process_time(), time.perf_counter()
    content = made.ecrit("pdf", moteur=engine).contenu
    taken.append(time.process_time() - start)
    waited.append(time.perf_counter() - clock)
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
first, *others = taken
print(json.dumps([first, statistics.median(others), statistics.median(waited[1:]), len(content), most]))
"""


def engines() -> None:
    """Measure and print."""
    print(f"Mettre en page un PDF, dans un processus à part (médiane de {RUNS}) :")
    for name in EXAMPLES:
        for engine in ("typst", "weasyprint"):
            first, processor, clock, size, memory = _measured(name, engine)
            print(
                f"  {name:<34}{engine:<12}processeur {processor * 1000:7.0f} ms (le premier, {first * 1000:.0f})   "
                f"horloge {clock * 1000:7.0f} ms   {size / 1000:5.0f} ko   {memory:4.0f} Mo"
            )
    print("Notre part du temps de WeasyPrint, sur la même page :")
    for name in EXAMPLES:
        document = open_dossier(_path(name), DAY).assembled().document
        pair = in_turn(partial(_ours, document), _alone(document), RUNS, warmup=2)
        print(pair.line(name, "WeasyPrint seul", at_most(1.10)))


def _measured(name: str, engine: str) -> tuple[float, ...]:
    words = (sys.executable, "-c", _MEASURED, str(_path(name)), engine, str(RUNS))
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=AS_INSTALLED)
    return tuple(json.loads(done.stdout))


def _path(name: str) -> Path:
    return Path("data/exemples") / f"{name}.yaml"


def _ours(document: Document) -> bytes:
    """All that a command delivers: with its places to sign, its seal, and what its fonts do not draw."""
    return written(document, "pdf", None, "weasyprint")[0]


def _alone(document: Document) -> partial[bytes]:
    """WeasyPrint, given the page, the style sheet and the fonts that we give it, and asked for the same kind of PDF."""
    from engine.writing.pdf import fonts, writer  # noqa: PLC0415

    weasyprint: Any = writer._weasyprint()
    options: dict[str, Any] = {
        "font_config": fonts.font_configuration(),
        "stylesheets": [writer._sheet()],
        "color_profiles": {writer.COLOURS: writer._srgb()},
        "pdf_variant": "pdf/a-3a",
        "pdf_tags": True,
        "output_intent": writer.COLOURS,
    }
    return partial(_typeset, weasyprint, page_markup(document, signed=True), writer.fetcher(), options)


def _typeset(weasyprint: Any, page: str, fetcher: Any, options: dict[str, Any]) -> bytes:
    made: bytes = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(**options)
    return made
