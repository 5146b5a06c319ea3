#!/usr/bin/env bash
# Applies an overlay, and replaces the processes of one service after the other, each before those that send it
# requests (docs/upgrading.md): bash scripts/deploy.sh k8s/overlays/production. By variable:
#   NAMESPACE   of the overlay, default: streamviewer
set -euo pipefail
. "$(dirname "$0")/tools.sh"

[ $# = 1 ] || fail "Usage: bash scripts/deploy.sh OVERLAY"
rendered=$(mktemp)
trap 'rm -f "$rendered"' EXIT
kubectl kustomize "$1" >"$rendered"

# Only the Deployments of the services have this label themselves.
kubectl apply --filename "$rendered" --selector '!app.kubernetes.io/name'
for service in auth-service notifier-service webhook-service gateway; do
  # An overlay of compact pods has the gateway alone.
  grep -q "^    app.kubernetes.io/name: $service$" "$rendered" || continue
  kubectl apply --filename "$rendered" --selector "app.kubernetes.io/name=$service"
  # Ends by itself when the Deployment makes no progress for progressDeadlineSeconds.
  kubectl --namespace "${NAMESPACE:-streamviewer}" rollout status "deployment/$service"
done
