# The one place where commands live: people, the workflows and .ci/run all call these targets.
# Needs git, Python 3.11 or newer and make; everything else goes into .venv/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# Material for MkDocs prints a long notice about MkDocs 2 unless this is set; both versions are pinned.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv site serve check test lint format pytest browser bench workflows lock hooks clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
	    printf '  make %-10s %s\n' "$$name" "$$text"; done

venv: $(INSTALLED) ## create .venv/ from the hash lock (skipped when current)

# A stamp, so that nothing is installed twice. A venv without pip (broken off, moved) is made anew.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or newer is needed, this is %d.%d. Try: make PYTHON=python3.12 ..." % v[:2])'
	@rm -f $@
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || \
	    { echo "No virtual environment: on Debian and Ubuntu install the package python3-venv." >&2; exit 1; }
	@echo "Installing the locked packages into $(VENV)/ (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

site: $(INSTALLED) ## build the site into site/
	@$(BIN)/citynet-kb build
	@echo "Fertig. Die Seiten liegen in site/; zum Ansehen: make serve (Adresse erscheint dort) oder diese Datei öffnen:"
	@echo "    file://$(CURDIR)/site/index.html"

serve: $(INSTALLED) ## show the site on this machine, with live reload
	@$(BIN)/citynet-kb serve

check: $(INSTALLED) ## check all records in content/
	@$(BIN)/citynet-kb check

test: lint pytest ## everything that must pass: lint, types, all tests (browser included)

lint: $(INSTALLED) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(INSTALLED) ## let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Without a browser the target stops here: browser tests fail, they are never skipped.
pytest: $(INSTALLED)
	@browser="$$(sh tools/find_browser.sh)" || exit 1; CHROMIUM="$$browser" $(BIN)/python -m pytest

browser: ## find a browser for the tests, or install Debian's
	@sh tools/find_browser.sh

bench: $(INSTALLED) ## measure check, render and build with generated cases
	@$(BIN)/python bench/run.py

workflows: $(INSTALLED) ## audit .github/ with zizmor
	@$(BIN)/zizmor --offline --persona=pedantic .github

hooks: $(INSTALLED) ## install the pre-commit hook into this clone
	@$(BIN)/pre-commit install

# Names, versions and hashes only: where packages come from is each machine's own setting.
lock: $(INSTALLED) ## renew requirements.lock after a change in pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml

clean: ## remove what was built and installed
	rm -rf site $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
