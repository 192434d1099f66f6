# What people type. Each target does all that it needs, and nothing twice.

PYTHON ?= python3
VENV := .venv
# As many at once as there are cores, eight at most: each holds a database server and a browser.
TESTS ?= -n auto --maxprocesses 8 --dist worksteal
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
FLASK := FLASK_APP=app ALTERAM_DEBUG=1 $(BIN)/flask

.PHONY: help run serve test lint bench screenshots messages lock clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/run.stamp ## install, make the database, load data/ and serve it
	@$(FLASK) db upgrade
	@$(FLASK) content load data --quiet --keep
	@$(BIN)/python -m app.serve

serve: $(VENV)/run.stamp ## serve as in production; the content stays as it is
	@$(FLASK) db upgrade
	@$(BIN)/python -m app.serve

test: $(VENV)/dev.stamp ## every test, on SQLite, PostgreSQL and in Chromium
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/dev.stamp ## style, types, layers, templates, security
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy app tests
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app

bench: $(VENV)/dev.stamp ## what pages cost beside a view that returns a constant
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/dev.stamp ## the pictures of the README
	$(BIN)/python -m tests.browser.screenshots

messages: $(VENV)/dev.stamp ## the sentences that translators get
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --output build/messages.pot .

lock: ## the lock files anew (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade --quiet --output-file requirements.txt
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --output-file requirements-dev.txt --constraint requirements.txt

clean: ## remove what was installed; the database in instance/ stays
	rm -rf $(VENV) build

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(INSTALL) --requirement requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(BIN)/python
	$(INSTALL) --requirement requirements-dev.txt
	@touch $@ $(VENV)/run.stamp
