# Each target does its own set-up on a bare machine (Python 3.11 with venv and pip).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev demo test check fix figures bench clean lock

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "leadminer needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: setup
	$(BIN)/leadminer demo $(ARGS)

# Starts its own throw-away PostgreSQL, uses Chromium, hledger and postfix where they are
# installed, and says at the end what it had to skip.
test: setup-dev
	$(BIN)/python -m pytest -q -n 2 $(ARGS)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# how the shipped scorer does, by language and class, with its calibration
figures: setup-dev
	@for file in benchmarks/data/intent_*.jsonl benchmarks/data/zh_hant_posts.jsonl; do \
	  echo "== $$file"; $(BIN)/leadminer intent evaluate "$$file" || exit 1; done

bench: setup-dev
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; \
	  case "$(DATA):$$script" in \
	    ?*:*intent_peers.py) set -- "$(DATA)" --left-out;; \
	    ?*:*intent_unseen.py|?*:*intent_outcomes.py|?*:*intent_blind.py) set -- "$(DATA)";; \
	    *) set --;; \
	  esac; $(BIN)/python $$script "$$@" || echo "   not measured"; done

# pinned files carry versions only, no addresses
lock: setup-dev
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate \
	  --output-file requirements.txt --extra postgres pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate \
	  --constraint requirements.txt --output-file requirements-dev.txt --extra dev pyproject.toml

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
