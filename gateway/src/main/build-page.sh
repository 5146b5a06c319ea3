#!/usr/bin/env bash
# Builds the page of src/main/web into target/classes/webroot, where the gateway serves it from.
# Does nothing that is done already: installs the libraries when package-lock.json has changed,
# and builds when a source is newer than the page (not openapi.ts, which
# is generated and holds types only). Maven runs it; -Dpage.skip=true leaves it out.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/web"
page=../../../target/classes/webroot/index.html

if ! command -v npm > /dev/null; then
  echo "npm is missing: install Node.js 20.19 or newer, or build without the page: -Dpage.skip=true" >&2
  exit 1
fi

# npm leaves this file behind when it has installed everything.
if [[ ! -f node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --no-audit --no-fund --loglevel=error
fi

if [[ -f $page && -z $(find . \( -path ./node_modules -o -path ./src/contract/openapi.ts \) -prune -o -type f -newer "$page" -print -quit) ]]; then
  exit 0
fi
npm run --silent build
