#!/usr/bin/env bash
# Commits the reports to the branch where they differ from what it has. The commit is made on top of the branch as it is
# at this moment and without the working tree: what others pushed in between stays, and nothing can conflict, for the
# files are written by nobody else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
from="$RUNNER_TEMP/linkcheck/out/files"
branch="refs/heads/$GITHUB_REF_NAME"
changed=false

if [[ "${GITHUB_REF_TYPE:-branch}" != branch ]]; then
  echo "linkcheck: $GITHUB_REF_NAME is a tag; a report can only be committed to a branch" >&2
  exit 2
fi

# Only what the inputs name is taken, whatever else the folder may hold.
python -I "$here/inputs.py" collect "$from" .
python -I "$here/inputs.py" files "$from" > "$RUNNER_TEMP/linkcheck/files"
files=()
while IFS= read -r -d '' file; do files+=("$file"); done < "$RUNNER_TEMP/linkcheck/files"

if [[ -n "${COMMIT_TOKEN:-}" && -n "${GITHUB_SERVER_URL:-}" ]]; then
  # For this process alone and for this server alone. The empty value takes away what actions/checkout may have left.
  header="http.$GITHUB_SERVER_URL/.extraheader"
  basic=$(printf 'x-access-token:%s' "$COMMIT_TOKEN" | base64 | tr -d '\n')
  echo "::add-mask::$basic"
  export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0="$header" GIT_CONFIG_VALUE_0="" GIT_CONFIG_KEY_1="$header"
  export GIT_CONFIG_VALUE_1="AUTHORIZATION: basic $basic"
fi
export GIT_AUTHOR_NAME="github-actions[bot]" GIT_COMMITTER_NAME="github-actions[bot]"
export GIT_AUTHOR_EMAIL="41898282+github-actions[bot]@users.noreply.github.com"
export GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"
export GIT_INDEX_FILE="$RUNNER_TEMP/linkcheck/index"

done=false
if [[ ${#files[@]} -eq 0 ]]; then done=true; fi
for attempt in 1 2 3 4 5; do
  if [[ $done == true ]]; then break; fi
  git fetch --quiet --no-tags origin "$branch"
  tip=$(git rev-parse --verify FETCH_HEAD)
  rm -f "$GIT_INDEX_FILE"
  git read-tree "$tip"
  git --literal-pathspecs add --force -- "${files[@]}"
  tree=$(git write-tree)
  if [[ "$tree" == "$(git rev-parse --verify "$tip^{tree}")" ]]; then
    done=true
    break
  fi
  commit=$(git commit-tree "$tree" -p "$tip" -m "$COMMIT_MESSAGE" -m "${COMMIT_HEADLINE:-}")
  if git push --quiet origin "$commit:$branch"; then
    changed=true
    done=true
  else
    echo "linkcheck: somebody else pushed (attempt $attempt)" >&2
    sleep "$((attempt * ${COMMIT_PAUSE:-2}))"
  fi
done

echo "changed=$changed" >> "$GITHUB_OUTPUT"
if [[ $done != true ]]; then
  echo "linkcheck: the report could not be pushed" >&2
  exit 1
fi
