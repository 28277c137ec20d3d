# make            installs what is missing, builds sitegen, and writes the demonstration site into Output
# make test       runs the tests
# make install    puts the executable into $(PREFIX)/bin, its manual page and the completions of shells beside it
# make validate   lets feed readers and validators of others read the demonstration site
# make lint       what CI says about the form of the code
# make workbench  compiles the benchmarks and the fuzzers, packages of their own that `make test` does not build
# make bench      times whole builds against Hugo and the floor: make bench BENCH='--articles 1000,100000 --runs 3';
#                 then how long `sitegen serve` takes from saving a file to the browser: make bench SERVE='--articles 1000'

# make audit      measures the theme in a headless Chromium, and fails where a promise is broken
# make desk       looks at `sitegen serve` through the same browser
# make look       takes pictures of every kind of page into $(PICTURES); what these need they say themselves
PREFIX ?= /usr/local
DESTDIR ?=
MAN_FOLDER = $(PREFIX)/share/man/man1
BASH_FOLDER = $(PREFIX)/share/bash-completion/completions
ZSH_FOLDER = $(PREFIX)/share/zsh/site-functions
FISH_FOLDER = $(PREFIX)/share/fish/vendor_completions.d
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# On Linux the Swift runtime goes into the executable; on a Mac it is part of the system.
FLAGS := -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

BENCH ?=

.PHONY: all libcmark build demo test lint workbench validate bench install uninstall clean look audit desk

all: demo

# Portable links: the pages can be opened from disk, without a server.
demo: build
	@"$$(swift build $(FLAGS) --show-bin-path)/sitegen" build --portable --frozen
	@echo "open file://$(CURDIR)/Output/index.html"

build: libcmark
	swift build $(FLAGS) --product sitegen

libcmark:
	@if pkg-config --exists libcmark 2>/dev/null || [ -f /usr/include/cmark.h ]; then :; \
	elif command -v apt-get >/dev/null; then \
	  echo "libcmark is missing: installing libcmark-dev"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libcmark-dev; \
	elif command -v brew >/dev/null; then \
	  echo "libcmark is missing: installing cmark"; brew install cmark pkg-config; \
	else echo "libcmark is missing: install it with your package manager (libcmark-dev, cmark-devel, cmark)"; exit 1; fi

test: libcmark
	swift test

# Programs of others read the demonstration site: feed readers, schemas, the Nu checker, nginx and Caddy, where they are installed.
validate: demo
	python3 Tests/Validators/check.py Output
	python3 Tests/Validators/servers.py "$$(swift build $(FLAGS) --show-bin-path)/sitegen"

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

# The benchmark of templates would build the generator again, with toml++ and Stencil: what it takes from us is checked against
# the modules of `make test`, and what compares it with other languages is not.
WORKBENCH = Benchmarks/Build Benchmarks/Markdown Fuzzing/Markdown Fuzzing/Template
TEMPLATE_BENCHMARK = Tests/Benchmarks/Template/Sources/TemplateBenchmark

workbench: libcmark
	swift build -q --build-tests
	for package in $(WORKBENCH); do swift build -q --package-path "Tests/$$package" || exit 1; done
	swiftc -typecheck -swift-version 6 -I "$$(swift build --show-bin-path)/Modules" -I Sources/CCmark \
	  -I .build/checkouts/Yams/Sources/CYaml/include -I .build/checkouts/TOMLKit/Sources/CTOML/include \
	  $(filter-out %/main.swift %/OtherLanguages.swift, $(wildcard $(TEMPLATE_BENCHMARK)/*.swift))

bench: build
	swift run -c release --package-path Tests/Benchmarks/Build BuildBenchmark \
	  --sitegen "$$(swift build $(FLAGS) --show-bin-path)/sitegen" --floor Tests/Benchmarks/Build/floor.c $(BENCH)
	python3 Tests/Benchmarks/Build/serve.py --sitegen "$$(swift build $(FLAGS) --show-bin-path)/sitegen" $(SERVE)

PICTURES ?= /tmp/sitegen-pictures

look: libcmark
	swift build --product sitegen
	python3 Tests/Browser/look.py --out "$(PICTURES)"

audit: libcmark
	swift build --product sitegen
	python3 Tests/Browser/audit.py

desk: libcmark
	swift build --product sitegen
	python3 Tests/Browser/serve.py

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(MAN_FOLDER)" "$(DESTDIR)$(BASH_FOLDER)" "$(DESTDIR)$(ZSH_FOLDER)" "$(DESTDIR)$(FISH_FOLDER)"
	install -s "$$(swift build $(FLAGS) --show-bin-path)/sitegen" "$(DESTDIR)$(PREFIX)/bin/sitegen"
	"$(DESTDIR)$(PREFIX)/bin/sitegen" docs manual > "$(DESTDIR)$(MAN_FOLDER)/sitegen.1"
	"$(DESTDIR)$(PREFIX)/bin/sitegen" --generate-completion-script bash > "$(DESTDIR)$(BASH_FOLDER)/sitegen"
	"$(DESTDIR)$(PREFIX)/bin/sitegen" --generate-completion-script zsh > "$(DESTDIR)$(ZSH_FOLDER)/_sitegen"
	"$(DESTDIR)$(PREFIX)/bin/sitegen" --generate-completion-script fish > "$(DESTDIR)$(FISH_FOLDER)/sitegen.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/sitegen" "$(DESTDIR)$(MAN_FOLDER)/sitegen.1" "$(DESTDIR)$(BASH_FOLDER)/sitegen" \
	  "$(DESTDIR)$(ZSH_FOLDER)/_sitegen" "$(DESTDIR)$(FISH_FOLDER)/sitegen.fish"

clean:
	swift package clean
