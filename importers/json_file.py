"""JSON files of publishers: read whole, refuse clearly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from importers.table import read_text
from ontology.errors import SpeelveldError


def read_json(path: Path, herstel: str) -> Any:
    """The content of a JSON file; SpeelveldError with `herstel` when it is none."""
    text = read_text(path, "utf-8")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SpeelveldError(
            "het bestand is geen geldige JSON, of het is afgebroken",
            waar=f"{path.name}, regel {error.lineno}",
            herstel=herstel,
        ) from None
    except (RecursionError, ValueError):  # a number of thousands of digits is a ValueError
        raise SpeelveldError(
            "het bestand is te diep genest of bevat een onmogelijk getal", waar=path.name, herstel=herstel
        ) from None
