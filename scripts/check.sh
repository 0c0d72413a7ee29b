#!/bin/sh
# The quick check. Every line must pass; the first that does not stops it. `statisch` leaves out the tests.
set -e
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/lint-imports --no-cache | tail -n 12
.venv/bin/python -m bot.cli.main controleer --stil
.venv/bin/python scripts/taal.py
[ "$1" = statisch ] || .venv/bin/python -m pytest -m "not rasa and not browser"
