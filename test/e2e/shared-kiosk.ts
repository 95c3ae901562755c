import { mostCustomers, newCustomer } from "./customers.ts";
import type { DemoCustomer, Kind } from "./customers.ts";
import { makeHome } from "./home.ts";
import type { Home } from "./home.ts";
import { launchKiosk } from "./kiosk.ts";
import type { Kiosk } from "./kiosk.ts";
import { lastingKiosk } from "./lasting-kiosk.ts";
import { removeProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";

/** A kiosk that many journeys share, as one of them has it. */
export interface SharedKiosk extends Kiosk {
  /** Its folders: what others have left there stays. */
  readonly profile: Profile;
  /** A customer with the limit of the demo profile's 太郎, whom this kiosk has never met. */
  readonly taro: DemoCustomer;
  /** The same with the limit of its 花子. */
  readonly hanako: DemoCustomer;
}

/** Serves one journey after the other. */
export interface Sharing {
  /** The kiosk at 待機, as a new one shows it, with customers nobody has met. */
  handOut(): Promise<SharedKiosk>;
  close(): Promise<void>;
}

/** Starts a kiosk whose registry has many customers. */
export async function shareKiosk(home: Home): Promise<Sharing> {
  const profile = await makeHome(home, { customers: true });
  const kiosk = await lastingKiosk(await launchKiosk(profile), profile.bank);
  let visits = 0;
  return {
    async handOut() {
      if (visits === mostCustomers) throw new Error("All customers of this kiosk have come");
      if (visits > 0) await kiosk.beginAnew();
      visits += 1;
      const customer = (kind: Kind) => newCustomer(kind, visits - 1);
      return { ...kiosk, profile, taro: customer("taro"), hanako: customer("hanako") };
    },
    async close() {
      await kiosk.app.close();
      await removeProfile(profile);
    },
  };
}
