import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BankService } from "./bank-service.ts";
import { makeKeyring } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";

/** A kiosk's private folders, its home and its data folder, and a keyring; all gone with the test. */
export interface Profile {
  readonly root: string;
  readonly dataDir: string;
  /** The whole environment for the kiosk: of the tester's own only the display is inherited. */
  readonly env: Record<string, string>;
  /**
   * Its own: the tester's keyring is left alone, and an abort of gnome-keyring's, as it has been seen to make, takes no
   * other test's keychain away.
   */
  readonly keyring: Keyring;
  /** The kiosk's configuration. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The bank's service of a kiosk in a network; without it, the kiosk has a registry of its own. */
  readonly bank?: BankService;
}

/** Makes an empty profile in the system's temporary folder. */
export async function makeProfile(): Promise<Profile> {
  const root = await mkdtemp(path.join(tmpdir(), "kiosk-"));
  const dataDir = path.join(root, "data");
  const home = path.join(root, "home");
  await mkdir(home, { mode: 0o700 });
  const keyring = await makeKeyring(path.join(root, "keyring"));
  return profileOf({ root, dataDir, keyring, home, config: { demo: true } });
}

/** The profile of a kiosk whose folders and keyring are there already; `root` is where it puts what is to go with it. */
export function profileOf({
  home,
  ...places
}: Omit<Profile, "env"> & { readonly home: string }): Profile {
  const { root, dataDir, keyring } = places;
  return {
    ...places,
    env: {
      PATH: process.env["PATH"] ?? "",
      LANG: "C.UTF-8",
      TZ: "Asia/Tokyo",
      HOME: home,
      TMPDIR: root,
      KIOSK_DATA_DIR: dataDir,
      // Where no speech-dispatcher listens, and none is started: the machine's own stays silent.
      SPEECHD_ADDRESS: `unix_socket:${speechSocket(root)}`,
      DBUS_SESSION_BUS_ADDRESS: keyring.busAddress,
      ...displayVariables(),
    },
  };
}

/** Where the kiosk of the profile in `root` looks for voices. */
export function speechSocket(root: string): string {
  return path.join(root, "speech.sock");
}

/** The environment of the profile's kiosk with further sections of its configuration; what they state counts. */
export async function configured(
  { root, config }: Profile,
  sections: Readonly<Record<string, unknown>>,
): Promise<Record<string, string>> {
  const file = path.join(root, "config.yaml");
  await writeFile(file, JSON.stringify({ ...config, ...sections }));
  return { KIOSK_CONFIG: file };
}

/** How a kiosk finds the display of the session it is started in. */
function displayVariables(): Record<string, string> {
  const names = ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Removes the profile and all that the kiosk wrote, and the bank that was started for it. */
export async function removeProfile(profile: Profile): Promise<void> {
  await profile.bank?.close();
  await profile.keyring.close();
  await rm(profile.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The mails in the spool folder, oldest name first, as raw RFC 5322 text. */
export async function spooledMails(profile: Profile): Promise<readonly Buffer[]> {
  const folder = path.join(profile.bank?.dataDir ?? profile.dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".eml"))
      .sort()
      .map((name) => readFile(path.join(folder, name))),
  );
}
