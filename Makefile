# The two commands: `make site` builds the portal, `make test` passes the tests. Both set up what they need.
SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PORT ?= 8000
# Material tells at each run that it will end; the README tells it once, with the date.
export NO_MKDOCS_2_WARNING := 1

EXAMPLES ?= 20000
N ?= 1000
PEERS ?= hugo
ROUNDS ?= 3
STEPS ?= 20
SEED ?= 7
OUT ?=
SIZES ?= 1000,3000,10000,30000
WORKS ?=
WORST ?= 0

.PHONY: site test differential equality bench growth serving look serve check build publish pictures quality lint lock clean help

site: $(STAMP)  ## convert the seeds and build the portal in site/
	@$(BIN)/briefing convert
	@$(BIN)/mkdocs build --strict
	@echo
	@echo "The portal is in site/. To look at it, type:  make look   and open http://127.0.0.1:$(PORT)/"

test: $(STAMP)  ## style, types and every test, a real browser included
	@VENV=$(VENV) bash .ci/setup browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

differential: $(STAMP)  ## look for longer (EXAMPLES=) for an input that a fast reader takes otherwise than its reference
	EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/test_markdown_fast.py tests/test_frontmatter_fast.py

bench: $(STAMP)  ## side by side with PEERS=hugo,pelican,eleventy,zensical,mkdocs at N=1000,10000 articles; WORKS=, rows to OUT=
	@$(BIN)/python -m bench --n $(N) --peers $(PEERS) --rounds $(ROUNDS) --seed $(SEED) $(if $(WORKS),--works $(WORKS)) $(if $(OUT),--out $(OUT))

growth: $(STAMP)  ## how one article and a cold build grow with the number of articles (SIZES=1000,3000,10000,30000)
	@nice $(BIN)/python -m bench --n $(SIZES) --peers briefing --rounds $(ROUNDS) --seed $(SEED) $(if $(OUT),--out $(OUT)) --works $(if $(WORKS),$(WORKS),cold,edit,add,add-middle,add-undated,retitle,retag,redate,noop)

serving: $(STAMP)  ## from saving one of N=10000 articles to the reload, through both servers
	@$(BIN)/python -m bench.serving --n $(N) --rounds 20 --seed $(SEED)

equality: $(STAMP)  ## N=1000 STEPS=20 SEED=1: random edits, each build compared with a clean one
	@nice $(BIN)/python -m tests.equality --n $(N) --steps $(STEPS) --seed $(SEED)

look: $(STAMP)  ## serve the built portal as it is
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory site $(PORT)

serve: $(STAMP)  ## live portal with drafts: it follows every change
	$(BIN)/briefing serve --address 127.0.0.1:$(PORT)

check: $(STAMP)  ## every problem in content, and seeds that wait for conversion
	@$(BIN)/briefing check

build: $(STAMP)  ## build the portal from content as it is
	@$(BIN)/mkdocs build --strict

publish: $(STAMP)  ## build and push the portal to the branch gh-pages
	@$(BIN)/mkdocs gh-deploy --strict --force

pictures: $(STAMP)  ## the pictures in docs/, from a real build
	@VENV=$(VENV) bash .ci/setup browser
	@$(BIN)/mkdocs build --strict
	@$(BIN)/python -m tests.browser.pictures site docs/pictures

quality: $(STAMP)  ## DATA=folder OUT=file: how good reading and enriching are on evaluation sets; WORST=10: the worst of each
	@$(BIN)/python -m tests.quality --data "$(DATA)" --out "$(OUT)" --worst "$(WORST)"

lint: $(STAMP)  ## mend style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## resolve the dependencies again, for every supported Python
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev -o requirements.lock pyproject.toml

clean:  ## remove what can be made again
	rm -rf .venv site .cache

help:  ## these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): requirements.lock pyproject.toml .ci/setup
	@VENV=$(VENV) bash .ci/setup python
	@touch $@
