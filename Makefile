# Two words are enough:  make demo  opens the demonstration office,  make test  runs all tests.
# Needs Python 3.11 or newer with venv (Debian: python3 python3-venv) and make; everything else comes from the locks.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
DEMO_HOME := .demo
# A story waits for its screen half of the time: two of them share a core well.
WORKERS := $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN))))
PIP := $(RUN)/python -m pip --disable-pip-version-check install --require-hashes

.PHONY: demo test fuzz check format lock docs bench clean

demo: $(VENV)/runtime.stamp
	$(RUN)/board demo --home $(DEMO_HOME)

test: $(VENV)/dev.stamp
	$(RUN)/pytest -n $(WORKERS) --dist worksteal

# Five thousand presses of anything on every screen; an hour or so.
fuzz: $(VENV)/dev.stamp
	BOARD_FUZZ=5000 $(RUN)/pytest -n $(WORKERS) --dist worksteal tests/screens/test_fuzz.py

check: $(VENV)/dev.stamp
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python docs/readme_tables.py --check

format: $(VENV)/dev.stamp
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

# The key table and the error codes of the README, and its screenshots, from the running program.
docs: $(VENV)/dev.stamp
	$(RUN)/python docs/readme_tables.py
	$(RUN)/python docs/readme_screens.py

bench: $(VENV)/dev.stamp
	$(RUN)/python -m benchmarks.first_paint
	$(RUN)/python -m benchmarks.clearing
	$(RUN)/python -m benchmarks.thin_line
	$(RUN)/python -m benchmarks.slow_line
	$(RUN)/python -m benchmarks.drafts

# Resolve again and write the locks, with the hash of every file that may be installed.
lock:
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		pyproject.toml build.in -o requirements.lock
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --extra dev \
		pyproject.toml build.in -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "board needs Python 3.11 or newer; set PYTHON=/path/to/python3.11. Debian 12: apt install python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "The venv module is missing. Debian: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements.lock
	$(RUN)/python -m pip --disable-pip-version-check install --no-deps --no-build-isolation -e .
	$(RUN)/python -m compileall -q board
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	$(PIP) -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO_HOME) build dist
