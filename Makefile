# Everything starts from a Python 3.11 or newer and nothing else: each target makes its own environment.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := .demo/positions.sqlite3

.PHONY: demo test check fuzz bench corpus docs clean

demo: $(VENV)/.ready
	@rm -rf .demo && mkdir -p .demo
	$(BIN)/positions --database $(DEMO) ingest
	@echo
	$(BIN)/positions --database $(DEMO) compare NATO Russia
	@echo
	$(BIN)/positions --database $(DEMO) timeline Ukraine

test: check
	$(BIN)/pytest

# Style, types, the floors of the house, and that the documentation tells the truth.
check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

# Spoiled files for every reader; FUZZ=100 for a short run.
fuzz: $(VENV)/.ready
	POSITIONS_FUZZ=$(or $(FUZZ),10000) $(BIN)/pytest -q tests/readers/test_fuzz.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/attribution.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/statements.py
	$(BIN)/python benchmarks/stances.py
	$(BIN)/python benchmarks/million.py

# Counts, distributions and every violation of the annotated articles.
corpus: $(VENV)/.ready
	$(BIN)/python corpus/corpus.py

docs: $(VENV)/.ready
	$(BIN)/python docs/generate.py

# The lock file holds the hash of every package; nothing is installed that does not match.
$(VENV)/.ready: pyproject.toml uv.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5,<1"
	$(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

clean:
	rm -rf $(VENV) .demo dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
