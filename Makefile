# What a person does with this project. Everything sets itself up; Rust, make, and root or sudo are enough on Debian.
#
#   make demo          the seed article through a real RabbitMQ, enriched on the screen
#   make test          all tests, on a real RabbitMQ
#   make test-browser  the page of the console in Chromium, on a real RabbitMQ
#   make fault-test    20,000 messages while worker, broker and connections are killed and cut (FAULT_MESSAGES=20000)
#   make cluster-test  20,000 articles on three RabbitMQ nodes that fail one after the other (CLUSTER_MESSAGES=20000)
#   make scaling       what an article costs: processor time of worker and broker, and bytes
#   make large-articles  400 articles of 4 MiB through a worker in a container of 512 MB
#   make soak          full load with articles of mixed sizes for ten minutes: memory and file descriptors stay (SOAK=600)
#   make lint          format, lints, documentation
#   make release       the fastest program that can be built here: target/dist/dateline
#   make bench         enrichment alone
#   make bench-relay   the worker beside a bare relay, 50,000 articles (MESSAGES=50000)
#   make bench-peers   enrichment beside spaCy on the same articles, by processor time (ARTICLES=FILE.jsonl)
#   make bench-console  what the console costs at 500 articles a second, and the memory of the page
#   make schema        docs/enriched-article.schema.json anew
#   make licensed      the program with a names model from licensed texts alone (DATA and LISTS: artefacts/README.md)
#
# BROKER=4, 3.10 or process chooses the broker that is started; DATELINE_TEST_AMQP_URI names one that runs.

CARGO ?= cargo
BROKER ?=
MESSAGES ?= 50000
FAULT_MESSAGES ?= 20000
CLUSTER_MESSAGES ?= 20000
SOAK ?= 600

# A broker that is given needs no set-up.
set_up = $(if $(DATELINE_TEST_AMQP_URI),true,choice=$$(scripts/set-up-broker $(BROKER)) && export DATELINE_TEST_BROKER=$$choice)

.PHONY: help demo test test-browser fault-test cluster-test scaling large-articles soak lint release bench bench-relay bench-peers bench-console schema licensed

help:
	@sed -n 's/^# \{0,3\}//p' Makefile | sed -n '1,20p'

demo:
	@set -e; choice=$$(scripts/set-up-broker $(BROKER)); \
	case $$choice in \
	process) broker=--process ;; \
	*) broker="--image dateline-test/rabbitmq:$$(echo $$choice | sed 's/^4$$/4.0/')" ;; \
	esac; \
	$(CARGO) run --release --locked --bin dateline -- demo $$broker seeds

test:
	@set -e; scripts/set-up-python; $(set_up); $(CARGO) test --locked

test-browser:
	@set -e; rules=$$(scripts/set-up-browser); $(set_up); \
	DATELINE_TEST_AXE=$$rules $(CARGO) test --locked --test browser -- --test-threads=2

fault-test:
	@set -e; $(set_up); $(CARGO) build --release --locked --bin dateline; \
	DATELINE_FAULT_MESSAGES=$(FAULT_MESSAGES) DATELINE_TEST_PROGRAM=$(CURDIR)/target/release/dateline \
	$(CARGO) test --locked --test it -- --nocapture fault::

cluster-test:
	@set -e; scripts/broker-image 4.0; $(CARGO) build --release --locked --bin dateline; \
	DATELINE_CLUSTER_MESSAGES=$(CLUSTER_MESSAGES) DATELINE_TEST_PROGRAM=$(CURDIR)/target/release/dateline \
	$(CARGO) test --locked --test it -- --ignored --nocapture cluster::

scaling:
	@set -e; $(set_up); $(CARGO) build --release --locked --bin dateline; \
	DATELINE_TEST_PROGRAM=$(CURDIR)/target/release/dateline \
	$(CARGO) test --locked --test it -- --ignored --nocapture scaling::

large-articles:
	@set -e; $(set_up); $(CARGO) build --release --locked --bin dateline; \
	DATELINE_TEST_PROGRAM=$(CURDIR)/target/release/dateline \
	$(CARGO) test --locked --test it -- --ignored --nocapture image::

soak:
	@set -e; $(set_up); $(CARGO) build --release --locked --bin dateline; \
	DATELINE_SOAK_SECONDS=$(SOAK) DATELINE_TEST_PROGRAM=$(CURDIR)/target/release/dateline \
	$(CARGO) test --locked --test it -- --nocapture soak::

lint:
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --no-deps --document-private-items

release:
	scripts/build-release

bench:
	$(CARGO) bench --locked $(patsubst benches/%.rs,--bench %,$(filter-out benches/console.rs,$(wildcard benches/*.rs)))

bench-relay:
	@set -e; scripts/set-up-broker process >/dev/null; \
	MESSAGES=$(MESSAGES) $(CARGO) bench --locked --bench relay

bench-peers:
	$(CARGO) build --release --locked --bin dateline
	scripts/bench-peers target/release/dateline $(ARTICLES)

# The names of the bench itself; RATE, SECONDS and ROUNDS change it.
bench-console:
	@set -e; scripts/set-up-browser >/dev/null; $(set_up); $(CARGO) bench --locked --bench console

schema:
	DATELINE_UPDATE_GOLDEN=1 $(CARGO) test --locked --lib schema

# Writes over the names model of this working copy: `git checkout src/resources/artefacts/names.bin` brings it back.
licensed:
	@test -d "$(DATA)/names" -a -d "$(LISTS)" || { \
	echo "make licensed DATA=FOLDER LISTS=FOLDER: src/resources/artefacts/README.md says what is in them"; exit 2; }
	$(CARGO) run --release --locked --features build-resources --bin dateline-build -- names --licensed --data "$(DATA)" --lists "$(LISTS)"
	$(CARGO) build --release --locked
