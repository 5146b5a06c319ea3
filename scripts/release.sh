#!/usr/bin/env bash
# Makes a release (docs/releasing.md), in two steps with a look at the changes between them:
#   bash scripts/release.sh prepare 0.3.0   sets the version everywhere, closes the section "Unreleased" of the
#                                           CHANGELOG, and records what this release writes on the bus
#   bash scripts/release.sh publish         builds and pushes the images, writes their digests into the overlay,
#                                           collects the bills of materials in target/release, commits and tags
# By variable:
#   IMAGE_REPOSITORY   for publish: what the names of the images begin with, with the registry
#   RELEASE_DATE       default: today
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/image-names.sh

page=gateway/src/main/web
usage="Usage: bash scripts/release.sh prepare VERSION | publish"

# The version in the root's pom.xml, the first that is not of a parent or library.
present_version() { sed -n '0,/<version>/ s:.*<version>\(.*\)</version>.*:\1:p' pom.xml; }

# Replaces the version wherever it stands; the files of the page name it without -SNAPSHOT.
set_version() {
  local old=$1 plain=${1%-SNAPSHOT} new=$2 file
  sed -i "s:<version>$old</version>:<version>$new</version>:" pom.xml ./*/pom.xml
  for file in {$page,benchmarks/lighthouse}/package.json; do
    sed -i "0,/\"version\"/ s/\"version\": \"$plain\"/\"version\": \"$new\"/" "$file"
  done
  # A lock file names it twice, before any library.
  for file in {$page,benchmarks/lighthouse}/package-lock.json; do
    sed -i "1,10 s/\"version\": \"$plain\"/\"version\": \"$new\"/" "$file"
  done
  sed -i "0,/^  version:/ s/^  version: .*/  version: $new/" gateway/src/main/resources/openapi.yaml
}

prepare() {
  local new=${1:-} old date=${RELEASE_DATE:-$(date -u +%F)}
  [[ $new =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "The version is \"$new\", expected three numbers such as 0.3.0."
  old=$(present_version)
  [ "$old" != "$new" ] || fail "The version is $new already."
  sed -n '/^## Unreleased/,/^## [0-9]/p' CHANGELOG.md | grep -q '^- ' ||
    fail "CHANGELOG.md has nothing under \"Unreleased\": a release says what changed."
  set_version "$old" "$new"
  sed -i "s/^## Unreleased$/## Unreleased\n\n## $new ($date)/" CHANGELOG.md
  say "Recording what $new writes on the bus …"
  mvn --quiet --batch-mode --projects demo --also-make test -Dtest=ReleaseSnapshotTest -Dsnapshot="$new" \
    -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip -Dpage.check.skip
  say "Look at the changes, run ./test, ./test upgrade and ./test containers, then: bash scripts/release.sh publish"
}

publish() {
  local version digests release
  version=$(present_version)
  : "${IMAGE_REPOSITORY:?names the registry and what the names of the images begin with}"
  ! git rev-parse --quiet --verify "refs/tags/v$version" >/dev/null || fail "The tag v$version exists already."
  grep -q "^## $version (" CHANGELOG.md || fail "First: bash scripts/release.sh prepare $version"
  IMAGES=$deployed_images ./run images "$version"
  digests=$(bash scripts/push-images.sh "$version")
  echo "$digests" >k8s/overlays/production/images/kustomization.yaml
  release=target/release/$version
  mkdir -p "$release"
  for image in $deployed_images; do
    cp "$image/target/sbom/java.json" "$release/$image-$version.cdx.json"
  done
  cp target/images/page.json "$release/page-$version.cdx.json"
  git add --all
  git commit --quiet --message "Release $version"
  git tag --annotate "v$version" --message "Release $version"
  say "Tagged v$version; the bills of materials are in $release. Now: git push --follow-tags"
}

case "${1:-}" in
  -h | --help) help ;;
  prepare) prepare "${2:-}" ;;
  publish) publish ;;
  *) fail "$usage" ;;
esac
