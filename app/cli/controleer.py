"""`speelveld controleer`: check what is loaded."""

from __future__ import annotations

import typer
from rich.progress import Progress

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, err, open_store, out, print_json


@cli.command()
def controleer(
    peildatum: Peildatum,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Controleer wat er is geladen; uitgang 1 als er iets fout is."""
    from graph.snapshot import Snapshot
    from queries.controle import weergave
    from queries.controle.rapport import controleer as run

    with (
        open_store(store, filled=True) as opened,
        Progress(console=err, transient=True, disable=not err.is_terminal) as progress,
    ):
        task = progress.add_task("Controleren", total=None)
        snapshot = Snapshot(opened, peildatum)

        def show(what: str, done: int, total: int) -> None:
            progress.update(task, description=what[:50], completed=done, total=total)

        report = run(opened, snapshot, show)
    if als_json:
        print_json(weergave.als_json(report))
    else:
        out.print(weergave.als_tekst(report), markup=False)
    if not report.goed:
        raise typer.Exit(1)
