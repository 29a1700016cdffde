"""What each saved question in Cypher answers, worked out in Python from snapshots and statements.

A twin gets the parameters and a `Wereld`, and yields rows with the values of `kolommen`. Importing a module registers
its twins.
"""

import tweeling_afspraken  # noqa: F401
import tweeling_bronnen  # noqa: F401
import tweeling_gemeenten  # noqa: F401
import tweeling_indelingen  # noqa: F401
import tweeling_plekken  # noqa: F401
import tweeling_samenwerkingsverbanden  # noqa: F401
import tweeling_scholen  # noqa: F401
import tweeling_tijd  # noqa: F401
import tweeling_zoeken  # noqa: F401
from tweeling_hulp import DAGEN, NU, TWEELINGEN, Rij, Wereld

__all__ = ["DAGEN", "NU", "TWEELINGEN", "Rij", "Wereld"]
