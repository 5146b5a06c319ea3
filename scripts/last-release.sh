#!/usr/bin/env bash
# Builds the last release into target/upgrade, once, and prints its name and its class path, with a space between.
# By variable:
#   UPGRADE_FROM   another tag or commit; as a rule the newest tag v… before the present commit, else the present commit
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

built=$PWD/target/upgrade/$commit
if [ ! -d "$built" ]; then
  say "Building $from into target/upgrade (a few minutes, once) …" >&2
  sources=$built.sources
  rm -rf "$sources"
  mkdir -p "$sources"
  git archive "$commit" | tar -x -C "$sources"
  mvn --quiet --batch-mode --file "$sources/pom.xml" --projects all-in-one --also-make package \
    -DskipTests -Dspotless.check.skip -Dpage.check.skip >&2
  mkdir "$built.part"
  cp -r "$sources/all-in-one/target/lib" "$sources/all-in-one/target/all-in-one.jar" "$built.part"
  mv "$built.part" "$built"
  rm -rf "$sources"
fi
echo "$from $built/all-in-one.jar:$built/lib/*"
