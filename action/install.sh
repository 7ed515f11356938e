#!/usr/bin/env bash
# Installs linkcheck into an environment of its own: from this checkout, or a release if INPUT_VERSION names one.
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work="$RUNNER_TEMP/linkcheck"
mkdir -p "$work/state" "$work/out"
# Away from the checked-out repository, and isolated (-I): a file there called venv.py or pip.py must not be run.
cd "$work"

version="${INPUT_VERSION:-}"
if [[ -n "$version" && ! "$version" =~ ^[0-9]+(\.[0-9]+)*((a|b|rc|\.post|\.dev)[0-9]+)*$ ]]; then
  echo "linkcheck: version: not a version number such as 1.2.0" >&2
  exit 2
fi

python -I -m venv venv
if [[ -n "$version" ]]; then
  venv/bin/python -I -m pip install --quiet --disable-pip-version-check "awesome-linkcheck==$version"
else
  venv/bin/python -I -m pip install --quiet --disable-pip-version-check "$source_folder"
fi
