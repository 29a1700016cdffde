"""Office files are zip files, in which the moment of saving stands. Here the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can hold


def moment(dag: date) -> datetime:
    """The start of the day, for the properties of a document."""
    return datetime(dag.year, dag.month, dag.day, tzinfo=UTC)


def zonder_klok(content: bytes, vervang: Mapping[str, bytes]) -> bytes:
    """The same zip file with one fixed moment for all its parts. vervang: name of a part -> what it should hold."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = zipfile.ZipInfo(item.filename, _ALWAYS)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # else it says on which system this ran
            new.writestr(part, vervang.get(item.filename, old.read(item)))
    return result.getvalue()
