"""Where a `Verwijzing` leads."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from viz.rapport import Verwijzing

Adres = Callable[[Verwijzing], str]
"""Gives the address of a reference; an empty text when it leads nowhere."""


# What may stand in an address; the rest is written as %XX, for Word calls a file with another sign damaged.
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%"


def uri(node_id: str, basis: str) -> str:
    """The address of a node: `<basis>/id/<type>/<code>`."""
    kind, _, code = node_id.partition(":")
    return f"{basis}/id/{quote(kind)}/{quote(code)}"


def adres_op(basis: str) -> Adres:
    """Leads to the things that the service at `basis` (such as `https://speelveld.example`) knows, and to urls."""
    return lambda item: uri(item.id, basis) if item.id else item.url


def alleen_urls(item: Verwijzing) -> str:
    """Leads to urls only: for a file whose reader has no access to a service."""
    return item.url


def doel(item: Verwijzing, adres: Adres, *, binnen_site: bool = False) -> str:
    """The address to link to; empty when there is none, or none that a reader can follow safely from a document.

    binnen_site: the document is a page of the service, so that an address may begin with `/` or `?`.
    """
    found = quote(adres(item).strip(), safe=_OF_ADDRESSES, errors="replace")
    if found.lower().startswith(("https://", "http://")):
        return found if _has_host(found) else ""
    inside = found.startswith(("/", "?", "#")) and not found.startswith("//")
    return found if binnen_site and inside else ""


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # such as brackets that do not close
        return False
