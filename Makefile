# The two commands: `make site` builds the portal, `make test` passes the tests. Both set up what they need.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: test lint lock clean

$(STAMP): requirements.lock pyproject.toml
	@bash .ci/setup
	@touch $@

test: $(STAMP)
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy
	$(BIN)/python -m pytest

lock:  ## resolve the dependencies again, for every supported Python
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) site .cache
