PYTHON ?= python3
export PYTHON
MAKEFLAGS += --no-print-directory
MATRIX = tests/integration/test_fault_matrix.py tests/integration/test_profiles.py
# The longest first: they run two at a time.
GATES = integration sanity floor fleet-tests units build-check lint docs

.DEFAULT_GOAL := help
.PHONY: help venv test $(GATES) matrix system-packages demo fleet benchmark newest format clean venv-floor venv-newest

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

venv: ## what the tests, the demo and the fleet need, in .venv
	@tests/gates/venv .venv tests/requirements.txt

venv-floor venv-newest: venv-%:
	@tests/gates/venv .venv-$* tests/requirements-$*.txt

system-packages:
	@tests/system-packages

test: system-packages venv ## everything below up to floor, two at a time
	@tests/gates/all $(GATES)

lint: venv ## ruff, yamllint, shellcheck, ansible-lint, changelog
	@tests/gates/lint

docs: venv ## check the documentation and build it below docs/build
	@tests/gates/docs

sanity: venv ## ansible-test sanity, nothing ignored
	@tests/gates/sanity

units: venv ## tests/unit, through ansible-test
	@tests/gates/units

fleet-tests: system-packages venv ## the virtual fleet, held against clients that nobody here wrote
	@tests/gates/pytest .venv 900 -n 2 --dist loadfile tests/fleet

integration: system-packages venv ## ansible-playbook on the virtual fleet, the matrix included
	@tests/gates/pytest .venv 2700 -n 3 --dist loadfile --no-loadscope-reorder tests/integration

matrix: venv ## of the integration tests: every fault in every step of the role, and every profile
	@tests/gates/pytest .venv 1500 $(MATRIX)

build-check: venv ## the collection's file: what is in it, and that it installs and works alone
	@tests/gates/pytest .venv 400 tests/shipping

floor: venv-floor ## the oldest ansible-core that is supported
	@tests/gates/floor

newest: system-packages venv-newest ## integration on the newest ansible-core: make newest PYTHON=python3.13
	@tests/gates/pytest .venv-newest 2700 -n 3 --dist loadfile --no-loadscope-reorder tests/integration

demo: venv ## migrate five virtual printers, as an operator would
	@tests/gates/tool virtual_fleet.demo

fleet: venv ## virtual printers of every kind that stay up, to play with by hand
	@tests/gates/tool virtual_fleet serve --profiles showcase --count 23 --dir "$(CURDIR)/.tmp/fleet"

benchmark: venv ## 50 virtual printers: in the controller, as modules, and as debug tasks
	@tests/gates/tool benchmark

format: venv ## put Python into the form that lint asks for
	@.venv/bin/ruff check --quiet --fix-only . && .venv/bin/ruff format --quiet .

clean: ## remove what the above left behind
	rm -rf .venv .venv-floor .venv-newest .ansible .tmp .pytest_cache .ruff_cache .hypothesis docs/build tests/output
