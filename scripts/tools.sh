# What ./run and ./test need on this machine. Sourced by both.
# Each need_… installs what is missing on Debian as root, and elsewhere says how to get it.

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

apt_updated=
apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing $* …"
  [ -n "$apt_updated" ] || { apt-get -qq update >/dev/null && apt_updated=yes; }
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

java_major() {
  { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 || true; } |
    sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

need_java() {
  local major
  major=$(java_major)
  if [ -z "$major" ] || [ "$major" -lt 17 ]; then
    apt_install openjdk-17-jdk-headless ||
      fail "JDK 17 or 21 is needed (found: ${major:-none}). Get it from https://adoptium.net and set JAVA_HOME."
  fi
}

need_maven() {
  command -v mvn >/dev/null || apt_install maven ||
    fail "Maven 3.8 or newer is needed. Get it from https://maven.apache.org/download.cgi."
}

need_node() {
  local major
  major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  if [ -z "$major" ] || [ "$major" -lt 20 ]; then
    fail "Node.js 20 or newer with npm is needed to build the page (found: ${major:-none}). Get it from https://nodejs.org."
  fi
}

chromium_path() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

need_chromium() {
  [ -n "${CHROMIUM:-}" ] || CHROMIUM=$(chromium_path)
  if [ -z "$CHROMIUM" ]; then
    apt_install chromium ||
      fail "Chromium is needed for the browser tests. Install it, or name it: CHROMIUM=/path/to/chromium ./test"
    CHROMIUM=$(chromium_path)
  fi
  export CHROMIUM
}

# A Docker Engine that answers; where none runs and this is Debian, root and without a service manager,
# one is installed and started.
need_docker() {
  docker version >/dev/null 2>&1 && return 0
  if ! command -v dockerd >/dev/null; then
    apt_install docker.io iptables || no_docker
  fi
  if [ "$(id -u)" = 0 ]; then
    say "Starting the Docker Engine …"
    setsid nohup dockerd >/tmp/dockerd.log 2>&1 </dev/null &
    for _ in $(seq 60); do
      docker version >/dev/null 2>&1 && return 0
      sleep 0.5
    done
  fi
  no_docker
}

no_docker() {
  fail "A Docker Engine is needed, and none answers. Start yours, or install one: https://docs.docker.com/engine/install/"
}
