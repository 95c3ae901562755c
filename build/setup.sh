#!/usr/bin/env bash
# Brings a bare Debian machine to where the kiosk can be built, run and tested: system packages,
# Node 24, npm packages. Does only what is missing, says what it does on stderr, and is silent when
# there is nothing to do. It needs Debian's mirrors and the npm registry and waits on no other host.
# It may be interrupted at any point: the next run goes on from there.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
exec 1>&2

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

# Two commands started side by side in a fresh checkout must not install over each other.
exec 9<"$root"
flock --nonblock 9 || {
  say "waiting for another command, which sets up this checkout"
  flock 9
}

# shellcheck source=build/setup-progress.sh
source build/setup-progress.sh
# shellcheck source=build/setup-optional.sh
source build/setup-optional.sh

# ---- system packages ---------------------------------------------------------------------------
SYSTEM_PACKAGES=(
  chromium chromium-sandbox   # what the stand-in for Electron draws with; its libraries serve Electron too
  xvfb x11-utils              # a display where there is none, and its size in pixels
  dbus dbus-bin dbus-daemon   # a session bus where there is no desktop session
  gnome-keyring libsecret-1-0 # the secret service, and keytar's way to it
  oathtool zbar-tools openssl # the tests' own TOTP program, QR reader and maker of certificates
  poppler-utils               # the tests' own reader of PDF
  postgresql                  # the database of the bank's enrolment service: 15 on Debian 12, 17 on 13
)

missing_system_packages() {
  if ! command -v dpkg-query >/dev/null; then
    for command in chromium Xvfb xdpyinfo dbus-daemon dbus-send gnome-keyring-daemon oathtool zbarimg openssl pdftotext postgres; do
      command -v "$command" >/dev/null || echo "$command"
    done
    return
  fi
  comm -23 <(printf '%s\n' "${SYSTEM_PACKAGES[@]}" | sort) \
    <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${SYSTEM_PACKAGES[@]}" \
      2>/dev/null | sed -n 's/^installed //p' | sort)
}

# Sets `as_root` to what stands before a command of root's; fails where this user may run none.
become_root() {
  as_root=()
  (($(id -u) != 0)) || return 0
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null || { [[ $1 == may-ask ]] && sudo -v; } || return 1
  as_root=(sudo)
}

# apt-get closes its status descriptor for the programs that it starts, so that with 1 the packages' scripts had no
# standard output; and sudo closes all above 2, so that 3 is opened behind it.
APT=(
  env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 bash -c 'exec "$@" 3>&1' bash
  apt-get -q -y --no-install-recommends -o APT::Status-Fd=3 -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300
  -o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20
)

# apt_install PACKAGE… fetches, which may be stopped at any point, then installs, which may not.
apt_install() {
  run_telling "fetching system packages" "${as_root[@]}" "${APT[@]}" install --download-only "$@" || return
  local must_end=1
  run_telling "installing system packages" "${as_root[@]}" "${APT[@]}" install "$@"
}

# Debian's package would make and start a cluster of its own, which nothing here uses; the service makes one in its data
# folder. A machine that has PostgreSQL already keeps its ways.
keep_from_making_a_cluster() {
  local folder=/etc/postgresql-common/createcluster.d
  [[ $1 == *" postgresql "* && ! -e $folder/otp-enrolment.conf ]] || return 0
  "${as_root[@]}" mkdir -p "$folder"
  "${as_root[@]}" tee "$folder/otp-enrolment.conf" <<<"create_main_cluster = false" >/dev/null
}

install_system_packages() {
  local missing as_root
  mapfile -t missing < <(missing_system_packages)
  ((${#missing[@]})) || return 0
  local by_hand="apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    give_up "this machine has no apt-get. Install by its own means, then run the command again:" \
      "${missing[*]}"
  fi
  become_root may-ask ||
    give_up "system packages are missing, and this user may not install them. As root, run:" "$by_hand"
  say "installing system packages: ${missing[*]}"
  # What somebody stopped in the middle; apt-get would refuse to go on before.
  "${as_root[@]}" dpkg --configure -a >/dev/null 2>&1 || true
  # A mirror that fails to refresh need not matter: the install below says whether it did.
  run_telling "reading the list of system packages" "${as_root[@]}" "${APT[@]}" update || true
  keep_from_making_a_cluster " ${missing[*]} "
  if ! apt_install "${missing[@]}"; then
    last_words
    give_up "apt-get failed (its last lines are above). When its cause is mended, run as root:" "$by_hand"
  fi
}

# ---- Node 24 -----------------------------------------------------------------------------------
# Its binary is an optional package for each kind of machine, in the lock as all others are.
is_node_24() { [[ $("$1" --version 2>/dev/null) =~ ^v([0-9]+)\. ]] && ((BASH_REMATCH[1] >= 24)); }

# Puts a Node 24 first in PATH that stays there while npm empties node_modules.
bring_node_24() {
  is_node_24 node && return
  mkdir -p .node
  if ! is_node_24 .node/node; then
    if is_node_24 "$own_node"; then
      ln -f "$own_node" .node/node
    else
      fetch_node_24
    fi
  fi
  PATH=$root/.node:$PATH
}

fetch_node_24() {
  local version integrity
  read -r version integrity < <(node -p '
    const { version, integrity } = require("./package-lock.json").packages[process.argv[1]] ?? {};
    version ? `${version} ${integrity}` : ""
  ' "node_modules/$node_package") || true
  [[ -n $version ]] ||
    give_up "Node 24 is needed, and npm has no package of it for this machine ($(uname -sm))." "${node_by_hand[@]}"
  say "fetching Node $version for this checkout, since this machine's is $(node --version)"
  rm -rf .node && mkdir -p .node/unpacked
  run_npm "fetching Node $version" npm pack "$node_package@$version" --pack-destination .node
  node -e '
    const digest = require("node:crypto").createHash("sha512").update(require("node:fs").readFileSync(process.argv[1]));
    process.exit(`sha512-${digest.digest("base64")}` === process.argv[2] ? 0 : 1);
  ' .node/*.tgz "$integrity" || give_up "the registry gave another $node_package@$version than package-lock.json names."
  tar -xzf .node/*.tgz -C .node/unpacked --strip-components 2 package/bin/node
  is_node_24 .node/unpacked/node ||
    give_up "Node 24 is needed, and npm's package of it does not run on this machine ($(uname -sm))." "${node_by_hand[@]}"
  # Whole or not at all.
  mv .node/unpacked/node .node/node
  rm -rf .node/*.tgz .node/unpacked
}

# npm 9 makes no link to a program of an optional package. A link that does not work would hide a system Node that does.
link_node_24() {
  local link=node_modules/.bin/node
  if is_node_24 "$own_node"; then
    [[ $link -ef $own_node ]] || ln -sfn "../$node_package/bin/node" "$link"
  else
    [[ ! -L $link ]] || rm -f "$link"
    is_node_24 node
  fi
}

# ---- npm packages ------------------------------------------------------------------------------
# npm writes node_modules/.package-lock.json last, so it tells a finished install from a broken one.
# An optional package may be absent unless it says that it is for this machine: an older Node has npm
# leave out some that Node 24 needs.
packages_match_lock() {
  [[ -f node_modules/.package-lock.json ]] || return 1
  node -e '
    const { readFileSync } = require("node:fs");
    const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
    const wanted = read("package-lock.json");
    const installed = read("node_modules/.package-lock.json");
    const forThisMachine = ({ os, cpu, libc = ["glibc"] }) =>
      os?.includes("linux") && cpu?.includes(process.arch) && libc.includes("glibc");
    const differs = ([path, lock]) =>
      path !== "" && installed[path]?.version !== lock.version &&
      !(lock.optional && !installed[path] && !forThisMachine(lock));
    process.exit(Object.entries(wanted).some(differs) ? 1 : 0);
  '
}

# run_npm WORDS npm ARGUMENT… Older versions of npm use what Node 24 deprecates. A registry that can't be
# reached is to be told soon.
run_npm() {
  NODE_OPTIONS="${NODE_OPTIONS:-} --no-deprecation" run_telling "$1" setpriv --pdeathsig TERM "${@:2}" \
    --loglevel=error --no-progress --fetch-timeout=60000 \
    --fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 && return
  last_words
  give_up "npm failed (its message is above)." \
    "It needs its registry: check the connection (npm ping), then run the command again."
}

# Install scripts are off (.npmrc), and nothing needs one: keytar and @node-rs/argon2 bring their Node-API
# binaries along, and Electron fetches its own on first use.
install_npm_packages() {
  local folder
  for folder in . node_modules; do
    [[ ! -e $folder || -w $folder ]] ||
      give_up "npm packages are to be installed, and this user may not write to $(realpath "$folder")." \
        "Give the folder to $(id -un), or use a checkout that is $(id -un)'s own."
  done
  bring_node_24
  say "installing npm packages"
  run_npm "installing npm packages" npm ci --ignore-scripts --include=dev --include=optional
  link_node_24 ||
    give_up "Node 24 is needed, and npm's package of it does not run on this machine ($(uname -sm))." "${node_by_hand[@]}"
  rm -rf .node
}

for command in node npm; do
  command -v "$command" >/dev/null || give_up "$command is needed." "Install Node 18 or newer with npm."
done
node_package=node-linux-$(node -p process.arch)
own_node=node_modules/$node_package/bin/node
node_by_hand=("Install Node 24 or newer so that \`node --version\` says v24 or more, then run the command again.")
# What is started from here on must not inherit the lock: a system service that a package starts
# would hold it for good.
{
  install_system_packages
  if ! packages_match_lock || ! link_node_24; then
    install_optional_packages
    install_npm_packages
  fi
} 9>&-
