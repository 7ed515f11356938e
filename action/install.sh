#!/usr/bin/env bash
# Installs linkcheck from this checkout into an environment of its own. What it is built with and runs on is locked by
# hash (requirements.txt, written by `make lock`), and no code of a package runs while it is installed (only wheels).
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work="$RUNNER_TEMP/linkcheck"
mkdir -p "$work/state" "$work/out"
# Away from the checked-out repository, and isolated (-I): a file there called venv.py or pip.py must not be run.
cd "$work"

python -I -m venv venv
pip=(venv/bin/python -I -m pip install --quiet --disable-pip-version-check)
"${pip[@]}" --require-hashes --only-binary :all: --requirement "$source_folder/action/requirements.txt"
"${pip[@]}" --no-deps --no-build-isolation "$source_folder"
