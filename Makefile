# Everything needs only Python 3.11+ and make; PYTHON chooses another interpreter.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

DOCS := $(VENV)/.docs

.PHONY: lock docs pictures man demo test lint check run format clean release rehearse

demo: $(STAMP)  ## the whole job over list.md against the small web that ships with it
	$(BIN)/linkcheck demo --out out

test: $(STAMP)  ## the tests
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)  ## format, lint, types, the direction of imports, shell scripts, workflows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/shellcheck action/*.sh .ci/run
	$(BIN)/zizmor --quiet --offline --strict-collection action.yml .github

check: lint test  ## everything CI asks for

run: $(STAMP)  ## the real thing, over list.md, on the real web
	$(BIN)/linkcheck check list.md -o list.report.md

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

release: $(STAMP)  ## make release VERSION=0.2.0: version, dated changelog, pinned examples; then commit and tag
	$(BIN)/python .ci/release.py prepare "$(VERSION)"

rehearse: $(STAMP)  ## the steps of release.yml up to publishing, then pipx install from a folder of wheels, and the demo
	$(BIN)/python -m pip wheel --quiet --wheel-dir out/wheels --group release "pip>=26.1" hatchling pipx .
	rm -f out/wheels/awesome_linkcheck-*.whl
	LINKCHECK_WHEELS=out/wheels $(BIN)/python -m pytest tests/project/test_release.py

lock: $(STAMP)  ## what the Action installs, at its newest, with hashes
	$(BIN)/python -m pip install --quiet "uv>=0.9"
	echo hatchling | $(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
	  --output-file action/requirements.txt pyproject.toml -

docs: $(DOCS)  ## the site in out/site, strict; then our own check over what it is made of
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir out/site
	$(BIN)/linkcheck check docs README.md README.zh-CN.md CONTRIBUTING.md --offline --fragments

pictures: $(STAMP)  ## the documentation's pictures from the demo; wants Debian's chromium, cmark-gfm, fonts-wqy-zenhei
	$(BIN)/python docs/pictures.py

man: $(DOCS)  ## pages for man(1) in out/man, one a command
	$(BIN)/python docs/man.py out/man

$(DOCS): $(STAMP)
	$(BIN)/python -m pip install --quiet --group docs
	touch $@

clean:
	rm -rf $(VENV) out dist

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@# As pip does for whatever it copies: a start takes half the time.
	$(BIN)/python -m compileall -q linkcheck fetchers reports
	touch $@
