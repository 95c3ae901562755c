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
# Chromium's sandbox refuses to run as root.
if (($(id -u) == 0)); then flags=(--no-sandbox); fi
exec bash build/session.sh "$runtime" "${flags[@]}" "$PWD"
