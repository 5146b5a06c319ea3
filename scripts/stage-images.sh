#!/usr/bin/env bash
# Collects in target/images what goes into the images, from what Maven has built. By variable:
#   IMAGES   which of them, default: all
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/image-names.sh

context=target/images
stage() {
  [ -f "$1/target/$1.jar" ] && [ -d "$1/target/sbom" ] ||
    fail "$1 is not built. First: mvn --projects $1 --also-make package -DskipTests"
  rm -rf "${context:?}/$1"
  mkdir -p "$context/$1/target"
  cp -r "$1/target/lib" "$1/target/sbom" "$1/target/$1.jar" "$context/$1/target"
  case $1 in gateway | all-in-one) cp "$context/page.json" "$context/$1/target/sbom" ;; esac
}
mkdir -p "$context/scripts"
cp scripts/training.env scripts/java.args "$context/scripts"
# The libraries of the page, without the time of the question: the same lock makes the same list.
npm sbom --prefix gateway/src/main/web --package-lock-only --omit dev --sbom-format cyclonedx --loglevel error |
  sed '/"serialNumber"/d; /"timestamp"/d' >"$context/page.json"
for image in ${IMAGES:-$all_images}; do
  stage "$image"
done
