# Everything one types while working on Børnestemme; `make` alone prints this list.

PYTHON ?= python3
PORT ?= 5000
# Whole files at once, those with a browser first: much of a run is waiting.
AT_ONCE ?= --numprocesses=$(shell expr $$(nproc) + 1) --maxprocesses=4 --dist=loadfile \
  --no-loadscope-reorder
BIN := .venv/bin

# Compiled beside their sources; the build does it too, this keeps them fresh afterwards.
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
TEMPLATE := translations/messages.pot
EXTRACT := $(BIN)/pybabel --quiet extract --mapping-file translations/babel.cfg \
  --keyword lazy_gettext --add-comments translators: --no-location --sort-output \
  --project Børnestemme --copyright-holder "the Børnestemme contributors" .
UPDATE := $(BIN)/pybabel --quiet update --no-fuzzy-matching --no-wrap \
  --input-file $(TEMPLATE) --output-dir translations

# INSTANCE=folder chooses another place for keys and database than instance/.
ifdef INSTANCE
export BOERNESTEMME_INSTANCE := $(INSTANCE)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test night test-night check coverage bench translations lock sbom
.PHONY: ready-to-run ready-to-test ready-to-check catalogues

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ready-to-run ## try it: invented data on 127.0.0.1 (PORT=5000, INSTANCE=folder)
	@exec $(BIN)/boernestemme demo --port $(PORT)

test: ready-to-test ## all tests (ARGS="-k words" picks some)
	@$(BIN)/python -m pytest $(AT_ONCE) $(ARGS)

night: ready-to-test ## the long programmes (PROGRAMME=F7 picks one)
	@$(BIN)/python -m pytest -m night $(if $(PROGRAMME),-k $(subst -,_,$(PROGRAMME))_) $(ARGS) || \
	  { status=$$?; [ $$status -eq 5 ] || exit $$status; \
	    echo "No long programme exists yet$(if $(PROGRAMME), by the name $(PROGRAMME)):" \
	      "no test is marked 'night', nothing was run."; }

test-night: night ## the same as night

check: ready-to-check ## format, lint, types, architecture, translations
	@$(BIN)/ruff format --check --quiet . || { echo "Type: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/djlint --quiet --lint boernestemme
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest --quiet -m architecture
	@$(EXTRACT) --output-file .venv/messages.pot
	@diff -q -I '^"POT-Creation-Date' .venv/messages.pot $(TEMPLATE) >/dev/null || \
	  { echo "Texts have changed. Type: make translations"; exit 1; }
	@$(if $(CATALOGUES),$(UPDATE) --check --ignore-pot-creation-date)

coverage: ## all tests, and how many branches they take; red where setup.cfg asks for more
	@$(PYTHON) bootstrap.py test deep --browser
	@$(MAKE) --no-print-directory --silent catalogues
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m coverage run -m pytest $(AT_ONCE) $(ARGS)
	@$(BIN)/python -m supply.coverage

bench: ready-to-test ## the benchmark; writes docs/{benchmark,scale,growth,paints,serving}.md
	@failed=0; for part in $(if $(ARGS),"bench $(ARGS)","bench --database both" bench.scale bench.growth bench.paints \
    bench.serving); do \
	  $(BIN)/python -m $$part || failed=1; done; exit $$failed

translations: ready-to-run ## bring the catalogues up to date with the code
	@$(EXTRACT) --output-file $(TEMPLATE)
	@$(if $(CATALOGUES),$(UPDATE))

lock: ## pin what setup.cfg asks for, by hash (ARGS=--upgrade looks for newer)
	@$(PYTHON) bootstrap.py lock
	@$(BIN)/python -m supply.lock $(ARGS)

sbom: ## what the program consists of, with licences: dist/sbom.json (CycloneDX)
	@$(PYTHON) bootstrap.py pg
	@$(BIN)/python -m supply.sbom dist/sbom.json

ready-to-run:
	@$(PYTHON) bootstrap.py
	@$(MAKE) --no-print-directory --silent catalogues

ready-to-test:
	@$(PYTHON) bootstrap.py test --browser
	@$(MAKE) --no-print-directory --silent catalogues

ready-to-check:
	@$(PYTHON) bootstrap.py test lint
	@$(MAKE) --no-print-directory --silent catalogues

catalogues: $(CATALOGUES)

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
