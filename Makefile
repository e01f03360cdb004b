# authscope: `make run` starts it, `make test` tests it. Both install what they need.

PREFIX ?= /usr/local
SWIFT ?= swift
# Release builds have their own folder, so that both kinds of build can run at once (`make -j2 test`).
RELEASE = .build-release
PROGRAMS = $(RELEASE)/release
# The linker finds these libraries in a folder that only has their archives: shared libraries would take 1 ms of a start.
# lld packs relative relocations: there are 80,000, which are 2 MB to read if they are not packed.
STATIC = $(RELEASE)/static
# Functions that the usual keys call come first, then those of a start (`make order`). Side by side, they need fewer
# pages of memory and fewer cache lines.
# All addresses are resolved at the start and are read-only afterwards (-z now). Libraries are not searched beside the
# program (no RUNPATH), where an attacker could put one.
STRIP = -Xlinker -s
ORDER = Tools/function-order.txt
LINK = -Xlinker -L$(STATIC) $(STRIP) -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs \
    -Xlinker -z -Xlinker now -Xlinker Tools/no-unwind-tables.ld -Xlinker --no-eh-frame-hdr \
    -Xswiftc -Xfrontend -Xswiftc -function-sections \
    -Xlinker --symbol-ordering-file=$(ORDER) -Xlinker --no-warn-symbol-ordering
SWIFT_RELEASE = $(SWIFT) build --scratch-path $(RELEASE) -c release --static-swift-stdlib --disable-local-rpath \
    -debug-info-format none $(LINK)
# `.ci/run` sets this, because nothing there reads debug information.
DEBUG_INFO ?=
SOURCES = Package.swift Sources Tests seeds
INTEROP = .build/interop
# The seconds that `make fuzz` spends on each target. TARGETS selects some of them.
SECONDS ?= 60
TARGETS ?=

.PHONY: run build debug test test-browser test-interop test-speed test-deb fuzz bench format lint tables record
.PHONY: pictures order install uninstall deb clean
.PHONY: need-swift need-libraries need-tmux need-openssl need-chromium need-valgrind need-bench need-built need-dpkg
.DEFAULT_GOAL := build

run: build
	@$(PROGRAMS)/authscope

build: need-swift need-libraries $(STATIC)
	$(SWIFT_RELEASE) --product authscope
	$(SWIFT_RELEASE) --product authscope-net
	$(SWIFT_RELEASE) --product authscope-yaml

$(STATIC):
	@mkdir -p $(STATIC)
	@for names in libstdc++.a:libstdc++.a libz.a:libz.a libgcc_eh.a:libgcc_s.a; do \
	    archive=$$(clang -print-file-name=$${names%:*}); \
	    [ ! -f "$$archive" ] || ln -sf "$$archive" $(STATIC)/$${names#*:}; done

# SwiftPM lets a target import another one that it does not declare. This build does not.
debug: need-swift need-libraries
	$(SWIFT) build $(DEBUG_INFO) --build-tests --explicit-target-dependency-import-check error

# The tests run the debug program in real terminals, and check the libraries of the release program.
# If all tests start at once, each waits for the threads of all others, until time limits end some.
test: build debug need-tmux need-openssl
	$(SWIFT) test --skip-build --experimental-maximum-parallelization-width 8

# The pages of the rehearsal provider in headless Chromium. Screenshots go to .build/browser.
test-browser: build need-tmux need-openssl need-chromium
	python3 -B -m unittest discover --start-directory Tests/Browser

# The whole flow against django-oauth-toolkit, an independent server, in a Python environment of its own.
test-interop: build $(INTEROP)/ready
	cd Tests/Interop && ../../$(INTEROP)/bin/python -B -W ignore::DeprecationWarning -m unittest

$(INTEROP)/ready: Tests/Interop/requirements.txt
	@python3 -c 'import ensurepip' 2>/dev/null || { $(call apt,python3 python3-venv); }
	python3 -m venv --clear $(INTEROP)
	$(INTEROP)/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Interop/requirements.txt
	@touch $@

# The instructions of a start and of a key, which do not depend on the load of the machine.
test-speed: build need-valgrind
	Tests/Benchmarks/instructions $(PROGRAMS)/authscope

# Functions that are gone are ignored, new ones are not at the front: from time to time is often enough.
order: STRIP = -Xlinker -Map=$(RELEASE)/authscope.map -Xlinker --no-demangle
order: need-swift need-libraries need-valgrind $(STATIC)
	rm -f $(PROGRAMS)/authscope
	$(SWIFT_RELEASE) --product authscope
	objcopy --strip-debug $(PROGRAMS)/authscope $(RELEASE)/authscope-with-names
	Tests/Benchmarks/function-order $(RELEASE)/authscope-with-names $(RELEASE)/authscope.map >$(ORDER)
	rm $(PROGRAMS)/authscope

bench: build need-bench
	$(SWIFT_RELEASE) --product CoreBenchmark
	$(SWIFT_RELEASE) --product ListenerBenchmark
	Tests/Benchmarks/run

# Invalid input for all readers. The flags differ from those of other builds, so it has its own folder.
# swiftc only uses the last list of sanitizers. libFuzzer must be given to SwiftPM too, so that it does not rename main.
# BoringSSL, the only C++, is not instrumented.
fuzz: need-swift need-libraries
	$(SWIFT) build --scratch-path .build-fuzz -c release --product Fuzz --sanitize fuzzer -Xswiftc -DFUZZER \
	    -Xswiftc -sanitize=address,fuzzer -Xswiftc -use-ld=lld -Xcc -fsanitize=address -Xcxx -fno-sanitize=all
	Tests/Fuzz/run $(SECONDS) $(TARGETS)

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

lint: need-swift need-libraries
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	clang -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
	    -DNCURSES_WIDECHAR=1 -D_GNU_SOURCE -ISources/CNcurses/include -include Sources/CPrctl/prctl.h \
	    -include Sources/CSpawn/gnu-spawn.h \
	    Sources/CNcurses/shim.c Sources/CNcurses/lean-entry.c
	clang -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -ISources/CQuietDispatch/include \
	    Sources/CQuietDispatch/quiet.c
	@! grep -rnE '^ *(@.*)?import (Foundation|FoundationNetworking)$$' Sources seeds \
	    || { echo 'Full Foundation costs 5 ms at every start: docs/architecture.md'; exit 1; }
	@! grep -rnE '(^|[^a-zA-Z.])(print|debugPrint|dump|fputs|puts|printf|perror|Glibc\.write|FileHandle)\(' \
	    Sources/authscope Sources/authscope-net Sources/Commands Sources/Options Sources/Wire \
	    | grep -v '^Sources/Commands/Writing.swift:' \
	    || { echo 'Output goes through write(_:to:) alone: docs/architecture.md'; exit 1; }

# Sources/Text: Unicode's data in Swift.
tables: /usr/share/unicode/DerivedCoreProperties.txt
	Tools/invisible-characters $<

/usr/share/unicode/DerivedCoreProperties.txt:
	@$(call apt,unicode-data)

# Records the files that are generated from the program. A test compares each of them. Review the difference like code.
record: need-swift need-libraries
	RECORD=1 $(SWIFT) test --filter 'AppTests|CommandTests'

# The pictures of the README and the guide, from golden frames.
pictures: need-swift need-libraries
	RECORD=1 $(SWIFT) test --filter 'AppTests.PictureTests'

# --- Installing: what `make build` has built, and nothing else ---------------------------------------------------

# Only `authscope` is for users. It finds the others in libexec.
HELPERS = authscope-net authscope-yaml
SHARE = $(DESTDIR)$(PREFIX)/share
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/authscope
PROVIDERS = $(SHARE)/authscope/providers
SAMPLES = $(SHARE)/authscope/samples
SCHEMAS = $(SHARE)/authscope/schemas
MANUAL = $(SHARE)/man/man1/authscope.1 $(SHARE)/man/man5/authscope-provider.5
# Where each shell looks. A Debian package has another folder for zsh.
ZSH_FOLDER ?= share/zsh/site-functions
COMPLETIONS = $(SHARE)/bash-completion/completions/authscope $(DESTDIR)$(PREFIX)/$(ZSH_FOLDER)/_authscope \
    $(SHARE)/fish/vendor_completions.d/authscope.fish

install: need-built
	install -D -m 755 -s $(PROGRAMS)/authscope $(DESTDIR)$(PREFIX)/bin/authscope
	install -d $(LIBEXEC) $(PROVIDERS) $(SAMPLES) $(SCHEMAS)
	install -m 755 -s $(HELPERS:%=$(PROGRAMS)/%) $(LIBEXEC)
	# Their places in earlier versions.
	rm -f $(DESTDIR)$(PREFIX)/bin/authscope-yaml
	install -m 644 seeds/providers/*.json $(PROVIDERS)
	install -m 644 seeds/samples/*.json $(SAMPLES)
	install -m 644 docs/*.schema.json $(SCHEMAS)
	install -d $(sort $(dir $(MANUAL) $(COMPLETIONS)))
	for page in $(MANUAL); do $(PROGRAMS)/authscope manual $${page##*/} > $$page && chmod 644 $$page || exit 1; done
	set -- bash zsh fish; for file in $(COMPLETIONS); do \
	    $(PROGRAMS)/authscope --generate-completion-script $$1 > $$file && chmod 644 $$file && shift || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/authscope $(HELPERS:%=$(LIBEXEC)/%) $(MANUAL) $(COMPLETIONS)
	rm -f $(patsubst seeds/providers/%,$(PROVIDERS)/%,$(wildcard seeds/providers/*.json))
	rm -f $(patsubst seeds/samples/%,$(SAMPLES)/%,$(wildcard seeds/samples/*.json))
	rm -f $(patsubst docs/%,$(SCHEMAS)/%,$(wildcard docs/*.schema.json))
	for folder in $(LIBEXEC) $(PROVIDERS) $(SAMPLES) $(SCHEMAS) $(SHARE)/authscope; do \
	    [ ! -d $$folder ] || rmdir --ignore-fail-on-non-empty $$folder; done

# A Debian package in .build. It holds what `make install` installs.
deb: need-built need-dpkg
	Tools/deb $(PROGRAMS)

# Installs the package into a folder, runs it there, and removes it.
test-deb: deb
	PROGRAMS=$(PROGRAMS) python3 -B -m unittest discover --start-directory Tests/Packaging

clean:
	$(SWIFT) package clean
	$(SWIFT) package --scratch-path $(RELEASE) clean

# --- Requirements of the machine ---------------------------------------------------------------------------------

need-swift:
	@command -v $(SWIFT) >/dev/null || { echo 'Swift 6.3 is needed: https://www.swift.org/install/linux'; exit 1; }

# $(call apt,packages): installs Debian packages as root or through sudo, or prints the command to type.
apt = \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null && sudo -v; then as_root=sudo; \
	else echo 'Please type: sudo apt-get install -y $(1)'; exit 1; fi; \
	echo 'Installing $(1)'; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null 2>&1 \
	|| { $$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; } \
	|| { echo 'That failed. Please type: sudo apt-get install -y $(1)'; exit 1; }

# ncurses is for the terminal, and async-http-client needs zlib.
need-libraries:
	@printf '#include <ncurses.h>\n#include <zlib.h>\n' | clang -E -x c - >/dev/null 2>&1 \
	    || { $(call apt,libncurses-dev zlib1g-dev); }

need-built:
	@for program in authscope $(HELPERS); do \
	    [ -x $(PROGRAMS)/$$program ] || { echo "There is no $(PROGRAMS)/$$program. Please type: make build"; exit 1; }; done

need-dpkg:
	@{ command -v dpkg-shlibdeps && command -v python3; } >/dev/null || { $(call apt,dpkg-dev python3); }

need-tmux:
	@command -v tmux >/dev/null || { $(call apt,tmux); }

# The tests use it to make valid and invalid certificates.
need-openssl:
	@command -v openssl >/dev/null || { $(call apt,openssl); }

need-chromium:
	@{ command -v chromium && command -v chromedriver && command -v python3; } >/dev/null \
	    || { $(call apt,chromium chromium-driver python3); }

need-valgrind:
	@command -v valgrind >/dev/null || { $(call apt,valgrind python3); }

BENCH_PACKAGES = strace fzf dialog nnn tig vim-tiny less golang-go golang-golang-x-oauth2-dev python3-yaml
need-bench:
	@for program in strace fzf dialog nnn tig vim.tiny less go; do \
	    command -v $$program >/dev/null || { $(call apt,$(BENCH_PACKAGES)); break; }; done
	@python3 -c 'import yaml; yaml.CSafeLoader' 2>/dev/null || { $(call apt,python3-yaml); }
