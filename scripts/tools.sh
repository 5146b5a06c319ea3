# The tools that ./run, ./test and ./bench need on this machine. Sourced by them.
#   need java maven node    installs what is missing, or names all of it in one message

say() { printf '\033[1m%s\033[0m\n' "$*"; }
# Prints the comment at the top of the script that sources this file.
help() { sed -n '2,/^[^#]/ { s/^# \{0,1\}//p; }' "$0"; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

# Libraries of Debian's packages are too old for the page, so Node.js comes from npm into this folder.
tools=$PWD/.tools
[ ! -d "$tools/node_modules/.bin" ] || PATH=$tools/node_modules/.bin:$PATH

need() {
  local tool missing=()
  for tool in "$@"; do
    "has_$tool" || missing+=("$tool")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! may_install && { [ "${missing[*]}" != node ] || ! command -v npm >/dev/null; }; then
    fail "$(message "${missing[@]}")"
  fi
  for tool in "${missing[@]}"; do
    "install_$tool" && "has_$tool" || fail "$(message "$tool")"
  done
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

message() {
  local tool packages=
  echo "Missing on this machine:"
  for tool in "$@"; do
    echo "  $("name_$tool")"
    packages="$packages $("packages_$tool")"
  done
  if command -v apt-get >/dev/null; then
    echo "Run this as root, and then this command again:"
    echo "  apt-get update && $apt_command$packages"
  fi
}

apt_command="apt-get install -y --no-install-recommends"
apt_updated=
apt_install() {
  may_install || return 1
  say "Installing $* …"
  [ -n "$apt_updated" ] || { apt-get -qq update >/dev/null && apt_updated=yes; }
  # A minimal Debian has no apt-utils, which debconf would complain about for each package.
  DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes $apt_command -qq "$@" >/dev/null
}

# The major version of a JDK in this folder; nothing where there is none.
jdk_major() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

# Infinispan 14 does not start on Java 24 and newer.
has_java() {
  local home major on_path
  on_path=$(readlink -f "$(command -v javac || true)" || true)
  for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/*; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    major=$(jdk_major "$home")
    if [ "${major:-0}" -ge 17 ] && [ "$major" -lt 24 ]; then
      export JAVA_HOME=$home
      return 0
    fi
  done
  return 1
}
java_major() { jdk_major "$JAVA_HOME"; }
install_java() { apt_install "$(packages_java)"; }
name_java() { echo "JDK 17 or 21 (https://adoptium.net; name its folder in JAVA_HOME)"; }
# No Debian has both. Its name decides, since apt-cache knows no package before the first update.
packages_java() {
  case $(. /etc/os-release && echo "${VERSION_CODENAME:-}") in
    bullseye | bookworm) echo openjdk-17-jdk-headless ;;
    *) echo openjdk-21-jdk-headless ;;
  esac
}

# The commit that a build reports, for Maven: the metric sev_build_info, and the first line of the log.
build_commit() {
  local commit
  commit=$(git rev-parse --short=12 HEAD 2>/dev/null) || commit=unknown
  echo "-Dbuild.commit=$commit"
}

has_maven() { command -v mvn >/dev/null; }
install_maven() { apt_install maven; }
name_maven() { echo "Maven 3.8 or newer (https://maven.apache.org/download.cgi)"; }
packages_maven() { echo maven; }

# The version of Node that the page's package.json requires.
has_node() {
  local version
  command -v npm >/dev/null || return 1
  version=$(node --version 2>/dev/null) || return 1
  [ "$(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1)" = v20.19.0 ]
}
install_node() {
  command -v npm >/dev/null || apt_install nodejs npm || return 1
  has_node && return 0
  say "Installing Node.js 22 into .tools …"
  npm install --prefix "$tools" --no-audit --no-fund --loglevel=error node@22 npm@11 >/dev/null || return 1
  PATH=$tools/node_modules/.bin:$PATH
}
name_node() { echo "Node.js 20.19 or newer, with npm (https://nodejs.org)"; }
packages_node() { echo nodejs npm; }

chromium_path() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}
has_chromium() {
  export CHROMIUM=${CHROMIUM:-$(chromium_path)}
  [ -n "$CHROMIUM" ]
}
install_chromium() { apt_install chromium; }
name_chromium() { echo "Chromium, for the browser tests (name it in CHROMIUM if it is elsewhere)"; }
packages_chromium() { echo chromium; }

has_openssl() { command -v openssl >/dev/null; }
install_openssl() { apt_install openssl; }
name_openssl() { echo "OpenSSL (https://openssl-library.org)"; }
packages_openssl() { echo openssl; }

# A Docker Engine that answers; where none runs and this is Debian, root and without a service manager,
# one is installed and started.
docker_log=${DOCKER_LOG:-/tmp/dockerd.log}

need_docker() {
  docker version >/dev/null 2>&1 && return 0
  if ! command -v dockerd >/dev/null; then
    apt_install docker.io iptables || no_docker
  fi
  if [ "$(id -u)" = 0 ]; then
    say "Starting the Docker Engine, whose log is $docker_log …"
    setsid nohup dockerd >"$docker_log" 2>&1 </dev/null &
    local engine=$!
    # Two minutes, for a busy machine; no longer than the engine lives.
    for _ in $(seq 240); do
      docker version >/dev/null 2>&1 && return 0
      kill -0 "$engine" 2>/dev/null || break
      sleep 0.5
    done
    fail "The Docker Engine did not start. Its log, $docker_log, ends with:
$(tail -n 5 "$docker_log")"
  fi
  no_docker
}

no_docker() {
  fail "A Docker Engine is needed, and none answers. Start yours, or install one: https://docs.docker.com/engine/install/"
}
