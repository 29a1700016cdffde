"""The templates of this folder: everything is escaped, and a name that is missing is an error."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from viz.woorden import datum, schoon

SJABLONEN = Environment(
    loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
SJABLONEN.filters |= {"schoon": schoon, "datum": datum}
