import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { startBankService } from "./bank-service.ts";
import { makeProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";

/** `own`: the kiosk has a registry of its own; `network`: it is one of a bank's, whose service and PostgreSQL have it. */
export type Home = "own" | "network";

/**
 * Makes the profile of a kiosk with the demo customers, at the home of the running journey. `customers`: whether those
 * of a shared kiosk are registered, too.
 */
export async function makeHome(home: Home, { customers = false } = {}): Promise<Profile> {
  if (home === "network") {
    const bank = await startBankService({ customers });
    try {
      return { ...(await bank.branch("kiosk", "本店営業部")), bank };
    } catch (error) {
      await bank.close();
      throw error;
    }
  }
  const profile = await makeProfile();
  if (customers) await registerCustomersIn(profile);
  return profile;
}

/** Makes the registry of `profile` with its customers, before the kiosk has started there. */
export async function registerCustomersIn({ dataDir, env }: Profile): Promise<void> {
  const program = path.join(import.meta.dirname, "register-customers.ts");
  // A process of its own: the keychain is that of the session bus in its environment.
  await promisify(execFile)(process.execPath, [program, dataDir], { env });
}
