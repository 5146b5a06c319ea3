#!/usr/bin/env bash
# Pushes the images of a deployment and prints k8s/overlays/production/images/kustomization.yaml, which names
# each by the digest that the registry acknowledged: bash scripts/push-images.sh TAG. By variable:
#   IMAGE_REPOSITORY   what their names begin with, with the registry: registry.example.com/streamviewer
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/image-names.sh

[ $# = 1 ] || fail "Usage: IMAGE_REPOSITORY=registry.example.com/streamviewer bash scripts/push-images.sh TAG"
: "${IMAGE_REPOSITORY:?names the registry and what the names of the images begin with}"

push() {
  local digest
  digest=$(docker push "$1" | tee /dev/stderr | sed -n 's/^.*: digest: \(sha256:[0-9a-f]\{64\}\) size: .*$/\1/p')
  [ -n "$digest" ] || fail "The push of $1 printed no digest."
  echo "$digest"
}

cat <<'HEAD'
# Each image by the digest of what was pushed, so that nothing else can take its name. Written whole by
# scripts/push-images.sh.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
images:
HEAD
for image in $deployed_images; do
  digest=$(push "$IMAGE_REPOSITORY/$image:$1")
  printf '  - name: streamviewer/%s\n    newName: %s\n    digest: %s\n' "$image" "$IMAGE_REPOSITORY/$image" "$digest"
done
