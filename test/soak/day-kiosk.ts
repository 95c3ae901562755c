import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { askPage } from "./ask-page.ts";
import { launchKiosk } from "../e2e/kiosk.ts";
import type { Kiosk } from "../e2e/kiosk.ts";
import type { Profile } from "../e2e/profile.ts";

/** The kiosk of the day: the built app on this machine's runtime, its time in our hand. */
export interface DayKiosk extends Kiosk {
  readonly profile: Profile;
  /** Lets the kiosk's time pass until `at`, epoch milliseconds; from there it goes on by itself. */
  passTime(at: number): Promise<void>;
  /** Puts the kiosk's clock by so many milliseconds away from its time; 0: right again. */
  putClock(away: number): Promise<void>;
  /** Asks over the bridge of the page that is there now, also of one that has replaced another. */
  ask<V extends Verb>(verb: V, request: Request<V>): Promise<Answer<V>>;
}

const stepMs = 60_000;
/**
 * Has glibc return the 19 MiB of each password's hash at once. It would keep some of them, sometimes fewer and sometimes
 * more: steps of 20 to 60 MB up and down, in which no growth can be seen. Electron has another allocator.
 */
const givesBack = { MALLOC_MMAP_THRESHOLD_: "1048576" };

/** Starts the kiosk in `profile`; its mails go to the server at `smtpPort` of this machine. */
export async function startDayKiosk(profile: Profile, smtpPort: number): Promise<DayKiosk> {
  const file = path.join(profile.root, "config.yaml");
  const smtp = { host: "127.0.0.1", port: smtpPort, security: "none" };
  await writeFile(file, JSON.stringify({ demo: true, mail: { smtp } }));
  const env = { KIOSK_CONFIG: file, ...givesBack };
  const { app, page, now } = await launchKiosk(profile, { env });
  await app.evaluate(() => {
    const hand = { aheadMs: 0, awayMs: 0 };
    const now = Date.now;
    const monotonicClock = performance.now.bind(performance);
    Date.now = () => now() + hand.aheadMs + hand.awayMs;
    performance.now = () => monotonicClock() + hand.aheadMs;
    // The time that nobody sets, as the kiosk reads it.
    const os = process.getBuiltinModule("node:os");
    const uptime = os.uptime;
    os.uptime = () => uptime() + hand.aheadMs / 1_000;
    Object.assign(globalThis, { hand });
  });
  const turn = (by: Readonly<Record<string, number>>) =>
    app.evaluate((_electron, hand) => {
      Object.assign(Reflect.get(globalThis, "hand") as object, hand);
    }, by);
  let aheadMs = 0;
  return {
    ...{ app, page, profile },
    now: () => now() + Math.floor(aheadMs / 1_000),
    async passTime(at) {
      // Whole seconds, as `now` counts them.
      aheadMs = Math.round(at / 1_000 - now()) * 1_000;
      await turn({ aheadMs });
    },
    putClock: (awayMs) => turn({ awayMs }),
    ask: (verb, request) => askPage(app, verb, request),
  };
}

/**
 * Lets time pass until `at` or later: not back, and to a moment from which `roomMs` are left of its time step, so that
 * the codes of the step before, this one and the next can all be used.
 */
export async function advance(kiosk: DayKiosk, at: number, roomMs: number): Promise<void> {
  const now = Math.max(at, kiosk.now() * 1_000);
  const left = stepMs - (now % stepMs);
  await kiosk.passTime(left < roomMs ? now + left + 1_000 : now);
}
