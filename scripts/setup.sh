#!/usr/bin/env bash
# Sets up a fresh clone: dependencies from the lockfiles where they are newer than what is installed, then the build.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh() { [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]; }
fresh . || npm ci --no-fund --no-audit
if [ "${1:-}" = "--sdks" ]; then
  for folder in test/sdks test/nodes test/app-sdk/packages; do
    [ ! -f "$folder/package-lock.json" ] || fresh "$folder" || npm ci --prefix "$folder" --ignore-scripts --no-fund --no-audit
  done
fi
export PATH="$PWD/node_modules/node/bin:$PWD/node_modules/.bin:$PATH"
node scripts/build.mjs --no-types
