# Sourced by setup.sh: the system packages that tests use where they can be had.

# Wanted, and nothing waits for them: without one its test is skipped and says so.
OPTIONAL_PACKAGES=(
  softhsm2 opensc               # a PKCS#11 token in software for tests, and the service's way to any token
  speech-dispatcher libspeechd2 # who listens to the spoken guidance in tests, and Chromium's way there
  curl                          # asks the verifier in tests, as the docs' script does
  freeradius freeradius-rest freeradius-utils # the RADIUS server before the verifier, and its clients
  python3-pskc pskctool         # others' readers of PSKC, which judge the hand-over's files
  libpam-oath pamtester libpam-wrapper # pam_oath, who asks it, and a /etc/pam.d of the test's own
)

# Installs what this machine's mirrors are known to have, where that asks nobody for a password. It is tried
# with the npm packages only: later runs are to ask no mirror.
install_optional_packages() {
  local package missing=() as_root
  command -v apt-get >/dev/null || return 0
  for package in "${OPTIONAL_PACKAGES[@]}"; do
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      ! apt-cache show "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  become_root silently || return 0
  say "installing optional system packages: ${missing[*]}"
  apt_install "${missing[@]}" || say "they can't be installed; what needs them is skipped"
  # Debian's package would serve RADIUS from then on.
  [[ " ${missing[*]} " != *" freeradius "* || ! -d /run/systemd/system ]] ||
    "${as_root[@]}" systemctl --quiet disable --now freeradius || true
}
