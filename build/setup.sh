#!/usr/bin/env bash
# Brings a bare Debian machine to where the kiosk can be built, run and tested: system packages,
# npm packages, Node 24. Does only what is missing, says what it does on stderr, and is silent when
# there is nothing to do. It needs Debian's mirrors and the npm registry and waits on no other host.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
exec 1>&2

# Two commands started side by side in a fresh checkout must not install over each other.
exec 9<"$root"
flock 9

# npm puts node_modules/.bin first, whose `node` may not be there yet, or be broken. Node is looked
# for outside of it.
PATH=$(tr ':' '\n' <<<"$PATH" | grep -v '/node_modules/' | paste -sd: -)

say() { printf 'Set-up: %s\n' "$*"; }
give_up() {
  printf 'Set-up could not go on: %s\n' "$1"
  shift
  printf '  %s\n' "$@"
  exit 1
}

# ---- system packages ---------------------------------------------------------------------------
SYSTEM_PACKAGES=(
  chromium chromium-sandbox   # what the stand-in for Electron draws with; its libraries serve Electron too
  xvfb x11-utils              # a display where there is none, and its size in pixels
  dbus dbus-bin dbus-daemon   # a session bus where there is no desktop session
  gnome-keyring libsecret-1-0 # the secret service, and keytar's way to it
  oathtool zbar-tools openssl # the tests' own TOTP program, QR reader and maker of certificates
  poppler-utils               # the tests' own reader of PDF
)
# Wanted, and nothing waits for them: without one its test is skipped and says so.
OPTIONAL_PACKAGES=(
  speech-dispatcher libspeechd2 # who listens to the spoken guidance in tests, and Chromium's way there
)

missing_system_packages() {
  if ! command -v dpkg-query >/dev/null; then
    for command in chromium Xvfb xdpyinfo dbus-daemon dbus-send gnome-keyring-daemon oathtool zbarimg openssl pdftotext; do
      command -v "$command" >/dev/null || echo "$command"
    done
    return
  fi
  comm -23 <(printf '%s\n' "${SYSTEM_PACKAGES[@]}" | sort) \
    <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${SYSTEM_PACKAGES[@]}" \
      2>/dev/null | sed -n 's/^installed //p' | sort)
}

install_system_packages() {
  local missing as_root=() log
  mapfile -t missing < <(missing_system_packages)
  ((${#missing[@]})) || return 0
  local by_hand="apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    give_up "this machine has no apt-get. Install by its own means, then run the command again:" \
      "${missing[*]}"
  fi
  if (($(id -u) != 0)); then
    if ! command -v sudo >/dev/null || ! sudo -v; then
      give_up "system packages are missing, and this user may not install them. As root, run:" "$by_hand"
    fi
    as_root=(sudo)
  fi
  say "installing system packages: ${missing[*]}"
  log=$(mktemp)
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  # A mirror that fails to refresh need not matter: the install below says whether it did.
  "${apt[@]}" update >"$log" 2>&1 || true
  if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    tail -n 20 "$log"
    rm -f "$log"
    give_up "apt-get failed (its last lines are above). When its cause is mended, run as root:" "$by_hand"
  fi
  rm -f "$log"
}

# Installs what this machine's mirrors are known to have, where that asks nobody for a password.
install_optional_packages() {
  local package missing=() as_root=()
  command -v apt-get >/dev/null || return 0
  for package in "${OPTIONAL_PACKAGES[@]}"; do
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      ! apt-cache show "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if (($(id -u) != 0)); then
    sudo -n true 2>/dev/null || return 0
    as_root=(sudo)
  fi
  say "installing optional system packages: ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
    say "they can't be installed; what needs them is skipped"
}

# ---- npm packages ------------------------------------------------------------------------------
# npm writes node_modules/.package-lock.json last, so it tells a finished install from a broken one.
packages_match_lock() {
  [[ -f node_modules/.package-lock.json ]] || return 1
  node -e '
    const { readFileSync } = require("node:fs");
    const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
    const wanted = read("package-lock.json");
    const installed = read("node_modules/.package-lock.json");
    const differs = ([path, { version, optional }]) =>
      path !== "" && installed[path]?.version !== version && !(optional && !installed[path]);
    process.exit(Object.entries(wanted).some(differs) ? 1 : 0);
  '
}

install_npm_packages() {
  if ! packages_match_lock; then
    say "installing npm packages"
    npm ci --ignore-scripts --loglevel=error --no-progress ||
      give_up "npm could not install the packages (its message is above)." \
        "It needs its registry: check the connection (npm ping), then run the command again."
  fi
}

# ---- Node 24 -----------------------------------------------------------------------------------
is_node_24() { [[ $("$1" --version 2>/dev/null) =~ ^v([0-9]+)\. ]] && ((BASH_REMATCH[1] >= 24)); }

# Its binary is an optional package for each kind of machine, in the lock as all others are. Install scripts
# are off (.npmrc), and nothing needs one: keytar and @node-rs/argon2 bring their Node-API binaries along, and
# Electron fetches its own on first use.
look_for_node_24() {
  local own=node_modules/.bin/node
  is_node_24 "$own" && return
  # A link that does not work would hide a system Node that does.
  rm -f "$own"
  is_node_24 node ||
    give_up "Node 24 is needed, and npm's package of it does not run on this machine ($(uname -sm))." \
      "Install Node 24 or newer so that \`node --version\` says v24 or more, then run the command again."
}

for command in node npm; do
  command -v "$command" >/dev/null || give_up "$command is needed." "Install Node 20 or newer with npm."
done
# What is started from here on must not inherit the lock: a system service that a package starts
# would hold it for good.
{
  install_system_packages
  install_optional_packages
  install_npm_packages
  look_for_node_24
} 9>&-
