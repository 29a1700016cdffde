"""What a measurement gives, and how a call is timed."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True, slots=True)
class Context:
    """Where to measure: a folder for files that are thrown away, and a store with the national data in it."""

    folder: Path
    store: Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """Samples of one quantity, and the most that its median may be (None: reported only).

    unit: `s`, `ms`, `kB` or `x` (a ratio). note: what the figure includes.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    bound: float | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """The middle sample."""
        return statistics.median(self.samples)

    @property
    def missed(self) -> bool:
        """Whether the median is over the bound."""
        return self.bound is not None and self.median > self.bound


@dataclass(frozen=True, slots=True)
class Time:
    """What one call took, in seconds: on the clock, and of the processor in this process."""

    wall: float
    cpu: float


def timed(call: Callable[[], object]) -> Time:
    """Run a call once. Garbage of what ran before is collected first; during the call the collector is as it was.

    The result is released outside the clock: a program that ends does not wait for it either.
    """
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    result = call()
    taken = Time(time.perf_counter() - wall, time.process_time() - cpu)
    del result
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values (0 to 1) do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def say(text: str) -> None:
    """Progress, on stderr."""
    print(text, file=sys.stderr, flush=True)
