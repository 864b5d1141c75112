# Every developer command. `make` lists them; README.md tells which to start with.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Tools are run by version from the module proxy, so that they neither stand in
# go.mod nor must be installed. Wails is named with its version because @latest
# resolves to an older release.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
SQLC          := github.com/sqlc-dev/sqlc/cmd/sqlc@v1.31.1
WAILS         := github.com/wailsapp/wails/v2/cmd/wails@v2.16.0

# What Wails wants for a window that is shipped, on WebKitGTK's current API.
DESKTOP := desktop,production,webkit2_41

# What the race detector does not watch: packages that only compute with what they
# are handed, among them SQLite, which is a million lines of translated C. Watched,
# they take most of the time of all tests. Whoever calls them is watched. None may
# be named here that uses sync.Map, like archive/zip: its copy of that generic type
# would stand for everybody's, unwatched.
COMPUTES := modernc.org/libc modernc.org/sqlite/lib github.com/klauspost/compress/... \
	compress/... image/... golang.org/x/image/... regexp/... github.com/afterword-app/afterword/backend/imaging
RACE := -race $(COMPUTES:%=-gcflags=%=-race=false)

# How long `make fuzz` tries each target.
T ?= 30s

FRONTEND_SOURCES = $(shell find frontend/src frontend/public frontend/index.html \
	frontend/package-lock.json frontend/vite.config.ts -type f 2>/dev/null)
GO_SOURCES = $(shell find main.go go.mod go.sum app backend -type f -not -path '*/testdata/*' 2>/dev/null) $(wildcard *.go)

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Using it ----------------------------------------------------------------

.PHONY: run
run: ## Build and open the app; without a display, build the example into demo-out
	@sh build/run.sh

.PHONY: setup
setup: ## Install what is missing to build and test (apt as root or with sudo)
	@sh build/setup.sh test

.PHONY: build
build: ## Build the window into ./afterword
	@sh build/setup.sh build
	@$(MAKE) --no-print-directory afterword

afterword: frontend/dist/index.html $(GO_SOURCES)
	go build -trimpath -tags $(DESKTOP) -ldflags '-s -w' -o $@ .

frontend/dist/index.html: $(FRONTEND_SOURCES)
	cd frontend && npm run --silent build

.PHONY: headless
headless: ## Build the command line alone, static, into ./afterword
	@sh build/setup.sh run
	CGO_ENABLED=0 go build -trimpath -tags headless -ldflags '-s -w' -o afterword .

# --- Working on it -----------------------------------------------------------

.PHONY: dev
dev: ## Open the app with live reload of frontend and Go
	@sh build/setup.sh build
	go run $(WAILS) dev -skipbindings -tags webkit2_41

.PHONY: generate
generate: ## Remake the TypeScript of what the page calls, and the SQL queries' Go
	go run ./build/bindings
	@sh build/queries.sh $(SQLC)

.PHONY: golden
golden: ## Rewrite all golden files; review the difference before committing
	go test $$(grep -rlE --include='*_test.go' 'flag.Bool\("update"|retrotest\.Golden' app backend | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

.PHONY: format
format: ## Format Go, TypeScript, Svelte and CSS
	go run $(GOLANGCI_LINT) fmt
	cd frontend && npm run --silent format

# --- Checking it -------------------------------------------------------------

.PHONY: test
test: ## Install what the tests need and run all of them
	@sh build/setup.sh test
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory e2e
	@$(MAKE) --no-print-directory smoke
	@echo 'make test: all tests passed'

.PHONY: check
check: ## Check format, lint and generated code, then run all tests
	@sh build/setup.sh test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test
	@echo 'make check: format, lint, generated code and tests are in order'

.PHONY: lint
lint: ## Check format, lint and generated code, without the tests
	go run $(GOLANGCI_LINT) run
	go run $(GOLANGCI_LINT) run --build-tags headless .
	@$(MAKE) --no-print-directory -j2 page-lint page-types page-format page-unused
	@sh build/generated.sh

# The page's checks: each keeps one core busy, so that two run at a time.
page-%:
	cd frontend && npm run --silent check:$*

# What go vet finds, `make lint` finds too.
.PHONY: unit
unit: ## Run the Go tests with -race and the frontend's unit tests
	@sh build/inmemory.sh go test $(RACE) -vet=off -shuffle=on ./...
	cd frontend && npm test --silent

.PHONY: e2e
e2e: ## Run the end-to-end tests in Chromium, against the real backend
	@sh build/setup.sh test
	@$(MAKE) --no-print-directory frontend/dist/index.html
	cd frontend && npx --no-install vitest run --config e2e/vitest.config.ts

.PHONY: smoke
smoke: ## Drive the real window under Xvfb by real keys; leaves screenshots in smoke-out
	@sh build/setup.sh test
	@$(MAKE) --no-print-directory frontend/dist/index.html
	go test -tags smoke -count 1 -timeout 10m -v ./build/smoke

.PHONY: fuzz
fuzz: ## Fuzz every parser for T=30s each
	@sh build/fuzz.sh $(T)

.PHONY: bench
bench: ## Measure speed against its yardsticks, as ratios
	@sh build/setup.sh bench
	@$(MAKE) --no-print-directory frontend/dist/index.html
	go run ./build/bench
