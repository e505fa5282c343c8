# Two commands matter: `make demo` runs everything, `make test` proves everything.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
TEST_SETTINGS := --settings catalog_site.settings.test

# A demo on Elasticsearch has a server of its own, unless one is named.
ifeq ($(SEARCH_ENGINE)$(ELASTICSEARCH_URL),elasticsearch)
DEMO_NEEDS := $(VENV)/.test
DEMO_SERVER := ./scripts/system-packages maven && ./scripts/with-elasticsearch
endif

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-cluster test-torture lint format messages clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: $(VENV)/.run $(DEMO_NEEDS) ## Serve the catalogue with demo data (PORT=8000)
	@export PUBLIC_BASE_URL=$${PUBLIC_BASE_URL:-http://127.0.0.1:$(PORT)}; \
		$(DEMO_SERVER) $(BIN)/python manage.py run_demo --port $(PORT)

test: $(VENV)/.test ## Lint and check everything, then run every test
	@./scripts/system-packages chromium gettext maven postgresql
	@./scripts/test

test-cluster: $(VENV)/.test ## Kill, restart, fill and restore nodes under search
	@./scripts/system-packages maven
	@./scripts/test-cluster

test-torture: $(VENV)/.test ## Damage files, move clocks, end databases, read slowly (TORTURE_ROUNDS=20)
	@./scripts/system-packages postgresql
	@TORTURE_ROUNDS=$${TORTURE_ROUNDS:-20} ./scripts/with-postgresql \
		$(BIN)/python -m pytest --quiet tests/torture

lint: $(VENV)/.test ## Check style, imports and types
	@./scripts/lint

format: $(VENV)/.test ## Mend the style that can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.run ## Collect texts for translation and compile them
	@./scripts/system-packages gettext
	$(BIN)/python manage.py makemessages --locale en --no-location --no-obsolete \
		--ignore '.venv/*' --ignore 'tests/*' --ignore 'benchmarks/*' $(TEST_SETTINGS)
	$(BIN)/python manage.py compilemessages --locale en --ignore '.venv' $(TEST_SETTINGS)

clean: ## Forget the demo's database, index and pictures
	rm -rf .state static-collected
	find media -mindepth 1 ! -name .gitkeep -delete

$(VENV)/.run: requirements.txt | $(BIN)/python
	@./scripts/install-packages $(BIN)/pip requirements.txt
	@touch $@

$(VENV)/.test: requirements.txt requirements-dev.txt | $(BIN)/python
	@./scripts/install-packages $(BIN)/pip requirements.txt requirements-dev.txt
	@touch $@

$(BIN)/python:
	@./scripts/virtualenv $(PYTHON) $(VENV)
