# Bare `make` lists what there is. Needs Python 3.11+ and make; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM_VENV := .venv-npm
AGAIN := $(MAKE)
BORDERS := node_modules/world-atlas/countries-50m.json
WORLD := src/karski/briefings/world.json
PEERS_VENVS := .venv-peers/light .venv-peers/stepshifter
# on all processors, a file's tests on one
AT_ONCE := -n auto --dist loadfile
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run messages chromium test check bench map lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.run $(VENV)/.map ## install what Karski needs into .venv, nothing else

run: $(VENV)/.run $(VENV)/.map ## forecast from the data at hand, then serve the site (SERVE=0: stop before)
	@$(BIN)/karski run $(ARGS)
	@test "$(SERVE)" = 0 || $(BIN)/karski serve --demonstration

messages: $(VENV)/.dev ## bring the catalogues of translations to the texts of today
	@DJANGO_SETTINGS_MODULE=karski.web.settings $(BIN)/python -m karski.web.languages

test: $(VENV)/.dev $(VENV)/.map chromium ## run the tests on all processors, and those of the site on PostgreSQL too
	@$(BIN)/python -m pytest -q $(if $(ARGS),$(ARGS),$(AT_ONCE))
	@$(if $(ARGS),,$(BIN)/python tests/postgres.py -q $(AT_ONCE) tests/web)

check: $(VENV)/.dev ## format, lint, imports, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

bench: $(VENV)/.dev $(if $(PEERS),$(PEERS_VENVS:=/.installed)) ## speed, memory and skill beside the peers; PEERS=1 installs them first
	@$(BIN)/python -m benchmarks $(ARGS)

map: $(WORLD) ## make the world map's shapes from the borders that npm fetches

lock: ## renew the lists of dependencies (needs uv)
	uv pip compile -q pyproject.toml --group setup --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile -q pyproject.toml --group setup --group test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --group npm --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -o requirements-npm.lock

clean: ## remove .venv, .venv-peers, the map and caches; the workspace with its forecasts stays
	rm -rf $(VENV) .venv-peers $(NPM_VENV) node_modules $(WORLD) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
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

# the tests in a browser want one; where it may, this installs Debian's
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "Installing Chromium ..." && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  echo "No Chromium: the tests in a browser are skipped. Debian, Ubuntu: apt-get install chromium" >&2

# the site runs without the map, so no one has to wait for it or to have a network
$(VENV)/.map: $(VENV)/.run package-lock.json $(wildcard src/karski/briefings/_world_*.py)
	@if $(AGAIN) -s $(WORLD) 2>/dev/null; then touch $@; else \
	  echo "The world map could not be made; the site shows its table alone. To see why: make map" >&2; fi

$(WORLD): $(BORDERS) $(wildcard src/karski/briefings/_world_*.py) | $(VENV)/.run
	@$(BIN)/python -m karski.briefings.world_map $(BORDERS)

$(BORDERS): package-lock.json
	@echo "Fetching the borders of the world map ..."
	@npm=$$(command -v npm) || { npm=$(NPM_VENV)/bin/npm; test -x $$npm || { \
	  $(PYTHON) -m venv $(NPM_VENV) && \
	  $(NPM_VENV)/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r requirements-npm.lock; }; } && \
	PATH="$$PATH:$(CURDIR)/$(NPM_VENV)/bin" $$npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=0 --loglevel=error >/dev/null
	@touch $@

.venv-peers/%/.installed: benchmarks/peers-%.txt
	@echo "Installing $* peers into .venv-peers/$* ..."
	@$(PYTHON) -m venv .venv-peers/$*
	@.venv-peers/$*/bin/python -m pip --disable-pip-version-check install -qq -r $<
	@touch $@
