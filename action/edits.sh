#!/usr/bin/env bash
# Edits of the lists, in two halves: `find` reads the web and needs no right to write; `keep` writes pull requests of what
# was found and reads no web: one of safe mends, one of archived copies for what is gone, one of stars and dates. What the
# check has just learnt is fresh in its state, so that little is asked again. What fails here is said, and fails no job.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$RUNNER_TEMP/linkcheck"
found="$work/out/edits"

half=$1
declined=()
if [[ "$half" == find ]]; then
  declined=(--include-declined)  # Which these are, the other half knows.
else
  IFS= read -r -d '' memory < <(python -I "$here/inputs.py" memory) || true
  if [[ -n "$memory" ]]; then declined=(--memory="$work/out/files/$memory"); fi  # The copy that is delivered.
fi

words=()
python -I "$here/inputs.py" words PATHS > "$work/words"
while IFS= read -r -d '' word; do words+=("$word"); done < "$work/words"

edit() {
  local name=$1
  shift
  if [[ "$half" == find ]]; then
    mkdir -p "$found"
    "$work/venv/bin/linkcheck" "$@" --format=json --quiet --state="$work/state/state.db" -- ${words[@]+"${words[@]}"} \
      > "$found/$name.json" || rm -f "$found/$name.json"
  elif [[ -f "$found/$name.json" ]]; then
    "$work/venv/bin/linkcheck" "$@" --pull-request --quiet --edits="$found/$name.json" -- ${words[@]+"${words[@]}"} || true
  fi
}

if [[ "${INPUT_FIX:-none}" == pull-request ]]; then
  edit mends fix ${declined[@]+"${declined[@]}"}
  edit gone fix ${declined[@]+"${declined[@]}"} --only=archived-copy
fi
if [[ "${INPUT_ENRICH:-none}" == pull-request ]]; then edit marks enrich; fi
