"""MapLibre GL (BSD, three clauses), which draws the map, from the installed package `maplibre`; nothing is downloaded.

It works in a second thread, whose script it makes itself and passes on as a `blob:` address, which a strict policy
refuses. There the page names the address at which it serves `worker()`: the same code, cut out.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PARTS = ('define("shared",', 'define("worker",', 'define("index",')
"""How the parts of the script begin: what both threads need, what the second one needs, and the rest."""


@cache
def script() -> str:
    """The script of the page; it defines `maplibregl`."""
    spec = find_spec("maplibre")  # not imported: that takes long, and says what else could be installed
    if spec is None or spec.origin is None:
        raise FileNotFoundError("het pakket maplibre is niet geïnstalleerd")
    return (Path(spec.origin).parent / "srcjs" / "maplibre-gl.js").read_text(encoding="utf-8")


@cache
def worker() -> str:
    """The script of the second thread, for a policy with `worker-src 'self'`."""
    text = script()
    shared, own, rest = (text.find(start) for start in _PARTS)
    if not -1 < shared < own < rest:
        raise ValueError("het script van MapLibre GL is anders opgebouwd dan verwacht; pas viz/maplibre.py aan")
    return (
        "const parts = {};\nfunction define(name, needs, make) { parts[name] = make; }\n"
        f"{text[shared:rest]}\nconst shared = {{}};\nparts.shared(shared);\nparts.worker(shared);\n"
    )
