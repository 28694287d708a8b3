# cpom: the two commands of the README are `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
EXAMPLES := $(wildcard data/exemples/*.yaml)
DUREE ?= 60
PARTIES ?=
CONTRATS ?= 10000
SEUL ?= 2000
ARRETS ?= 20
SEED := $(or $(SEED),$(shell date +%s))
BUREAU := output/bureau/bureau.db
PROGRAMMATION := data/exemples/programmation-ehpad/programmation.yaml

.PHONY: help demo bureau test lint types imports conformite fuzz endurance bench paquet lock clean

help:  ## Lists the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

demo: $(INSTALLED)  ## Writes the contracts of data/exemples into output/, and a year of its programmation
	@$(BIN)/cpom generer $(EXAMPLES) --format docx,pdf --sortie output
	@$(BIN)/cpom lot $(PROGRAMMATION) --annee 2026 --format docx,pdf --sortie output/programmation-ehpad

bureau: $(INSTALLED)  ## Opens the desk in a browser, on the contracts of data/exemples
	@mkdir -p $(dir $(BUREAU))
	@[ -e $(BUREAU) ] || $(BIN)/cpom bureau importer $(EXAMPLES) --base sqlite:///$(BUREAU)
	@$(BIN)/cpom bureau --base sqlite:///$(BUREAU) --ouvrir

test: $(INSTALLED) lint types imports  ## Lint, types, direction of imports, tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

# The programs of .NET run there for a second or two each: to watch them, and compile them again, costs a third of their time.
conformite: export DOTNET_TieredPGO = 0
conformite: $(INSTALLED)  ## Every example against veraPDF, the Open XML SDK and LibreOffice
	npm install --silent --no-save --no-audit --no-fund --prefix tests/conformite
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(wildcard tests/conformite/*.py)

fuzz: $(INSTALLED)  ## Inputs drawn by lot for DUREE=60 minutes: what was tried, what was found; SEED=… draws the same again
	$(BIN)/python -m tests.fuzz --duree $(DUREE) --seed $(SEED) $(PARTIES)

endurance: $(INSTALLED)  ## CONTRATS=10000 in one run, kills at random, full disk, read-only folder, clock that jumps; SEED=… draws the same again
	$(BIN)/python -m tests.endurance --contrats $(CONTRATS) --seul $(SEUL) --arrets $(ARRETS) --seed $(SEED)

bench: $(INSTALLED)  ## Speed, growth and memory beside docxtpl and LibreOffice, in one run
	$(BIN)/python -m tests.benchmarks

paquet: $(INSTALLED)  ## The wheel, our library compiled in it, and beside it what it is made of (SBOM, CycloneDX), in output/paquet
	$(BIN)/python -m tests.paquet output/paquet

lock: $(INSTALLED)  ## Upgrades the lock file
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --quiet --output-file requirements.lock pyproject.toml
	touch requirements.lock

clean:  ## Forgets everything that was installed or generated
	rm -rf $(VENV) .conformite .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find output -mindepth 1 ! -name .gitignore -delete

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cpom demande Python 3.11 ou plus récent ($$($(PYTHON) --version) trouvé)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Il manque un paquet du système : apt-get install python3-venv"; exit 1; }
	@echo "Installation de cpom dans $(VENV)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	@# setuptools takes the folders of clauses/ and data/ for forgotten packages, and warns at length.
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@# On every core, when all is there, and ours too: an editable installation compiles nothing by itself, and each command
	@# would compile a hundred modules again. A package may have files of another Python, which it does not import here.
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q -j 0 cpom engine models
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || \
	  echo "Des modules de $(VENV)/lib n'ont pas pu être compilés d'avance : une commande qui s'en sert les compilera."
	@touch $@
