"""A picture as one file that works offline, such as an attachment of a mail: scripts and styles are within."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from markupsafe import Markup

from viz.sjablonen import SJABLONEN
from viz.woorden import schoon


def eigen_bestand(naam: str) -> str:
    """The text of a script or style sheet of ours, `viz/static/<naam>`."""
    return (files("viz") / "static" / naam).read_text(encoding="utf-8")


def los_bestand(
    titel: str,
    ondertitel: str,
    peildatum: date,
    inhoud: Markup,
    *,
    scripts: Sequence[str] = (),
    stijlen: Sequence[str] = (),
    toegestaan: Sequence[str] = (),
) -> str:
    """A whole page. Its content security policy names each script and style by its hash and allows nothing else.

    scripts, stijlen: the texts of files that we trust, ours or of an installed package. The scripts run last, in order.
    toegestaan: what else the policy allows, such as `worker-src blob:`.
    """
    inline_scripts, inline_styles = [_within(item) for item in scripts], [_within(item) for item in stijlen]
    hashed = (("script-src", inline_scripts), ("style-src", inline_styles))
    policy = "; ".join([*(f"{name} {' '.join(map(_hash, items))}" for name, items in hashed if items), *toegestaan])
    return SJABLONEN.get_template("los_bestand.html").render(
        titel=schoon(titel),
        ondertitel=schoon(ondertitel),
        peildatum=peildatum,
        inhoud=inhoud,
        beleid=Markup(policy),  # noqa: S704  # hashes
        scripts=[Markup(item) for item in inline_scripts],  # noqa: S704  # files that we trust
        stijlen=[Markup(item) for item in inline_styles],  # noqa: S704  # files that we trust
    )


def _within(text: str) -> str:
    """The text as it can stand between two tags: nothing in it ends the element, and it is hashed as it is read."""
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    return re.sub(r"<(?=/(?:script|style)|!--)", r"\\x3C", text, flags=re.IGNORECASE)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
