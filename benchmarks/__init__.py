"""Measurements of load, start and answers on the national data: `python -m benchmarks`.

Bounds of speed live here and never in the tests: a test says what a program does, a measurement how fast it was today.
"""
