# make        list the targets
# make demo   install what is missing from Debian, build, and do the main job on the example
# make install   build, and put the program into PREFIX/bin (PREFIX=/usr/local)
# make test   all tests
# make lint   format, import directions, no machine's paths
# make bench  time the readers and the writer against their peers (writes docs/PERFORMANCE.md)
# make rules  write docs/RULES.md from the templates
# make accuracy  measure the verdicts and localisation (writes docs/ACCURACY.md)
# make fuzz   a short run of each fuzz target
# make format rewrite the sources in the project's format

SHELL := /bin/bash
DEMO := demo-output
PREFIX ?= /usr/local

.PHONY: help demo install test lint rules bench fuzz format dependencies build

help:
	@sed -n 's/^# //p' Makefile

dependencies:
	@.ci/install-dependencies libxlsxwriter-dev libisal-dev zlib1g-dev pkg-config

# Static: the program then needs Debian's C libraries only, and starts faster.
build: dependencies
	swift build -c release --product gouji --static-swift-stdlib

demo: build
	@.ci/demo "$$(swift build -c release --show-bin-path)/gouji" Fixtures/weixian-2020 $(DEMO)

# Stripped of its symbols, a third of the file.
install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 "$$(swift build -c release --show-bin-path)/gouji" "$(DESTDIR)$(PREFIX)/bin/gouji"

test: dependencies
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift
	.ci/check-imports
	.ci/check-paths

rules: dependencies
	swift build --product gouji
	"$$(swift build --show-bin-path)/gouji" profiles rules > docs/RULES.md

BENCH_DATA := .build/bench-data

bench: build
	@.ci/install-dependencies time
	python3 Benchmarks/make_data.py $(BENCH_DATA)
	python3 Benchmarks/bench_readers.py $(BENCH_DATA) "$$(swift build -c release --show-bin-path)/gouji"
	python3 Benchmarks/bench_import.py $(BENCH_DATA) "$$(swift build -c release --show-bin-path)/gouji"
	python3 Benchmarks/bench_note.py $(BENCH_DATA) "$$(swift build -c release --show-bin-path)/gouji"
	Benchmarks/writer/run
	python3 Benchmarks/bench_disclosure.py "$$(swift build -c release --show-bin-path)/gouji"
	python3 Benchmarks/make_registers.py $(BENCH_DATA)/registers
	python3 Benchmarks/bench_registers.py $(BENCH_DATA)/registers "$$(swift build -c release --show-bin-path)/gouji"

# Trials of each kind and population; 5 is enough while developing.
PLANTS ?= 40
MACHINE = $$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $$(nproc) cores

accuracy: dependencies
	swift build -c release --product accuracy
	{ cat Benchmarks/accuracy/preface.md; \
	  echo "Machine: $(MACHINE); $$(swift --version 2>&1 | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p')."; \
	  "$$(swift build -c release --show-bin-path)/accuracy" $(PLANTS) \
	    Fixtures/weixian-2020-corrected Fixtures/yuntai-2024 Fixtures/songpu-2026 \
	    Fixtures/songpu-library-2026; } > docs/ACCURACY.md.new
	mv docs/ACCURACY.md.new docs/ACCURACY.md

FUZZ_SECONDS ?= 60

# The leak checker is off: it does not know references that lie in enums with bits of their own, and takes what a
# waiting thread still holds for lost.
fuzz: dependencies
	@.ci/install-dependencies libexpat1-dev
	GOUJI_FUZZING=1 swift build -c release --product gouji-fuzz --scratch-path .build/fuzz \
	  --sanitize=address
	for target in zip inflate xml expat xlsx csv; do \
	  mkdir -p .build/fuzz-corpus/$$target; \
	  GOUJI_FUZZ=$$target SWIFT_BACKTRACE=enable=no .build/fuzz/release/gouji-fuzz \
	    -detect_leaks=0 -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2048 -dict=Tests/Fuzz/xml.dict \
	    .build/fuzz-corpus/$$target || exit 1; \
	done

format:
	swift format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift
