import type { Page } from "@playwright/test";
import type { KioskBridge } from "../../preload/contract/operations.ts";
import type { DemoCustomer } from "./customers.ts";
import type { Kiosk } from "./kiosk.ts";
import { codeOn } from "./phone.ts";
import type { Phone } from "./phone.ts";
import type { DemoStaff } from "./staff.ts";
import { mailAddress, startPassword } from "./ways.ts";

declare global {
  // What the page sees; the tests' own compiler knows nothing of it.
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

/** A token, and the phone that shows its codes. */
export interface Issued extends Phone {
  readonly userId: string;
}

/** At 待機: locks the number of a member of staff by wrong PINs, after each wait that they cost. */
export async function lockUnseen({ page }: Kiosk, { staffId }: DemoStaff): Promise<void> {
  await page.evaluate(
    async (request) => {
      for (;;) {
        const answer = await window.kiosk.staffSignIn(request);
        if (answer.ok || answer.refusal.code === "locked") return;
        const { refusal } = answer;
        const seconds = refusal.code === "pin-waits" ? refusal.seconds : 0;
        await new Promise((done) => setTimeout(done, seconds * 1_000));
      }
    },
    { staffId, pin: "111111" },
  );
}

/**
 * From 待機 to 待機: issues a token by the verbs that the screens send, for journeys about what comes after; to touch each
 * key of it takes them most of their processor time.
 */
export async function issueUnseen(
  { page }: { readonly page: Page },
  customer: DemoCustomer,
  address = mailAddress,
): Promise<Issued> {
  const { loginId, loginPassword, confirmationPassword } = customer;
  const issued = await page.evaluate(
    async ({ signIn, draft, confirmation }) => {
      const { kiosk } = window;
      await kiosk.signIn(signIn);
      await kiosk.draftIssue(draft);
      const token = await kiosk.confirmIssue(confirmation);
      const code = await kiosk.showSetupCode({ startPassword: draft.startPassword });
      await kiosk.signOut({});
      // What was refused before shows itself in these.
      return { token, code };
    },
    {
      signIn: { loginId, loginPassword },
      draft: {
        ...{ mailAddress: address, mailAddressAgain: address },
        ...{ startPassword, startPasswordAgain: startPassword },
      },
      confirmation: { confirmationPassword },
    },
  );
  const { token, code } = issued;
  if (!token.ok) throw new Error(`No token is issued: ${token.refusal.code}`);
  if (!code.ok) throw new Error(`No set-up code is shown: ${code.refusal.code}`);
  const secret = code.value.key.replaceAll(" ", "");
  return { userId: token.value.userId, secret, periodSeconds: 60, digits: 6 };
}

/** The same with a token in use, started with the code of the step before, as `start` does. */
export async function startUnseen(
  kiosk: Kiosk,
  customer: DemoCustomer,
  address = mailAddress,
): Promise<Issued> {
  const issued = await issueUnseen(kiosk, customer, address);
  const { loginId, loginPassword } = customer;
  const started = await kiosk.page.evaluate(
    async ({ signIn, oneTimePassword }) => {
      await window.kiosk.signIn(signIn);
      const answer = await window.kiosk.startToken({ oneTimePassword });
      await window.kiosk.signOut({});
      return answer;
    },
    {
      signIn: { loginId, loginPassword },
      oneTimePassword: await codeOn(issued, kiosk, { steps: -1 }),
    },
  );
  if (!started.ok) throw new Error(`The token isn't started: ${started.refusal.code}`);
  return issued;
}
