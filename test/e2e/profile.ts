import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A kiosk's private folders: its home and its data folder, gone with the test. */
export interface Profile {
  readonly root: string;
  readonly dataDir: string;
  /** The whole environment for the kiosk: of the tester's own only the display and the session bus are inherited. */
  readonly env: Record<string, string>;
}

/** Makes an empty profile in the system's temporary folder. */
export async function makeProfile(): Promise<Profile> {
  const root = await mkdtemp(path.join(tmpdir(), "kiosk-"));
  const dataDir = path.join(root, "data");
  const home = path.join(root, "home");
  await mkdir(home, { mode: 0o700 });
  return {
    root,
    dataDir,
    env: {
      PATH: process.env["PATH"] ?? "",
      LANG: "C.UTF-8",
      TZ: "Asia/Tokyo",
      HOME: home,
      TMPDIR: root,
      KIOSK_DATA_DIR: dataDir,
      // Where no speech-dispatcher listens, and none is started: the machine's own stays silent.
      SPEECHD_ADDRESS: `unix_socket:${speechSocket(root)}`,
      ...sessionVariables(),
    },
  };
}

/** Where the kiosk of the profile in `root` looks for voices. */
export function speechSocket(root: string): string {
  return path.join(root, "speech.sock");
}

/** How a kiosk finds the display and the keychain of the session it is started in. */
function sessionVariables(): Record<string, string> {
  const names = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS",
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Removes the profile and all that the kiosk wrote. */
export async function removeProfile(profile: Profile): Promise<void> {
  await rm(profile.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The mails in the spool folder, oldest name first, as raw RFC 5322 text. */
export async function spooledMails(profile: Profile): Promise<readonly Buffer[]> {
  const folder = path.join(profile.dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".eml"))
      .sort()
      .map((name) => readFile(path.join(folder, name))),
  );
}
