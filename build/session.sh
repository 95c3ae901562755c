#!/usr/bin/env bash
# session.sh COMMAND [ARGUMENT…] runs COMMAND where there is a display and a secret service.
#
# What the caller's session has is used as it is. What it lacks is made, for COMMAND alone, and is
# gone when COMMAND ends, also when this script is killed:
#   no DISPLAY, no WAYLAND_DISPLAY   a virtual screen of SESSION_SCREEN pixels (1280x1024)
#   no DBUS_SESSION_BUS_ADDRESS      a private session bus with a gnome-keyring of its own, whose
#                                    files lie in session/ of the kiosk's data folder
#
# That keyring is opened with a random password kept beside it with mode 600. It protects what file
# permissions protect and no more: it is for machines without a desktop session, that is for
# development and tests. The keyring of a real kiosk is opened by its desktop session.
set -u

# ---- the keeper: owns what is made, until its standard input ends ----------------------------------
# It runs in a session of its own, so it outlives a SIGKILL to the caller's process group and tidies
# up after it; what it starts dies with it (--pdeathsig), should it be killed itself.

start_display() {
  local cookie number
  # A cookie, or any user of this machine could look at the screen. Format: Xau(3), family "wild".
  cookie=$dir/display-key
  { printf '\xff\xff\0\0\0\0\0\x12MIT-MAGIC-COOKIE-1\0\x10' && head -c 16 /dev/urandom; } >"$cookie"
  mkfifo "$dir/display-number"
  # -noreset: otherwise it starts over when its last window closes, and refuses a kiosk that opens meanwhile.
  setpriv --pdeathsig KILL Xvfb -displayfd 3 -noreset -screen 0 "${SESSION_SCREEN:-1280x1024}x24" \
    -nolisten tcp -auth "$cookie" 3>"$dir/display-number" >"$dir/display.log" 2>&1 &
  started+=("$!")
  if read -r number <"$dir/display-number"; then
    printf 'DISPLAY=:%s\nXAUTHORITY=%s\n' "$number" "$cookie"
  else
    echo "session: no virtual display: $(tail -n 1 "$dir/display.log")" >&2
  fi
}

start_bus() {
  # Without service folders nothing else of the machine's desktop is started on this bus.
  cat >"$dir/bus.conf" <<-CONF
	<busconfig>
	  <type>session</type>
	  <listen>unix:path=$dir/bus</listen>
	  <auth>EXTERNAL</auth>
	  <policy context="default">
	    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
	  </policy>
	</busconfig>
	CONF
  mkfifo "$dir/bus-address"
  setpriv --pdeathsig KILL dbus-daemon --nofork --nopidfile --config-file="$dir/bus.conf" \
    --print-address=3 3>"$dir/bus-address" >"$dir/bus.log" 2>&1 &
  started+=("$!")
  if read -r DBUS_SESSION_BUS_ADDRESS <"$dir/bus-address"; then
    export DBUS_SESSION_BUS_ADDRESS
    printf 'DBUS_SESSION_BUS_ADDRESS=%s\n' "$DBUS_SESSION_BUS_ADDRESS"
  else
    echo "session: no session bus: $(tail -n 1 "$dir/bus.log")" >&2
    return 1
  fi
}

# Makes the folder of the keyring's files with the keyring's password, when there is none.
prepare_keyring() {
  mkdir -p "$keyring" && cd "$keyring" || return
  if [[ ! -f password ]]; then
    head -c 32 /dev/urandom | base64 -w 0 >"password.$$" || return
    # A link is made whole or not at all: of two sessions that start at once, both use the same one.
    ln "password.$$" password 2>/dev/null
    rm -f "password.$$"
  fi
  [[ -r password ]]
}

keyring_answers() {
  dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.Secret.Service.ReadAlias string:default >/dev/null 2>&1
}

start_keyring() {
  local daemon=gnome-keyring-daemon data
  data=${KIOSK_DATA_DIR:-${XDG_CONFIG_HOME:-$HOME/.config}/OTP Enrolment Kiosk}
  [[ $data == /* ]] || data=$PWD/$data
  keyring=$data/session
  [[ -d $keyring ]] || is_new=1
  if ! (prepare_keyring) 2>"$dir/keyring.log"; then
    echo "session: no keyring can be kept: $(tail -n 1 "$dir/keyring.log")" >&2
    return
  fi
  # Its file carries a capability, which some containers refuse to run; a copy is without it.
  if ! "$daemon" --version >/dev/null 2>&1; then
    cp "$(command -v "$daemon")" "$dir/" && daemon=$dir/$daemon
  fi
  # Its sockets lie in the short folder, not with its files.
  XDG_DATA_HOME=$keyring XDG_RUNTIME_DIR=$dir setpriv --pdeathsig KILL \
    "$daemon" --foreground --unlock --components=secrets \
    <"$keyring/password" >"$dir/keyring.log" 2>&1 &
  keyring_process=$!
  started+=("$keyring_process")
  for _ in {1..250}; do
    if keyring_answers; then
      [[ -n $is_new ]] && cp "$keyring/keyrings/login.keyring" "$dir/unused.keyring"
      return
    fi
    kill -0 "$keyring_process" 2>/dev/null || break
    sleep 0.02
  done
  echo "session: the keyring does not answer: $(tail -n 1 "$dir/keyring.log")" >&2
}

# A kiosk that ends before it keeps a secret (a wrong configuration, say) leaves no trace of itself,
# so neither does the keyring that was made for it.
forget_unused_keyring() {
  [[ -n $is_new ]] && cmp -s "$keyring/keyrings/login.keyring" "$dir/unused.keyring" || return 0
  rm -rf "$keyring"
  rmdir "$(dirname "$keyring")" 2>/dev/null
}

# gnome-keyring aborts now and then (main/adapters/keychain-vault/secret-service.ts): nobody else would say why.
tell_of_dead_keyring() {
  [[ -n $keyring_process ]] && ! kill -0 "$keyring_process" 2>/dev/null || return 0
  echo "session: the keyring ended by itself: $(grep -v 'already registered' "$dir/keyring.log" | grep . | tail -n 3)" >&2
}

tidy_up() {
  tell_of_dead_keyring
  ((${#started[@]})) && kill "${started[@]}" 2>/dev/null
  wait
  forget_unused_keyring
  rm -rf "$dir"
}

keep() {
  umask 077
  started=() keyring='' keyring_process='' is_new=''
  local base=${TMPDIR:-/tmp}
  # The path of a socket has 108 bytes at most.
  ((${#base} > 50)) && base=/tmp
  dir=$(mktemp -d "$base/kiosk-session.XXXXXX") || exit
  trap tidy_up EXIT
  [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || start_display
  [[ -n ${DBUS_SESSION_BUS_ADDRESS:-} ]] || { start_bus && start_keyring; }
  # From here on only the end of standard input ends it: a shutdown that signals every process at
  # once must leave the command its keyring and its screen for as long as it needs to close.
  trap '' HUP INT TERM
  echo ready
  exec >/dev/null
  read -r _
}

# ---- the session ------------------------------------------------------------------------------------

# Ctrl-C reaches a terminal's whole foreground group by itself; passing it on would press it twice.
has_terminal() {
  local stat
  read -r -a stat </proc/$$/stat
  [[ ${stat[4]} == "${stat[7]}" ]]
}

main() {
  if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} && -n ${DBUS_SESSION_BUS_ADDRESS:-} ]]; then
    exec "$@"
  fi

  local line command status signalled= made=
  { : <&0; } 2>/dev/null || exec </dev/null
  coproc KEEPER { exec setsid bash "${BASH_SOURCE[0]}" --keep; }
  while read -r line <&"${KEEPER[0]}" && [[ $line != ready ]]; do
    export "${line?}"
    made+=" ${line%%=*}"
  done
  # Whose session it is, and what ends with it: who starts something that outlasts it needs to know.
  export KIOSK_SESSION=$$$made

  # Bash gives a background command no stdin and deaf ears for SIGINT: both are given back.
  setpriv --pdeathsig KILL env --default-signal=INT,QUIT -- "$@" <&0 &
  command=$!
  trap 'signalled=1; kill -TERM "$command" 2>/dev/null' TERM
  trap 'signalled=1; kill -HUP "$command" 2>/dev/null' HUP
  trap 'signalled=1; has_terminal || kill -INT "$command" 2>/dev/null' INT
  while
    signalled=
    wait "$command"
    status=$?
    [[ -n $signalled ]]
  do :; done

  exec {KEEPER[1]}>&-
  wait "$KEEPER_PID" 2>/dev/null
  exit "$status"
}

if [[ ${1:-} == --keep ]]; then
  keep
else
  main "$@"
fi
