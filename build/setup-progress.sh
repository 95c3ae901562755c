# Sourced by setup.sh: runs its long commands, says meanwhile how far they are, and ends them when asked to.

# What the last of them printed: a file without a name, so that a SIGKILL leaves nothing of it.
log_file=$(mktemp "${TMPDIR:-/tmp}/kiosk-setup.XXXXXX")
exec 8<>"$log_file"
rm "$log_file"
log=/proc/$$/fd/8
child=''       # the one that runs
must_end=''    # set while it is one that may not be stopped in the middle
interrupted='' # the exit code, once somebody has asked for the end
trap 'interrupt 130' INT
trap 'interrupt 143' TERM
trap 'interrupt 129' HUP

interrupt() {
  interrupted=$1
  [[ -n $child ]] || exit "$interrupted"
  # What runs under sudo takes no signal from a user, but Ctrl-C on the terminal.
  if [[ -n $must_end ]] || ! kill -TERM "$child" 2>/dev/null; then say "it ends after this step"; fi
}

# Runs a command and says meanwhile how long it takes and, of apt-get, how far it is: on a terminal in
# one line that is written anew, else in a line every 15 s.
run_telling() {
  local words=$1 begun=$SECONDS told=0 every=15 seconds status=0
  shift
  if [[ -t 2 ]]; then every=1; fi
  # Bash makes what runs in the background deaf to Ctrl-C.
  if [[ -z $must_end ]]; then set -- env --default-signal=INT,QUIT "$@"; fi
  "$@" </dev/null >"$log" 2>&1 8>&- &
  child=$!
  # Bash reaps it as soon as it ends.
  while [[ -d /proc/$child ]]; do
    seconds=$((SECONDS - begun))
    if ((seconds >= told + every)); then
      told=$seconds
      if [[ -t 2 ]]; then
        printf '\r\e[KSet-up: %s (%d s%s)' "$words" "$seconds" "$(apt_progress)"
      else
        say "still $words ($seconds s$(apt_progress))"
      fi
    fi
    sleep 0.2
  done
  if [[ -t 2 ]]; then printf '\r\e[K'; fi
  wait "$child" || status=$?
  child=''
  if [[ -n $interrupted ]]; then exit "$interrupted"; fi
  return "$status"
}

# Lines of apt-get's Status-Fd: dlstatus:FILE:PERCENT:WORDS while it fetches, then pmstatus:PACKAGE:PERCENT:WORDS.
apt_progress() {
  sed -nE 's/^dlstatus:[^:]*:([0-9]+).*/, \1 % fetched/p; s/^pmstatus:.*:([0-9]+)\.[0-9]+:.*/, \1 % installed/p' "$log" | tail -n 1
}

last_words() { grep -vE '^(dl|pm)status:' "$log" | tail -n 20 || true; }
