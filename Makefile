# Two commands matter: `make demo` shows a port at work, `make test` proves it. README.md lists the rest.
.DEFAULT_GOAL := demo
.PHONY: demo test check bench assets lock clean
.DELETE_ON_ERROR:

PORT ?= 8000
export PYTHON

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The first start is as quick as any other, wherever Python writes no bytecode by itself.
COMPILED := $(BIN)/python -m compileall -q src
NPM := sh tools/npm.sh
DIST := src/kouan/web/static/dist
SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print 2>/dev/null)

demo: .venv/.run assets
	$(COMPILED)
	$(BIN)/kouan demo --port $(PORT)

test: .venv/.dev assets
	$(COMPILED)
	$(BIN)/python tools/run_tests.py

check: .venv/.dev assets
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy tools bench
	$(BIN)/lint-imports --no-logo
	$(NPM) run --silent check
	$(BIN)/kouan check

bench: .venv/.peers assets
	$(BIN)/python bench/run.py

assets: $(DIST)/.built

# The environment that runs Kouan: hashed dependencies, then the project itself as it lies here.
.venv/.run: requirements.lock pyproject.toml tools/venv.sh
	sh tools/venv.sh
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	touch $@

.venv/.peers: .venv/.dev requirements-peers.lock
	$(PIP) install --quiet --require-hashes -r requirements-peers.lock
	touch $@

$(DIST)/.built: $(SOURCES) | .venv/.run
	$(NPM) ci --no-audit --no-fund --loglevel=error
	$(NPM) run --silent build
	touch $@

# Fresh locks after a change in pyproject.toml; `make lock UPGRADE=--upgrade` also takes newer versions.
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE)
lock: .venv/.dev
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev --group bench -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group peers -c requirements-dev.lock -o requirements-peers.lock
	$(COMPILE) --group node -o requirements-node.lock

clean:
	rm -rf .venv build data frontend/node_modules $(DIST) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
