#!/usr/bin/env bash
# Opens the built kiosk with the demo profile, on this machine's runtime.
set -eu

cd "$(dirname "${BASH_SOURCE[0]}")/.."
runtime=$(node build/runtime/find-runtime.ts)

if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  cat <<-WORDS
	This machine has no display, so the kiosk runs on a virtual one, where nobody can see it.
	To look at it: npm run demo plays every flow and leaves a picture of each screen in out/demo/.
	Ctrl-C ends the kiosk.
	WORDS
fi

flags=()
if (($(id -u) == 0)); then
  # Chromium's sandbox refuses to run as root.
  flags=(--no-sandbox)
else
  # It needs user namespaces, or else its helper, which lies beside Chromium or Electron.
  helper=$(dirname "$runtime")/chrome-sandbox
  [[ $runtime != */kiosk-chromium ]] || helper=/usr/lib/chromium/chrome-sandbox
  if ! unshare --user --map-root-user --net true 2>/dev/null && [[ $(stat -c %u:%a "$helper" 2>/dev/null) != 0:4755 ]]; then
    cat >&2 <<-WORDS
	The kiosk's page can't be shut in: $(id -un) may make no user namespaces on this machine, and
	$helper
	can't do it instead. Either, as root:
	  chown root:root $helper && chmod 4755 $helper
	or allow user namespaces: user.max_user_namespaces above 0, kernel.unprivileged_userns_clone=1,
	kernel.apparmor_restrict_unprivileged_userns=0, whichever \`sysctl -a\` shows here.
	WORDS
    exit 1
  fi
fi
exec bash build/session.sh "$runtime" "${flags[@]}" "$PWD"
