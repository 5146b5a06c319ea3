#!/usr/bin/env bash
# Builds the last release, once, and prints its name and the folder of its built sources, with a space between.
# By variable:
#   UPGRADE_FROM   another tag or commit; default: the newest tag v… before the present commit, else the present commit
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

from=${UPGRADE_FROM:-$(git tag --list 'v*' --merged HEAD --no-contains HEAD --sort=-version:refname | head -n 1)}
if [ -z "$from" ]; then
  from=HEAD
  say "There is no earlier release (no tag v…): the present commit takes its part." >&2
fi
commit=$(git rev-parse --verify --quiet "$from^{commit}") || fail "UPGRADE_FROM is $from, expected a tag or commit."
[ "$from" != HEAD ] || from=$(git rev-parse --short HEAD)

built=$PWD/target/releases/$commit
if [ ! -d "$built" ]; then
  say "Building $from into target/releases (a few minutes, once) …" >&2
  rm -rf "$built.part"
  mkdir -p "$built.part"
  git archive "$commit" | tar -x -C "$built.part"
  mvn --quiet --batch-mode --file "$built.part/pom.xml" "-Dbuild.commit=${commit::12}" --projects all-in-one --also-make \
    package -DskipTests -Dspotless.check.skip -Dpage.check.skip >&2
  rm -rf "$built.part/gateway/src/main/web/node_modules"
  mv "$built.part" "$built"
fi
echo "$from $built"
