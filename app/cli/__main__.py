"""`python -m app.cli` is `speelveld`."""

from app.cli import main

main()
