# One command to run, one to test. `make help` lists the rest.
PY ?= python3
START = $(PY) scripts/start.py

.DEFAULT_GOAL := help
.PHONY: help run test check train begrip vergelijk veiligheid drempels bench taal fuzz lekken lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14

run:  ## make everything that is missing, then serve on http://127.0.0.1:5005 (PORT=… changes it)
	@$(START) run

test:  ## the whole test suite
	@$(START) test

check:  ## the quick one: ruff, mypy, import contracts, knowledge, tests without a model
	@$(START) check

train:  ## train the model when no fitting one is there
	@$(START) train

begrip: train  ## measure understanding on the test set, with cross-validation beside it
	@$(START) py scripts/begrip.py --kruis

vergelijk:  ## compare recognisers: accuracy, time, memory (hours on all lines; PER=50 for a quick look)
	@$(START) py scripts/vergelijk.py --per $(or $(PER),0) --schrijf

veiligheid:  ## measure the safety guard on the test set
	@$(START) py scripts/veiligheid.py

drempels:  ## set the thresholds for asking back, by cross-validation
	@$(START) py scripts/drempels.py --bewaar

bench:  ## speed, memory, start and training against a stock Rasa project (KORT=1: no training on all examples)
	@$(START) py -m bench.meten $(if $(KORT),--kort --rondes 3 --seconden 4 --starts 1)

taal:  ## measure how plain every text is; prints each breach
	@$(START) py scripts/taal.py

fuzz:  ## damage 10,000 school files: never a traceback (FUZZ_AANTAL=… changes how many)
	@FUZZ_AANTAL=$${FUZZ_AANTAL:-10000} $(START) py -m pytest -q tests/knowledge/test_fuzz.py

lekken:  ## known holes in the locked packages, against what docs/beveiliging.md names (needs a network)
	@$(START) py scripts/lekken.py

lock:  ## make both lock files anew, from pyproject.toml and requirements-uitrol.in
	uv pip compile -q --python .venv/bin/python --extra bot --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --universal --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile -q --python .venv/bin/python --generate-hashes --no-emit-index-url --no-emit-find-links --universal --custom-compile-command "make lock" requirements-uitrol.in -o requirements-uitrol.lock

clean:  ## remove environment, models and databases
	rm -rf .venv var models .rasa bot/web/dist bot/web/node_modules
