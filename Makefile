# Two commands: `make demo` shows Comity on the five seed documents, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_HOME ?= data
PORT ?= 8000

.PHONY: demo test lint check docs lexicon lock clean

demo: $(VENV)/.installed
	@$(BIN)/comity --home $(DEMO_HOME) load seeds
	@echo; echo "Agreements signed by Belarus with China:"
	@$(BIN)/comity --home $(DEMO_HOME) query --format table -f server/queries/01-agreements-belarus-china.rq
	@echo; $(BIN)/comity --home $(DEMO_HOME) serve --port $(PORT)

# Those of the endpoint run one after the other, since they look at who waits for whom; the others side by side.
ALONE := tests/bombs tests/clients tests/conformance tests/server tests/test_bench.py

test: $(VENV)/.installed-dev lint
	code=0; \
	$(BIN)/python -m pytest -rs --numprocesses auto --dist worksteal $(ALONE:%=--ignore=%) || code=1; \
	$(BIN)/python -m pytest -rs $(ALONE) || code=1; \
	exit $$code

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The W3C's suites for SPARQL over HTTP against a server of its own. RDF_TESTS names a checkout of w3c/rdf-tests;
# without it the suites are fetched into the cache. More: make conformance ARGUMENTS="--suite protocol --earl earl.ttl"
conformance: $(VENV)/.installed
	@RDF_TESTS="$(RDF_TESTS)" $(BIN)/python -m tests.conformance $(ARGUMENTS)

$(VENV)/.installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# For maintainers: the table of settings in the docs, the inflected forms from the lexicon's labels, and the lock files from pyproject.toml.
docs: $(VENV)/.installed
	$(BIN)/python -m server.documented docs/running.md

lexicon:
	$(BIN)/python -m pip install --quiet --editable ".[build]"
	$(BIN)/python -m ontology.build.inflect

lock:
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements-dev.txt requirements-dev.in

clean:
	rm -rf $(VENV) data build *.egg-info
