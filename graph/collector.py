"""Python's garbage collector, out of the way while a whole record is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """For work that makes hundreds of thousands of objects which hold no cycles, such as facts.

    The collector does not run meanwhile, and never looks at what was made (gc.freeze): that goes by itself when nothing
    refers to it any more. Walking it all once costs a tenth of a second, and the collector would do so again and again.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()
