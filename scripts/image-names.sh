# The images that this repository makes, and those of others that it uses. Sourced by the scripts beside it.

all_images="gateway auth-service webhook-service notifier-service all-in-one sandbox"
deployed_images="gateway auth-service webhook-service notifier-service all-in-one"

# The image that scripts/NAME.Dockerfile names, with its digest.
pinned_image() { sed -n 's/^FROM //p' "scripts/$1.Dockerfile"; }
