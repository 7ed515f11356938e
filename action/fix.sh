#!/usr/bin/env bash
# Keeps the pull requests of mends: one of safe edits, one of archived copies for what is gone. What the check has just
# learnt is fresh in its state, so that little is asked again. A forge that refuses is said, and fails nothing else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$RUNNER_TEMP/linkcheck"
bin="$work/venv/bin"

words=()
"$bin/python" -I "$here/inputs.py" words PATHS > "$work/words"
while IFS= read -r -d '' word; do words+=("$word"); done < "$work/words"

code=0
for kinds in "" archived-copy; do
  options=(--pull-request --quiet --state="$work/state/state.db")
  if [[ -n "$kinds" ]]; then options+=(--only="$kinds"); fi
  "$bin/linkcheck" fix "${options[@]}" -- ${words[@]+"${words[@]}"} || code=$?
done
echo "code=$code" >> "$GITHUB_OUTPUT"
