"""The national data set that ships with Speelveld, in the exchange format (see graph/exchange.py).

Made by `make data` with our own importers; never edited by hand.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "gegevens"
