"""The parts of a start, in a process of its own: `python -m benchmarks.parts QUESTION STORE` prints seconds as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


def main(question: Path, store_file: Path) -> dict[str, float]:
    """Seconds by part: what `speelveld wie` does, in its order."""
    taken: dict[str, float] = {}

    def part(name: str, call: Callable[[], Made]) -> Made:
        start = time.perf_counter()
        made = call()
        taken[name] = time.perf_counter() - start
        return made

    start = time.perf_counter()
    import app.cli
    import app.service
    import app.tekst
    from app.settings import Settings
    from ontology.rules import load_law
    from ontology.schema import load_schema
    from queries.wie.vraag import lees_vraag

    taken["imports"] = time.perf_counter() - start
    part("ontology", load_schema)
    store = part("opening the store", lambda: Settings.read(str(store_file)).open_store())
    asked = lees_vraag(json.loads(question.read_text(encoding="utf-8")))
    view = part("snapshot", lambda: app.service.Service(store).view(asked.peildatum))
    part("law", load_law)
    answer = part("first answer", lambda: view.wie(asked))
    part("text", lambda: app.tekst.als_tekst(answer, view.snapshot, load_law(), gevraagd=False))
    store.close()
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
