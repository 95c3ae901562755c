#!/bin/sh
# Runs as root when the package is installed: what electron-builder's own script does (templates/linux/after-install.tpl
# of app-builder-lib), but for one thing. That one gives chrome-sandbox its set-user-ID bit only where root itself can't
# make a user namespace. Root nearly always can, while the kiosk's user may not (kernel.unprivileged_userns_clone,
# AppArmor's userns restriction), and Electron then ends at every start. The bit does no harm where it isn't needed.
set -e

kiosk='/opt/${sanitizedProductName}'

chmod 4755 "$kiosk/chrome-sandbox"

# A plain link of a former version would stand in the way of update-alternatives.
if [ -L '/usr/bin/${executable}' ] && [ "$(readlink '/usr/bin/${executable}')" != '/etc/alternatives/${executable}' ]; then
  rm -f '/usr/bin/${executable}'
fi
update-alternatives --install '/usr/bin/${executable}' '${executable}' "$kiosk/${executable}" 100 ||
  ln -sf "$kiosk/${executable}" '/usr/bin/${executable}'

if command -v update-desktop-database >/dev/null; then
  update-desktop-database /usr/share/applications || true
fi

# Ubuntu 24.04 and later let a program make user namespaces only by a profile. An AppArmor that can't read this one
# (abi 4.0) doesn't need it. In a chroot nothing can be loaded.
profile='/etc/apparmor.d/${executable}'
if apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$kiosk/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$kiosk/resources/apparmor-profile" "$profile"
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile"
  fi
fi
