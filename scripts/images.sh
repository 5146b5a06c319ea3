#!/usr/bin/env bash
# Builds the images: ./run images [TAG]. BASE names the runtime that they stand on; without one, and
# where no registry can be reached, one is made from this machine's JDK.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

tag=${1:-local}
repository=${IMAGE_REPOSITORY:-streamviewer}
public=eclipse-temurin:17-jre

need_docker
if [ -z "${BASE:-}" ]; then
  if docker image inspect "$public" >/dev/null 2>&1 || timeout 60 docker pull -q "$public" >/dev/null 2>&1; then
    BASE=$public
  else
    say "$public is not to be had here: making a base image from this machine's JDK …"
    BASE=$(bash scripts/base-image.sh)
  fi
fi

build() {
  say "Building $repository/$1:$tag …"
  # Neither pulls what is there nor reaches any network: all that goes in is here.
  DOCKER_BUILDKIT=0 docker build --quiet --network none \
    --build-arg BASE="$BASE" --build-arg MODULE="$1" ${2:+--build-arg START="$2"} \
    --label org.opencontainers.image.title="$1" \
    --tag "$repository/$1:$tag" . >/dev/null
}
for module in gateway auth-service webhook-service notifier-service all-in-one; do
  build "$module"
done
build sandbox "-cp /app/app.jar dev.streamviewer.sandbox.SandboxMain"
docker image ls --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep "^$repository/.*:$tag " | sort
