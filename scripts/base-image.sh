#!/usr/bin/env bash
# Makes a base image from this machine's JDK, for machines without an image registry: a runtime by jlink,
# the libraries it needs, and busybox for a shell. Prints the image's name.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

tag=streamviewer/base:local
need java
java_home=$JAVA_HOME
[ -x "$java_home/bin/jlink" ] || fail "A base image needs jlink, which comes with a JDK (here: $java_home)."
[ -x /bin/busybox ] || apt_install busybox-static >&2 ||
  fail "A base image needs a static busybox. On Debian: apt-get install busybox-static"

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
"$java_home/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.naming.dns,jdk.management \
  --strip-debug --no-man-pages --no-header-files --output "$root/opt/java"
"$root/opt/java/bin/java" -Xshare:dump >/dev/null
mkdir -p "$root"/{bin,etc,tmp,usr/bin}
cp "$(readlink -f /bin/busybox)" "$root/bin/busybox"
for name in sh printf timeout rm test chmod sleep cat ls; do ln -s busybox "$root/bin/$name"; done
find "$root/opt/java" -type f \( -name '*.so' -o -perm -u+x \) -print0 |
  xargs -0 ldd 2>/dev/null | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p; s/^[[:space:]]*\(\/lib[^ ]*\) .*/\1/p' | sort -u |
  while read -r library; do
    case $library in "$root"*) continue ;; esac
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
# Libraries that the C library loads by name when it resolves hosts.
for library in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
  found=$(ldconfig -p | sed -n "s/.*$library .*=> //p" | head -n 1)
  [ -z "$found" ] || { mkdir -p "$root$(dirname "$found")"; cp -L "$found" "$root$found"; }
done
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
echo 'root:x:0:0::/:/bin/sh' >"$root/etc/passwd"
chmod 1777 "$root/tmp"
tar -C "$root" --owner=0 --group=0 -c . |
  docker import --change 'ENV PATH=/opt/java/bin:/bin JAVA_HOME=/opt/java' - "$tag" >/dev/null
echo "$tag"
