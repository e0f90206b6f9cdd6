# The two commands a newcomer needs: `make run` and `make test`.
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv
# Trust whom the machine trusts, as pip does: some networks have a certificate of their own.
SYSTEM_CERTIFICATES := $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt)
export UV_SYSTEM_CERTS := $(if $(SYSTEM_CERTIFICATES),true,false)
INSTALL := UV_LINK_MODE=copy $(UV) pip install --quiet --python $(BIN)/python \
	--require-hashes --compile-bytecode --requirement
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header pyproject.toml

# Two processes share the unit and integration tests. Journeys each start a browser and a whole
# site, so one process has them all (their conftest groups them).
PYTEST := $(BIN)/python -m pytest -q -p no:cacheprovider
PARALLEL := -n $(or $(PYTEST_WORKERS),2) --dist loadgroup

.PHONY: run test lint tests lock format bench

## Start the site on http://127.0.0.1:$PORT with data in $DATA_DIR (8000, ./data).
run: .venv/.installed-run
	@scripts/run

## Check everything: style, types, contracts, and every test on both databases.
test: lint tests

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/deptry .

tests: .venv/.installed-test
	$(BIN)/python -m tests.support.tools
	$(PYTEST) $(PARALLEL) tests/unit tests/integration tests/search tests/house tests/migrations
	$(PYTEST) $(PARALLEL) --database postgresql tests/integration
	$(PYTEST) tests/journeys

## Write the lock files anew. They hold versions and hashes, never the address of a registry.
lock: $(UV)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK) --extra test --extra benchmarks --constraint requirements-test.lock \
		--output-file requirements-benchmarks.lock

## Measure the search (benchmarks/README.md has the other parts).
bench: .venv/.installed-benchmarks
	$(BIN)/python -m benchmarks.corpus
	$(BIN)/python -m benchmarks.search

format: .venv/.installed-test
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

$(UV):
	"$$(scripts/find_python)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.installed-benchmarks: requirements-benchmarks.lock | $(UV)
	$(INSTALL) $<
	@touch $@

# The test set holds the run-time set too, at the same versions: either may come first.
.venv/.installed-run: requirements.lock | $(UV)
	$(INSTALL) $<
	@touch $@

.venv/.installed-test: requirements-test.lock | $(UV)
	$(INSTALL) $<
	@touch $@
