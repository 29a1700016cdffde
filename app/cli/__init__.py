"""The command `speelveld`: parses, calls, prints.

Each module of this folder holds the commands of one subject. Exit 0: done; 1: refused or failed, with one clear line on
stderr; 2: wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from app.cli import (  # noqa: F401 - importing a module adds its commands
    aansluiting,
    controleer,
    cypher,
    exporteer,
    kaart,
    laad,
    netwerk,
    oogo,
    serveer,
    verbanden,
    wie,
    wijzigingen,
    zoek,
)
from app.cli.basis import cli, err
from ontology.errors import SpeelveldError


def main(run: Callable[[], Any] = cli) -> None:
    """Run the command; every failure is one line on stderr, never a traceback."""
    try:
        run()
    except SpeelveldError as error:
        err.print(f"Fout: {error}", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        err.print(
            f"Fout: er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}). Meld dit aan de makers."
        )
        sys.exit(1)
