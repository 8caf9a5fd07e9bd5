# Bare `make` lists what there is. Needs Python 3.11+ and make; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS_VENVS := .venv-peers/light .venv-peers/stepshifter
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.run ## install what Karski needs into .venv, nothing else

run: $(VENV)/.run ## forecast from the data at hand, and say how good the forecasts are
	@$(BIN)/karski run $(ARGS)

test: $(VENV)/.dev ## run the tests, and those of the site on PostgreSQL too
	@$(BIN)/python -m pytest -q $(ARGS)
	@$(if $(ARGS),,$(BIN)/python tests/postgres.py -q tests/web)

check: $(VENV)/.dev ## format, lint, imports, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

bench: $(VENV)/.dev $(if $(PEERS),$(PEERS_VENVS:=/.installed)) ## speed, memory and skill beside the peers; PEERS=1 installs them first
	@$(BIN)/python -m benchmarks $(ARGS)

lock: ## renew the two lists of dependencies (needs uv)
	uv pip compile -q pyproject.toml --group setup --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile -q pyproject.toml --group setup --group test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock

clean: ## remove .venv, .venv-peers and caches; the workspace with its forecasts stays
	rm -rf $(VENV) .venv-peers .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Karski needs Python 3.11 or newer; name one with: make PYTHON=python3.12 setup" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(PIP) install -qq --require-hashes -r requirements.lock
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'import lightgbm' 2>/dev/null || \
	  { echo "LightGBM cannot load the system library libgomp; install it (Debian, Ubuntu: apt-get install libgomp1) and repeat." >&2; exit 1; }
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing the test tools into $(VENV) ..."
	@$(PIP) install -qq --require-hashes -r requirements-dev.lock
	@touch $@

.venv-peers/%/.installed: benchmarks/peers-%.txt
	@echo "Installing $* peers into .venv-peers/$* ..."
	@$(PYTHON) -m venv .venv-peers/$*
	@.venv-peers/$*/bin/python -m pip --disable-pip-version-check install -qq -r $<
	@touch $@
