"""Forms are only taken from our own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from app.api.basis import ApiError


def eigen_herkomst(request: Request) -> None:
    """ApiError when a browser says that another site sent this form. Programs say nothing, and may ask.

    `Sec-Fetch-Site` is only sent over https and on this computer; elsewhere `Origin` tells. Behind a proxy that does
    not pass on the name of the host, the address in the settings counts as ours too.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        known = {request.headers.get("host", ""), urlsplit(request.app.state.settings.basis).netloc}
        ours = origin is None or urlsplit(origin).netloc in known
    if not ours:
        raise ApiError(403, "Dit formulier kwam van een andere site. Vul het in op de pagina van Speelveld zelf.")
