# Two commands do for most people: `make site` and `make test`. Each makes what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := install --quiet --disable-pip-version-check
# Where vendor/ is there, `make site` takes everything from it and nothing from a network.
FROM := $(if $(wildcard vendor),--no-index --find-links vendor)
LOCK := --universal --generate-hashes --no-emit-index-url --no-header
export NO_MKDOCS_2_WARNING = 1

# What is not Python; Node comes from PyPI, its tools from npm, both in the versions locked.
SCRIPTS := "site_templates/*/*.js" "tests/*.mjs" "bench/*.cjs" "tools/*.mjs"
STYLES := "site_templates/*/*.css"
SHEETS := site_templates/sheets/*.typ
PRETTIER := prettier --config tools/prettier.json --log-level warn
TOOLS := PATH="$(CURDIR)/$(BIN):$(CURDIR)/tools/node_modules/.bin:$$PATH"

.PHONY: site serve check check-others fix test golden torture bench browser vendor lock clean

site: $(VENV)/ready
	$(BIN)/zicha build

serve: $(VENV)/ready
	$(BIN)/zicha serve

check: check-others
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/zicha check

# ESLint holds scripts to the syntax of Chromium 72, tsc to their types.
check-others: tools/node_modules/ready
	@$(TOOLS) $(PRETTIER) --check $(SCRIPTS) $(STYLES)
	@$(TOOLS) eslint --config tools/eslint.config.mjs $(SCRIPTS) $(STYLES)
	@$(TOOLS) tsc --project tools/tsconfig.json
	@$(TOOLS) node tools/typstyle.mjs --check $(SHEETS)
	$(BIN)/djlint --lint --quiet --extension j2 site_templates/pages
	$(BIN)/djlint --lint --quiet --extension html site_templates/theme

fix: tools/node_modules/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@$(TOOLS) $(PRETTIER) --write $(SCRIPTS) $(STYLES)
	@$(TOOLS) node tools/typstyle.mjs $(SHEETS)

test: $(VENV)/ready-dev browser
	@echo "make test: every test, in Chromium, LibreOffice and nginx too, about ten minutes on" \
	  "two processors; the quick part: $(BIN)/pytest -m 'not browser' -n 2"
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Attacks by chance, ten minutes: say MINUTES=1 for less, SEED=n for the same again.
torture: $(VENV)/ready-dev
	$(BIN)/python -m tests.torture $(if $(MINUTES),--minutes $(MINUTES)) \
	  $(if $(SEED),--seed $(SEED))

golden: $(VENV)/ready-dev
	$(BIN)/python -m pytest --update-golden

bench: $(VENV)/ready-dev
	$(BIN)/python -m bench

# Tests drive Debian's Chromium, nginx and LibreOffice; the pictures of sheets come from
# poppler, QR codes are read by zbar.
browser:
	@sh tests/browser.sh

# Every wheel that `make site` needs, fonts among them, for this system and this Python: copy
# the checkout with vendor/ to a machine without a network.
vendor: $(VENV)/bin/python
	rm -rf vendor
	$(BIN)/pip download --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
	  -r requirements.lock --dest vendor

# Versions of every dependency, with the hashes of their files: to run, and to work on it.
lock: pyproject.toml
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet $(LOCK) --group build pyproject.toml -o requirements.lock
	.venv-lock/bin/uv pip compile --quiet $(LOCK) --group test --group check --group bench \
	  -c requirements.lock pyproject.toml -o requirements-dev.lock
	rm -rf .venv-lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/pip $(PIP) $(FROM) --require-hashes -r requirements.lock
	$(BIN)/pip $(PIP) --no-index --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	$(BIN)/pip $(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

tools/node_modules/ready: tools/package-lock.json $(VENV)/ready-dev
	$(TOOLS) npm ci --prefix tools --ignore-scripts --no-audit --no-fund --silent
	@touch $@

clean:
	rm -rf site .zicha
