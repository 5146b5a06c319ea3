# The scanner for known advisories (scripts/advisories.sh), by digest. Dependabot reads this file and proposes newer ones.
FROM ghcr.io/google/osv-scanner:v2.6.0@sha256:afd838850ac1a0fcc15ff4a041dc9ba11123c3f0d2666217a5f0fcf9222b55fa
