#!/usr/bin/env bash
# Delivers the reports and the memory. A remote that takes none is said, and fails the job at its end: whatever became
# of the reports, the issue is kept.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work="$RUNNER_TEMP/linkcheck"

# Only what the inputs name is taken, whatever else the folder may hold.
python -I "$here/inputs.py" collect "$work/out/files" .
python -I "$here/inputs.py" files "$work/out/files" > "$work/files"
files=()
while IFS= read -r -d '' file; do files+=("$file"); done < "$work/files"

code=0
result=unchanged
if [[ ${#files[@]} -gt 0 ]]; then
  "$work/venv/bin/linkcheck" deliver --to "$INPUT_DELIVER" --branch "$INPUT_REPORT_BRANCH" --message "$INPUT_COMMIT_MESSAGE" \
    --commit-on "$INPUT_COMMIT_ON" --headline "${HEADLINE:-}" -- "${files[@]}" > "$work/delivered" || code=$?
  cat "$work/delivered"
  result=$(tail -n 1 "$work/delivered")
fi
{
  echo "code=$code"
  if [[ "$result" == changed ]]; then echo "changed=true"; else echo "changed=false"; fi
} >> "$GITHUB_OUTPUT"
