"""A limit on how fast one address may ask, so that a runaway script does not keep others from their answers."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

_REMEMBERED = 10_000
"""Addresses that are remembered; of more, those that asked longest ago are forgotten."""


class Limiet:
    """A bucket of tokens for each address: `per_seconde` come in, and at most `tegoed` are kept.

    Not for more than one thread. Behind a proxy the address is what the server takes from X-Forwarded-For, which
    uvicorn believes from the addresses in FORWARDED_ALLOW_IPS (this computer, unless told otherwise).
    per_seconde 0: no limit.
    """

    def __init__(self, per_seconde: int, tegoed: int, klok: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._clock = per_seconde, tegoed, klok
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wachten(self, adres: str) -> int:
        """Whole seconds to wait; 0 when the address may ask now, which counts."""
        if not self._rate:
            return 0
        who, now = _household(adres), self._clock()
        tokens, since = self._buckets.pop(who, (float(self._most), now))
        tokens = min(self._most, tokens + (now - since) * self._rate)
        allowed = tokens >= 1
        self._buckets[who] = (tokens - allowed, now)
        while len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if allowed else math.ceil((1 - tokens) / self._rate)


def _household(adres: str) -> str:
    """An IPv6 user has a whole /64 to ask from, so that counts as one address."""
    try:
        found = ipaddress.ip_address(adres)
    except ValueError:
        return adres
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else adres
