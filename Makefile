# The one place where commands live: people, the workflows and .ci/run all call these targets.
# Needs git, Python 3.11 or newer and make; everything else goes into .venv/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_SITE := $(VENV)/.installed-site
PORT ?= 8000

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# Some machines forbid Python to keep compiled modules: every command would then compile them all anew.
unexport PYTHONDONTWRITEBYTECODE
# Material for MkDocs prints a long notice about MkDocs 2 unless this is set; both versions are pinned.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv venv-site site preview serve check test quick mutation lint format pytest browser audit verify sbom bench profile search-quality workflows schemas derive lock lock-check pictures hooks clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
	    while IFS='|' read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

venv: $(INSTALLED) ## create .venv/ from the hash lock (skipped when current)

venv-site: $(INSTALLED_SITE) ## only what checks and builds the site, without tests and linters: what a forge needs for a change of content

# A stamp, so that nothing is installed twice. A venv without pip (broken off, moved) is made anew.
$(INSTALLED): requirements.lock pyproject.toml
$(INSTALLED_SITE): requirements-site.lock pyproject.toml
$(INSTALLED) $(INSTALLED_SITE):
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or newer is needed, this is %d.%d. Try: make PYTHON=python3.12 ..." % v[:2])'
	@rm -f $@
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || \
	    { echo "No virtual environment: on Debian and Ubuntu install the package python3-venv." >&2; exit 1; }
	@echo "Installing the locked packages into $(VENV)/ (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install -qq --require-hashes --requirement $<
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

site: $(INSTALLED) ## build the site into site/
	@$(BIN)/citynet-kb build
	@echo "Fertig: $(CURDIR)/site/index.html"
	@echo "Ansehen: »make preview« eingeben und http://127.0.0.1:$(PORT)/ im Browser öffnen."

preview: ## show the built site/ as it will be published
	@test -f site/index.html || { echo "There is no site/ yet: run 'make site' first." >&2; exit 1; }
	@echo "http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)"
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory site $(PORT)

serve: $(INSTALLED) ## show the site on this machine; open pages follow every edit
	@$(BIN)/citynet-kb serve

check: $(INSTALLED) ## check all records in content/
	@$(BIN)/citynet-kb check

test: lint pytest ## everything that must pass: lint, types, all tests (browser included)

lint: $(INSTALLED) ## ruff and mypy, Oxlint for scripts, Biome for styles, djLint for templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --quiet theme/assets/js citynet_kb/cli/preview_assets
	@if test -x $(BIN)/biome; then $(BIN)/biome lint --error-on-warnings; \
	    else echo "Styles are not linted here: Biome comes as a package for Linux on x86-64 alone. The forge lints them."; fi
	@$(BIN)/djlint --lint --quiet theme
	@$(BIN)/djlint --lint --quiet --extension j2 citynet_kb/pages

format: $(INSTALLED) ## let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Two processes, since most machines have two cores; a test module stays within one, so that what its tests share is made once.
# Without a browser the target stops here: browser tests fail, they are never skipped.
WORKERS ?= 2
PYTEST = $(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadfile
pytest: $(INSTALLED)
	@CHROMIUM="$$(sh tools/find_browser.sh)" || exit 1; export CHROMIUM; $(PYTEST)

quick: $(INSTALLED) ## the tests that are not slow: no browser, no built site
	@$(PYTEST) -m "not slow"

mutation: $(INSTALLED) ## break ten places of the product in turn: do the tests notice, and the quick ones alone?
	@$(BIN)/python -m tests.mutation

browser: ## find a browser for the tests, or install Debian's
	@sh tools/find_browser.sh

# What takes longer than a test may: weekly, and before a release. PARTS="refusals walls" runs some of it, MINUTES the search for failures.
PARTS ?=
MINUTES ?= 10
audit: $(INSTALLED) ## everything that takes longer: all attacks, odd files, search for failures
	@browser="$$(sh tools/find_browser.sh)" || exit 1; CHROMIUM="$$browser" $(BIN)/python -m tests.audit --minutes $(MINUTES) $(PARTS)

verify: $(INSTALLED) ## build the site twice, as unlike as two machines can be, and compare every byte; kill 20 builds
	@$(BIN)/python -m tests.audit verified killed

# The packages that make and show the site, by their locked versions and hashes; the same list gives the same bytes.
sbom: $(INSTALLED) ## write sbom.json, the list of all parts (CycloneDX)
	@$(BIN)/python tools/sbom.py sbom.json

bench: $(INSTALLED) ## measure check, render, build and preview with generated cases
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/preview.py

profile: $(INSTALLED) ## where time and memory of a build go, for our content and 1,000 generated cases
	@$(BIN)/python bench/parts.py

search-quality: $(INSTALLED) ## type the test queries into the search and print how well it answers
	@browser="$$(sh tools/find_browser.sh)" || exit 1; CHROMIUM="$$browser" $(BIN)/python -m tests.search.quality

workflows: $(INSTALLED) schemas ## audit .github/ with zizmor, and check all files of the forges by their schemas
	@$(BIN)/zizmor --offline --persona=pedantic .github

# The schemas come with the tool: no network.
SCHEMA = $(BIN)/check-jsonschema --quiet --builtin-schema
schemas: $(INSTALLED)
	@$(SCHEMA) vendor.github-workflows $(wildcard .github/workflows/*.yml)
	@$(SCHEMA) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(SCHEMA) vendor.dependabot .github/dependabot.yml
	@$(SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml

derive: $(INSTALLED) ## write anew what is committed and derived: issue forms, schema for editors, CONTRIBUTING.md
	@$(BIN)/citynet-kb derive

pictures: $(INSTALLED) ## take the pictures of the guide anew, from the real site
	@browser="$$(sh tools/find_browser.sh)" || exit 1; CHROMIUM="$$browser" $(BIN)/python tools/take_pictures.py

hooks: $(INSTALLED) ## install the pre-commit hook into this clone
	@$(BIN)/pre-commit install

# Names, versions and hashes only: where packages come from is each machine's own setting.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links pyproject.toml
ALL = --all-extras
OF_SITE = --extra site --extra checkout --no-annotate --constraint

lock: $(INSTALLED) ## renew requirements.lock and its part for the site after a change in pyproject.toml
	@$(COMPILE) $(ALL) --output-file requirements.lock >/dev/null
	@$(COMPILE) $(OF_SITE) requirements.lock --output-file requirements-site.lock >/dev/null

lock-check: $(INSTALLED) ## do requirements.lock and its part for the site fit pyproject.toml?
	@cp requirements.lock requirements-site.lock $(VENV)/
	@$(COMPILE) $(ALL) --output-file $(VENV)/requirements.lock >/dev/null
	@$(COMPILE) $(OF_SITE) requirements.lock --output-file $(VENV)/requirements-site.lock >/dev/null
	@cmp -s requirements.lock $(VENV)/requirements.lock && cmp -s requirements-site.lock $(VENV)/requirements-site.lock || \
	    { echo "requirements.lock does not fit pyproject.toml: run 'make lock' and commit it." >&2; exit 1; }

clean: ## remove what was built and installed
	rm -rf site $(VENV) .cache .pytest_cache .ruff_cache .mypy_cache .hypothesis
