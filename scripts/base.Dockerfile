# The Java runtime below all images, by digest. Dependabot reads this file and proposes newer ones. By hand:
#   docker buildx imagetools inspect eclipse-temurin:17-jre --format '{{.Manifest.Digest}}'
FROM eclipse-temurin:17-jre@sha256:207ecae0b2b104dfc6dfa763d1e9cd2041cb344800a180e24cb1a28ed533ff90
