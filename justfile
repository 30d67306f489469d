# Recipes use the tools of the active environment:
#   python -m pip install -c constraints.txt -e ".[dev,cluster]"

set shell := ["bash", "-euo", "pipefail", "-c"]

# everything that is checked before a change is accepted
default: lint types layers frontend docs test kernels smoke

# formatting and lint, without changing anything
lint:
    ruff check .
    ruff format --check .

# mend what can be mended mechanically
fix:
    ruff check --fix .
    ruff format .

# static types
types:
    mypy

# imports go down only
layers:
    lint-imports

# types and unit tests of the scripts of the pages
frontend:
    python frontend/build.py check

# build the documentation, both languages, strictly, into site/
docs:
    python -m docs.build

# the pictures of the guides, from the tests in the browser, then the documentation with them
guides:
    python -m docs.guides
    python -m docs.build

# the whole suite, or the part named
test *arguments:
    python -m pytest {{ arguments }}

# the kernels and their slow twins as plain Python, without compilation
kernels:
    NUMBA_DISABLE_JIT=1 python -m pytest tests/kernels -m "not slow"

# a short run of the demonstration and of every benchmark
smoke:
    portee demo --size S --no-serve --out build/demo
    python -m benchmarks --smoke

# the demonstration as a newcomer sees it
demo:
    portee demo

# measure; results go to benchmarks/RESULTS.md
bench *arguments:
    python -m benchmarks {{ arguments }}

# pin every dependency, one version for Python 3.11 to 3.13 on every platform; add --upgrade to move to newer versions
constraints *arguments:
    uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --all-extras --no-emit-index-url --no-annotate \
        --custom-compile-command "just constraints" {{ arguments }} --output-file constraints.txt pyproject.toml

# a change note: just note 12.added "What is new."
note name text:
    towncrier create --content "{{ text }}" "{{ name }}.md"

# move the change notes into CHANGELOG.md
changelog version:
    towncrier build --yes --version {{ version }}

# everything, on a fresh environment, as the build server does
ci:
    .ci/run
