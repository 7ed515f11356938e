#!/usr/bin/env bash
# Checks the links. Inputs come by environment and stay words: they are split as a shell would, and never evaluated.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$RUNNER_TEMP/linkcheck"
bin="$work/venv/bin"

words=()
split() {
  words=()
  "$bin/python" -I "$here/inputs.py" words "$1" > "$work/words"
  while IFS= read -r -d '' word; do words+=("$word"); done < "$work/words"
}

options=(--state="$work/state/state.db" --format="json=$work/report.json")
memory=""
if [[ "${INPUT_DELIVER:-none}" != none || -n "${INPUT_MEMORY:-}" ]]; then
  IFS= read -r -d '' memory < <("$bin/python" -I "$here/inputs.py" memory) || true
fi
if [[ -n "$memory" && ("${INPUT_DELIVER:-}" == branch || "${INPUT_DELIVER:-}" == pull-request) ]]; then
  # What counts is on the branch of the reports, whatever the checkout holds: the memory, and stars as last written.
  into=. wanted=("$memory")
  if [[ -n "${INPUT_SINCE:-}" ]]; then
    into="$work/recalled"
  elif [[ -n "${INPUT_REPORT:-}" ]]; then
    wanted+=("$INPUT_REPORT")
  fi
  "$bin/linkcheck" deliver --recall --into "$into" --to "$INPUT_DELIVER" --branch "$INPUT_REPORT_BRANCH" -- "${wanted[@]}" || true
  if [[ -f "$work/recalled/$memory" ]]; then memory="$work/recalled/$memory"; fi
fi
if [[ -n "$memory" ]]; then options+=(--memory="$memory"); fi
if [[ -n "${INPUT_SINCE:-}" ]]; then
  # Of a contribution there is no report to keep: only its own lines are looked at.
  options+=(--since="$INPUT_SINCE" --fail-on="${INPUT_FAIL_ON:-new}")
else
  options+=(--fail-on="${INPUT_FAIL_ON:-newly-confirmed}")
  options+=(--format="github-issue=$work/out/issue.md")
  if [[ -n "${INPUT_REPORT:-}" ]]; then options+=(--output="$INPUT_REPORT"); fi
  split FORMATS
  for word in ${words[@]+"${words[@]}"}; do options+=(--format="$word"); done
fi
split ARGS
options+=(${words[@]+"${words[@]}"})
split PATHS

rm -f "$work/report.json"
code=0
"$bin/linkcheck" check "${options[@]}" -- ${words[@]+"${words[@]}"} || code=$?

# An interpreter that dies of an error of ours ends with 1, too, but leaves no result.
if [[ $code -le 1 && ! -f "$work/report.json" ]]; then
  echo "linkcheck: ended without a result; please report it" >&2
  exit 70
fi
{
  echo "code=$code"
  echo "json=$work/report.json"
} >> "$GITHUB_OUTPUT"
case $code in
  0 | 1) ;;
  *) exit "$code" ;;
esac

if [[ -z "${INPUT_SINCE:-}" ]]; then
  "$bin/python" -I "$here/inputs.py" collect . "$work/out/files"
  if [[ -n "${INPUT_REPORT:-}" && "$INPUT_REPORT" != *$'\n'* ]]; then echo "report=$INPUT_REPORT" >> "$GITHUB_OUTPUT"; fi
fi
