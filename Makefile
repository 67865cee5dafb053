# Everything from a clean clone: each target makes the environment that it needs, once.
#
#   make run                      set up, and open the window on the sandbox
#   make test                     set up, and check everything
#   make test PYTHON=python3.13   the same with another Python, in an environment of its own

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

ifdef PYTHON
VENV ?= .venv-$(shell "$(PYTHON)" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
else
VENV ?= .venv
endif
BIN := $(VENV)/bin
HAS_PROGRAM := $(VENV)/.has-program
HAS_TESTS := $(VENV)/.has-tests
# Packages hold what is installed where they are built, so nothing else may be there.
PACKAGING := $(VENV)-package/bin
HAS_PACKAGING := $(VENV)-package/.has-packaging

# An environment whose Python is gone (moved directory, upgraded system) is made anew.
ifneq ($(wildcard $(HAS_PROGRAM)),)
ifneq ($(shell $(BIN)/python -c 'print("runs")' 2>/dev/null),runs)
$(shell rm -f $(HAS_PROGRAM) $(HAS_TESTS))
endif
endif

IS_FIT = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))

.PHONY: help
help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## */  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-24s %s\n", $$1, $$2 }'

.PHONY: run
run: $(HAS_PROGRAM)  ## open the window on the built-in sandbox
	@$(BIN)/action-explorer --sandbox

.PHONY: check
check: $(HAS_PROGRAM)  ## start everything without a window and try each platform of the sandbox once
	@$(BIN)/action-explorer --check

.PHONY: test
test: lint sdk-environments  ## lint, then run all tests, with the platforms' official SDKs too
	@$(BIN)/coverage run --branch --source=explorer -m pytest

.PHONY: lint
lint: $(HAS_TESTS)  ## format, style, types and the arrows between the packages
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict explorer
	@$(BIN)/lint-imports

.PHONY: sdk-environments
sdk-environments: $(HAS_TESTS)  ## the official SDKs, each in an environment of its own
	@$(BIN)/python tests/conformance/environments.py

.PHONY: package
package: $(HAS_PACKAGING)  ## the program as .tar.xz, .deb and .rpm, in dist/
	@rm -rf build/pyinstaller dist/action-explorer
	@$(PACKAGING)/python packaging/icons.py build/icons
	@$(PACKAGING)/pyinstaller --noconfirm --log-level ERROR --workpath build/pyinstaller --distpath dist \
	    packaging/action-explorer.spec
	@$(PACKAGING)/python packaging/licences.py dist/action-explorer build/licences
	@$(PACKAGING)/python packaging/linux/build.py

.PHONY: package-test
package-test: $(HAS_PACKAGING)  ## install, use and remove what `make package` made in a bare system; needs root
	@$(PACKAGING)/python tests/package/try_package.py $(PACKAGING)/action-explorer

.PHONY: clean
clean:  ## remove the environments and what the tools keep
	@rm -rf .venv .venv-* build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(HAS_PROGRAM): pyproject.toml
	@python=; \
	for name in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
	    if "$$name" -c '$(IS_FIT)' >/dev/null 2>&1; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "$(if $(PYTHON),$(PYTHON) is no Python from 3.11 to 3.14.,No Python from 3.11 to 3.14 was found.)" \
	        "Install one (Debian 12, Ubuntu 24.04 or later: sudo apt-get install -y python3 python3-venv)," \
	        "or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; \
	    exit 2; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	    version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	    echo "Python $$version cannot make environments: its venv module is not installed." \
	        "On Debian or Ubuntu: sudo apt-get install -y python$$version-venv" >&2; \
	    exit 2; \
	fi; \
	if $(BIN)/python -c '$(IS_FIT)' 2>/dev/null; then \
	    echo "Bringing $(VENV) up to date."; \
	else \
	    echo "Setting up $(VENV): downloads about 120 MB."; \
	    "$$python" -m venv --clear $(VENV); \
	fi
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

# Dependency groups are known to pip from 25.1 on; Pythons bring an older one.
$(HAS_TESTS): $(HAS_PROGRAM)
	@echo "Setting up the tools for tests in $(VENV)."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --group test
	@touch $@

$(HAS_PACKAGING): $(HAS_PROGRAM) packaging/requirements.txt
	@echo "Setting up $(VENV)-package for building packages."
	@$(BIN)/python -m venv --clear $(VENV)-package
	@$(PACKAGING)/python -m pip install -qq --disable-pip-version-check --editable . -r packaging/requirements.txt
	@touch $@
