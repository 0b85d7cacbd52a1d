# `make` prints the targets. PYTHON is the interpreter of a virtual environment; the first target that needs it
# makes the one of the README's second command, and installs the tools that are missing in it.
PYTHON ?= .venv/bin/python
export PYTHONPATH := $(CURDIR)/src
DUMPS ?= seeds/000_af51dbc5a4aca290.txt seeds/003_4ce672a6c4a99088.txt

SLOW_TESTS = tests/tui tests/cli tests/test_benchmarks.py tests/test_doc_pages.py tests/marks/test_faults.py

.PHONY: help tools lint types check quick bench docs

help: ## print the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile

.venv/bin/python:
	python3 -m venv .venv

tools: $(PYTHON)
	@$(PYTHON) -c 'import hypothesis, mypy, pytest, ruff, textual' 2> /dev/null || \
	    $(PYTHON) -m pip install --quiet --editable '.[test,lint]'

lint: tools ## run ruff: rules and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: tools ## run mypy; it checks again only what changed
	$(PYTHON) -m mypy

check: lint types ## all that .ci/run does, in this environment and on this tree
	$(PYTHON) -m pytest -q

quick: lint types ## lint, types and the tests of the core, in less than a minute
	$(PYTHON) -m pytest -q $(SLOW_TESTS:%=--ignore=%)

bench: tools ## run the short benchmarks; DUMPS names the files to read
	$(PYTHON) bench/startup.py
	$(PYTHON) bench/listing.py
	$(PYTHON) bench/marks.py --papers 10000
	$(PYTHON) bench/reading.py $(DUMPS)
	$(PYTHON) bench/keys.py $(DUMPS)
	$(PYTHON) bench/search.py $(DUMPS)

docs: tools ## write the generated parts of the documentation
	$(PYTHON) docs/generate.py
