# The user's commands: `make serve` and `make test`. Everything else is for developers.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help install lock serve test test-neo4j test-rest coverage lint types data beelden bench neo4j neo4j-stop clean

help:
	@echo "make serve  set up, load the Netherlands, start on http://127.0.0.1:8000"
	@echo "make test   set up, run lint, types and tests"
	@echo "make data RAW=<folder>  rebuild the shipped data set from the raw files"
	@echo "make bench  measure load, start and answers"
	@echo "make neo4j, make neo4j-stop  a local Neo4j server"

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Speelveld needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The lock is complete, so pip need not resolve anything: --no-deps above. It needs uv.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.lock

serve: install
	$(BIN)/speelveld serveer

test: lint types
	@$(MAKE) --no-print-directory -j2 test-neo4j test-rest

# Beside each other: those with a Neo4j server take as long as all the others.
test-neo4j: install
	$(BIN)/pytest -m neo4j

test-rest: install
	$(BIN)/pytest -m "not neo4j"

coverage: install
	$(BIN)/pytest --cov --cov-report=term

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

data: install
	@test -n "$(RAW)" || { echo "Give the folder of raw files: make data RAW=../shared/data"; exit 2; }
	$(BIN)/python -m importers.build $(RAW) nederland/gegevens

beelden: install
	$(BIN)/python -m docs.screenshots

bench: install
	$(BIN)/python -m benchmarks

# A real Neo4j Community on loopback, for who has Java and Maven; users start the image of compose.yaml.
neo4j: install
	@$(BIN)/python tests/neo4j_server.py start

neo4j-stop:
	@$(BIN)/python tests/neo4j_server.py stop

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .neo4j
