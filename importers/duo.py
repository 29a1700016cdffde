"""Reading files of DUO's data portal (onderwijsdata.duo.nl).

The portal delivers the same tables now with commas in UTF-8, now with semicolons in Windows-1252; both are the
publisher's own, so both are read. The files on duo.nl have one fixed form and are read with `read_table` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from importers.table import Row, read_table


def header_line(path: Path) -> bytes:
    """The first line of a file."""
    with path.open("rb") as file:
        return file.readline()


def read_portal(path: Path, kop: Sequence[str]) -> Iterator[Row]:
    """The rows of a file of the portal whose header holds at least the columns of `kop`."""
    header = header_line(path)
    delimiter = ";" if header.count(b";") >= header.count(b",") else ","
    try:
        path.read_bytes().decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    return read_table(path, kop, delimiter=delimiter, encoding=encoding)
