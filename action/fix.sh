#!/usr/bin/env bash
# Keeps the pull requests: one of safe mends, one of archived copies for what is gone, one of stars and dates. What the
# check has just learnt is fresh in its state, so that little is asked again. A forge that refuses is said, and fails
# nothing else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$RUNNER_TEMP/linkcheck"
bin="$work/venv/bin"

words=()
"$bin/python" -I "$here/inputs.py" words PATHS > "$work/words"
while IFS= read -r -d '' word; do words+=("$word"); done < "$work/words"

keep() {
  "$bin/linkcheck" "$1" --pull-request --quiet --state="$work/state/state.db" "${@:2}" -- ${words[@]+"${words[@]}"} || true
}
if [[ "${INPUT_FIX:-none}" == pull-request ]]; then
  keep fix
  keep fix --only=archived-copy
fi
if [[ "${INPUT_ENRICH:-none}" == pull-request ]]; then keep enrich; fi
