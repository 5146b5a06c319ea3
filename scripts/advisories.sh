#!/usr/bin/env bash
# Looks for known advisories in what ships: the bill of materials that Maven made for each module, and the page's
# lock file. Fails on severe ones (scripts/severe-advisories.jq) that osv-scanner.toml does not accept. Needs the
# internet: it asks osv.dev.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/image-names.sh

need_docker
command -v jq >/dev/null || apt_install jq || fail "jq is needed to read the scanner's report. Install it."

# The scanner tells the kinds of files apart by their names.
inputs=target/advisories
rm -rf "$inputs" && mkdir -p "$inputs"
for image in $all_images; do
  [ -f "$image/target/sbom/java.json" ] ||
    fail "$image has no bill of materials. First: mvn package -DskipTests -Dpage.skip"
  cp "$image/target/sbom/java.json" "$inputs/$image.cdx.json"
done
cp gateway/src/main/web/package-lock.json "$inputs"

report=target/advisories.json
found=0
docker run --rm --volume "$PWD/$inputs:/inputs:ro" --volume "$PWD/osv-scanner.toml:/osv-scanner.toml:ro" \
  "$(pinned_image scanner)" scan source --config=/osv-scanner.toml --format=json --all-packages --recursive /inputs \
  >"$report" || found=$?
# 1: it found something. More: it could not look.
[ "$found" -le 1 ] || fail "The scanner failed with $found."
for input in "$inputs"/*; do
  jq --exit-status --arg name "/$(basename "$input")" 'any(.results[].source.path; endswith($name))' "$report" >/dev/null ||
    fail "The scanner has not read $input."
done

severe=$(jq --raw-output --from-file scripts/severe-advisories.jq "$report")
[ -z "$severe" ] || fail "Advisories of high or unknown severity: upgrade, or accept with a reason in osv-scanner.toml.
$severe"
say "No advisory of high severity but those that osv-scanner.toml accepts."
