#!/usr/bin/env bash
# Builds the images from what Maven has built: ./run images [TAG]. The variables are those of the two steps.
set -euo pipefail
cd "$(dirname "$0")/.."

bash scripts/stage-images.sh
exec bash scripts/build-images.sh "$@"
