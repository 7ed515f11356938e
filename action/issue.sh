#!/usr/bin/env bash
# Keeps the one issue. The token is in GITHUB_TOKEN and goes to GITHUB_API_URL alone.
set -euo pipefail

work="$RUNNER_TEMP/linkcheck"
"$work/venv/bin/linkcheck" issue "$work/out/issue.md"
