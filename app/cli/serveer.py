"""`speelveld serveer`: start the website and the API."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.basis import StoreOption, cli, err, open_store
from app.settings import Settings

if TYPE_CHECKING:
    from app.service import View

_LOOK = 2.0
"""Seconds between two looks at the version of a store on a server."""


@cli.command()
def serveer(
    host: Annotated[str, typer.Option(help="Adres waarop de dienst luistert")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort")] = 8000,
    store: StoreOption = None,
) -> None:
    """Start de website en de API; laadt eerst de landelijke gegevens als er nog niets is geladen."""
    import uvicorn

    from app.api import create_app
    from app.service import Service

    settings = Settings.read(store)
    with open_store(store, filled=True) as opened:
        service = Service(opened, herzie=_LOOK if settings.on_server else 0)
        with err.status("Gegevens in het geheugen laden"):
            view = service.view(datetime.now().date())
        threading.Thread(target=_prepare, args=(view,), daemon=True).start()
        err.print(f"De website staat op http://{host}:{port}, uitleg over de API op /docs (stoppen met Ctrl+C)")
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        uvicorn.run(create_app(service, settings), host=host, port=port, log_level="warning", access_log=False)


def _prepare(view: View) -> None:
    """Make what the first search and the first map need, while the service already answers."""
    try:
        view.zoeker  # noqa: B018 - made by asking for it
        view.kaart.vlakken  # noqa: B018 - the same
    except Exception as error:  # the map says so itself, when it is asked for
        logging.getLogger("speelveld").error("zoeken en de kaart zijn niet klaargezet: %s", type(error).__name__)
