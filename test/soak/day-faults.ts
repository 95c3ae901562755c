import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Request } from "../../preload/contract/requests.ts";
import type { DemoCustomer } from "../e2e/customers.ts";
import { done, issueOverBridge, journeyOverBridge } from "./day-journeys.ts";
import { useAndReleaseOverBridge } from "./day-journeys.ts";
import type { DayKiosk } from "./day-kiosk.ts";
import type { PostOffice } from "./day-mail.ts";

/** Makes one fault and ends it; `customer` makes a full journey in it or after it. Throws when it isn't met as it must be. */
export type DayFault = (kiosk: DayKiosk, customer: DemoCustomer, post: PostOffice) => Promise<void>;

const patienceMs = 120_000;

/** One comes each hour, in turn. */
export const hourlyFaults: Readonly<Record<string, DayFault>> = {
  "wrong passwords and codes": wrongEntries,
  "registry held by another process": registryHeld,
  "mail server away": mailServerAway,
  "clock back an hour": clockBack,
};

async function refusedWith<V extends Verb>(
  kiosk: DayKiosk,
  code: string,
  verb: V,
  request: Request<V>,
): Promise<void> {
  const answer = await kiosk.ask(verb, request);
  const said = answer.ok ? "ok" : answer.refusal.code;
  if (said !== code) throw new Error(`${verb} is answered ${said}, not ${code}`);
}

async function wrongEntries(kiosk: DayKiosk, customer: DemoCustomer): Promise<void> {
  const { loginId, confirmationPassword } = customer;
  await refusedWith(kiosk, "credentials", "signIn", { loginId, loginPassword: "wrong" });
  const codeAfter = await issueOverBridge(kiosk, customer);
  await refusedWith(kiosk, "fields", "showSetupCode", { startPassword: "1" });
  // Of a quarter of an hour ago: no code that is accepted now, save by a chance of 1 in 300,000.
  const oneTimePassword = codeAfter(-15);
  await refusedWith(kiosk, "fields", "startToken", { oneTimePassword });
  await refusedWith(kiosk, "fields", "releaseToken", {
    ...{ confirmationPassword: "wrong", oneTimePassword },
  });
  await refusedWith(kiosk, "fields", "releaseToken", { confirmationPassword, oneTimePassword });
  await useAndReleaseOverBridge(kiosk, customer, codeAfter);
}

async function registryHeld(kiosk: DayKiosk, customer: DemoCustomer): Promise<void> {
  const { loginId, loginPassword } = customer;
  // One that is at the server meanwhile could not be marked as sent, and comes again under its ID.
  await allMailsOut(kiosk);
  const other = new DatabaseSync(path.join(kiosk.profile.dataDir, "registry.sqlite"), {
    timeout: 5_000,
  });
  other.exec("begin immediate");
  try {
    await refusedWith(kiosk, "busy", "signIn", { loginId, loginPassword });
  } finally {
    other.close();
  }
  await journeyOverBridge(kiosk, customer);
}

async function mailServerAway(
  kiosk: DayKiosk,
  customer: DemoCustomer,
  post: PostOffice,
): Promise<void> {
  await allMailsOut(kiosk);
  const before = post.taken.size;
  await post.close();
  const codeAfter = await issueOverBridge(kiosk, customer);
  if (unsentMails(kiosk) === 0) throw new Error("the mail is out though no server took it");
  await post.open();
  await useAndReleaseOverBridge(kiosk, customer, codeAfter);
  await allMailsOut(kiosk);
  if (post.taken.size === before) throw new Error("the mails that had to wait were not sent");
}

async function clockBack(kiosk: DayKiosk, customer: DemoCustomer): Promise<void> {
  const { loginId, loginPassword } = customer;
  const codeAfter = await issueOverBridge(kiosk, customer);
  await done(kiosk, "startToken", { oneTimePassword: codeAfter(-1) });
  await done(kiosk, "signIn", { loginId, loginPassword });
  await kiosk.putClock(-3_600_000);
  for (let tries = 0; tries < 5; tries += 1) {
    await refusedWith(kiosk, "out-of-service", "proveCode", { oneTimePassword: codeAfter(0) });
  }
  await kiosk.putClock(0);
  await done(kiosk, "signIn", { loginId, loginPassword });
  await done(kiosk, "proveCode", { oneTimePassword: codeAfter(0) });
  const { confirmationPassword } = customer;
  await done(kiosk, "releaseToken", { confirmationPassword, oneTimePassword: codeAfter(1) });
  await done(kiosk, "signOut", {});
}

/** The last fault of a day, as Playwright holds a page that crashed for lost: from then on the bridge alone is driven. */
export async function pageCrash(kiosk: DayKiosk, customer: DemoCustomer): Promise<void> {
  const { loginId, loginPassword } = customer;
  await done(kiosk, "signIn", { loginId, loginPassword });
  await kiosk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  const until = performance.now() + patienceMs;
  for (;;) {
    // A page that is dying need not answer at all.
    const asked = kiosk.ask("readStatus", {}).catch(() => null);
    const answer = await Promise.race([asked, pause(500, null)]);
    if (answer?.ok === false && answer.refusal.code === "signed-out") break;
    if (performance.now() > until) throw new Error("the page that crashed was not replaced");
    await pause(50);
  }
  await journeyOverBridge(kiosk, customer);
}

/** Mails that the kiosk has still to send. */
function unsentMails({ profile: { dataDir } }: DayKiosk): number {
  const database = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { timeout: 5_000 });
  database.exec("pragma query_only = on");
  const row = database.prepare("select count(*) as n from outbox where closed_at is null").get();
  database.close();
  return Number(row?.["n"]);
}

/** Waits until the outbox is empty: the kiosk tries anew every half minute. */
export async function allMailsOut(kiosk: DayKiosk): Promise<void> {
  const until = performance.now() + patienceMs;
  while (unsentMails(kiosk) > 0) {
    if (performance.now() > until) throw new Error("mails stay unsent");
    await pause(50);
  }
}
