# make        list the targets
# make demo   install what is missing from Debian, build, and do the main job on the example
# make test   all tests
# make lint   format, import directions, no machine's paths
# make format rewrite the sources in the project's format

SHELL := /bin/bash
DEMO := demo-output

.PHONY: help demo test lint format dependencies build

help:
	@sed -n 's/^# //p' Makefile

dependencies:
	@.ci/install-dependencies libxlsxwriter-dev zlib1g-dev pkg-config

# Static: the program then needs Debian's C libraries only, and starts faster.
build: dependencies
	swift build -c release --product gouji --static-swift-stdlib

demo: build
	@.ci/demo "$$(swift build -c release --show-bin-path)/gouji" Fixtures/weixian-2020 $(DEMO)

test: dependencies
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	.ci/check-imports
	.ci/check-paths

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift
