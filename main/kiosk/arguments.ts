/* The command line of the kiosk's program: `otp-enrolment-kiosk [SWITCH…] [-- COMMAND…]`. */

/** Separates switches from a command; Chromium and Electron ignore everything after it. */
const divider = "--";

/** Chromium's switches that a machine's screen may need. */
const switchesOfScreens: readonly string[] = [
  "disable-gpu",
  "force-device-scale-factor",
  "ozone-platform",
  "touch-devices",
];

/** The words of a command in the arguments `argv` (the program first); null: the kiosk itself is to start. */
export function commandWords(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf(divider);
  return at < 0 ? null : argv.slice(at + 1);
}

/**
 * The first argument that a packaged kiosk doesn't accept; null: there is none. All but a few switches are refused, as
 * Chromium has hundreds, such as `--remote-debugging-port` and `--disable-web-security`, for which there is no fuse. It
 * accepts them with one dash as well.
 */
export function foreignArgument(argv: readonly string[]): string | null {
  const at = argv.indexOf(divider);
  const given = argv.slice(1, at < 0 ? undefined : at);
  const foreign = given.find((argument) => {
    const [, name] = /^--?([^=]+)/.exec(argument) ?? [];
    return name === undefined || !switchesOfScreens.includes(name);
  });
  return foreign ?? null;
}
