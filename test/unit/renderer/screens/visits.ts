import { calls, grant, issuedStatus, profile, resetKiosk } from "../fake-kiosk.ts";
import { afterEach, beforeEach, vi } from "vitest";
import type { StaffAct, StaffSignInAnswer } from "../../../../preload/contract/staff-answers.ts";
import App from "../../../../renderer/App.vue";
import { closeLast, open } from "./opened.ts";
import type { Opened } from "./opened.ts";

/** Lets each test of the file begin at a kiosk of its own whose clock stands still, for a customer with an issued token. */
export function eachAtAKiosk(): void {
  eachAtAKioskThat(() => {
    grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
    grant("signOut", null);
    grant("readStatus", issuedStatus);
  });
}

/** The same for a member of staff. */
export function eachForStaff(
  member: Pick<StaffSignInAnswer, "name" | "role"> & { readonly acts: readonly StaffAct[] },
): void {
  eachAtAKioskThat(() => {
    grant("staffSignIn", { ...member, journalBroken: false });
    grant("staffSignOut", null);
  });
}

function eachAtAKioskThat(grants: () => void): void {
  // Whole screens are drawn here, on machines that are busy with other checks.
  beforeEach(() => {
    resetKiosk();
    vi.useFakeTimers();
    grant("readKiosk", { ...profile, nowMs: Date.now() });
    grants();
  });
  afterEach(() => {
    closeLast();
    vi.useRealTimers();
  });
}

/** What was asked of the main process so far. */
export function verbs(): string[] {
  return calls.map(({ verb }) => verb);
}

/** At KTP001. */
export async function signedIn(): Promise<Opened> {
  const app = await open(App);
  await app.press("はじめる");
  await app.enter({ loginId: "taro0001", loginPassword: "tarologin1" });
  await app.press("ログイン");
  return app;
}

/** At KST002. */
export async function atStaffMenu(staffId: string, pin: string): Promise<Opened> {
  const app = await open(App);
  await app.press("係員専用");
  await app.enter({ staffId, pin });
  await app.press("ログイン");
  return app;
}

/** At BOP001. */
export async function atSelection(): Promise<Opened> {
  const app = await signedIn();
  await app.press("ワンタイムパスワード申請");
  return app;
}
