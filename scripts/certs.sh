#!/usr/bin/env bash
# Makes a certificate authority and one certificate for the bus, for development: ./run certs [FOLDER]
# An authority that is in the folder already is kept, so that the certificate is renewed under running members.
# In production let cert-manager or your own authority make them.
set -euo pipefail
folder=${1:-certs}
umask 077
mkdir -p "$folder"
cd "$folder"

if ! { [ -f ca.key ] && openssl x509 -in ca.crt -noout -checkend 31536000 >/dev/null 2>&1; }; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 730 \
    -subj "/CN=streamviewer development CA" -keyout ca.key -out ca.crt 2>/dev/null
fi
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
  -subj "/CN=streamviewer bus" -keyout tls.key -out tls.csr 2>/dev/null
openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out tls.crt \
  -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n') \
  2>/dev/null
rm -f tls.csr ca.srl

echo "Made $PWD/{ca.crt,tls.crt,tls.key}. Start every service with BUS_TLS_DIR=$PWD"
