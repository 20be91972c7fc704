# Six verbs, the same for people and CI: run test lint bench soak shots. Each does all set-up first.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.endcap-ready
PYTHON ?= python3
HEADLESS ?= $(if $(DISPLAY)$(WAYLAND_DISPLAY),,1)
JOBS ?= 2

.PHONY: run test lint bench soak shots setup system clean

run: setup
	$(BIN)/endcap demo $(if $(filter-out 0,$(HEADLESS)),--headless) $(ARGS)

test: setup
	$(BIN)/python -m pytest -n $(JOBS) -m "not soak" $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m ui.qmllint
	$(BIN)/python -m ui.translations check
	$(BIN)/deptry .

bench: setup
	$(BIN)/endcap bench $(ARGS)

soak: setup
	$(BIN)/python -m pytest -n $(JOBS) -m soak $(ARGS)

shots: setup
	$(BIN)/endcap shots $(ARGS)

setup: system $(STAMP)

system:
	@sh packaging/system-packages.sh

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Endcap needs Python 3.11 or newer: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) .build build dist demo-out shots var *.egg-info
