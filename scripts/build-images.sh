#!/usr/bin/env bash
# Builds the images from the files in target/images: bash scripts/build-images.sh [TAG]. By variables:
#   BASE               the Java runtime that they stand on; without it the one in scripts/base.Dockerfile, and
#                      where no registry can be reached one made from this machine's JDK (scripts/base-image.sh)
#   IMAGES             which of them, default: all
#   IMAGE_REPOSITORY   what their names begin with, default: streamviewer
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/image-names.sh

tag=${1:-local}
repository=${IMAGE_REPOSITORY:-streamviewer}
images=${IMAGES:-$all_images}
context=target/images
public=$(pinned_image base)

need_docker

reach_registry() {
  ! command -v curl >/dev/null ||
    curl --silent --output /dev/null --max-time 5 https://registry-1.docker.io/v2/
}
if [ -z "${BASE:-}" ]; then
  if docker image inspect "$public" >/dev/null 2>&1 ||
    { reach_registry && timeout 120 docker pull --quiet "$public" >/dev/null 2>&1; }; then
    BASE=$public
  else
    say "$public is not to be had here: making a base image from this machine's JDK …"
    BASE=$(bash scripts/base-image.sh)
  fi
fi

# As old as the sources: the same sources make the same files, but for the archives of classes, which no two
# runs of a JVM write alike.
age=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
find "$context" -exec touch -d "$age" {} +

build() {
  local said
  # Reaches no network: all that goes in is here.
  said=$(docker build --network none --file Dockerfile \
    --build-arg BASE="$BASE" --build-arg MODULE="$1" \
    --label org.opencontainers.image.title="$1" \
    --tag "$repository/$1:$tag" "$context" 2>&1) || fail "$said"
  echo "$repository/$1:$tag"
}
say "Building on $BASE …"
# As many at a time as there are processors: each waits for a service to start.
export -f build fail
export BASE context repository tag
printf '%s\n' $images | xargs -P "$(nproc)" -I{} bash -c 'build {}'
