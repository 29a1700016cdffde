"""The command line, the HTTP API and the settings."""

from importlib.metadata import version

__version__ = version("speelveld")
