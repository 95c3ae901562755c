import { randomUUID } from "node:crypto";
import type { BranchKiosk } from "./branch-kiosk.ts";
import {
  codeOf,
  freshCode,
  issue,
  look,
  sendCode,
  show,
  signIn,
  thinks,
  wrongCode,
} from "./customer.ts";
import type { Customer, Given, LookedAt } from "./customer.ts";

/** At how many kiosks somebody tries at once. */
export const atOnce = 3;
/** Beyond the limit, whatever of them gets no answer. */
const guesses = 9;
const thinkMs = 1_500;
const shareOfWrong = 0.12;

function sometimes(share: number): boolean {
  return Math.random() < share;
}

/** A customer's whole way at a kiosk, as far as it goes today: sign-in, issue, set-up code, start, later release. */
export async function visit(kiosk: BranchKiosk, customer: Customer): Promise<void> {
  if (!(await enter(kiosk, customer))) return;
  const status = await begun(kiosk, customer);
  if (status !== null) await goOn(kiosk, customer, status);
  await kiosk.verbs.signOut({});
}

async function enter(kiosk: BranchKiosk, customer: Customer): Promise<boolean> {
  if (sometimes(shareOfWrong)) await signIn(kiosk, customer, "wrong");
  const signedIn = await signIn(kiosk, customer);
  customer.isOver ||= signedIn.outcome === "locked";
  if (signedIn.value?.awaits !== "code") return signedIn.outcome === "done";
  if (sometimes(shareOfWrong)) {
    await sendCode(kiosk, customer, "prove-code", { step: null, code: wrongCode() });
  }
  const code = freshCode(customer);
  if (code !== null) {
    const proven = await sendCode(kiosk, customer, "prove-code", code);
    customer.isOver ||= proven.outcome === "locked";
    if (proven.outcome === "done") return true;
  }
  await kiosk.verbs.signOut({});
  return false;
}

/** Issues a token where there is none, and gets it into the phone; answers the status then. */
async function begun(kiosk: BranchKiosk, customer: Customer): Promise<LookedAt | null> {
  let { value: status } = await look(kiosk, customer);
  if (status?.token === null && status.issue.available) {
    if (sometimes(shareOfWrong)) await issue(kiosk, customer, "wrong");
    const issued = await issue(kiosk, customer);
    customer.isOver ||= issued?.outcome === "locked";
    await thinks(thinkMs);
    ({ value: status } = await look(kiosk, customer));
  }
  const userId = status?.token?.userId;
  if (userId === undefined || status?.setupCode.available !== true) return status;
  if (customer.phone?.userId === userId) return status;
  if (sometimes(shareOfWrong)) await show(kiosk, customer, userId, "wrong");
  await show(kiosk, customer, userId);
  await thinks(thinkMs);
  return status;
}

async function goOn(kiosk: BranchKiosk, customer: Customer, status: LookedAt): Promise<void> {
  if (customer.phone?.userId !== status.token?.userId) {
    // The set-up code was never seen, so that there is nothing more to do.
    customer.isOver ||= status.token !== null && !status.setupCode.available;
    return;
  }
  if (status.start.available) {
    if (sometimes(shareOfWrong)) {
      await sendCode(kiosk, customer, "start", { step: null, code: wrongCode() });
    }
    const code = freshCode(customer);
    if (code !== null) await sendCode(kiosk, customer, "start", code);
    await look(kiosk, customer);
  } else if (status.release.available && sometimes(0.5)) {
    const code = freshCode(customer);
    if (code === null) return;
    const { outcome } = await sendCode(kiosk, customer, "release", code);
    customer.isOver ||= outcome === "done";
  } else if (!status.release.available) customer.isOver = true;
}

/** One right code at several kiosks at once: the token is started once. */
export async function copies(kiosks: readonly BranchKiosk[], customer: Customer): Promise<void> {
  await atKiosks(kiosks, customer, async () => {
    const code = freshCode(customer);
    if (code === null) return;
    await Promise.all(kiosks.map((kiosk) => sendCode(kiosk, customer, "start", code, "copy")));
  });
}

/** Wrong codes at several kiosks at once, beyond the lock, and then a right one. */
export async function guessCodes(
  kiosks: readonly BranchKiosk[],
  customer: Customer,
): Promise<void> {
  await atKiosks(kiosks, customer, async () => {
    await guessing(kiosks, (kiosk) =>
      sendCode(kiosk, customer, "start", { step: null, code: wrongCode() }),
    );
    const code = freshCode(customer);
    const [kiosk] = kiosks;
    if (code !== null && kiosk !== undefined) await sendCode(kiosk, customer, "start", code);
    customer.isOver = true;
  });
}

/** The same with passwords, by somebody who has no account here. */
export async function guessPasswords(
  kiosks: readonly BranchKiosk[],
  customer: Customer,
): Promise<void> {
  await guessing(kiosks, (kiosk) => signIn(kiosk, customer, "wrong"));
  const [kiosk] = kiosks;
  if (kiosk !== undefined) await signIn(kiosk, customer);
  customer.isOver = true;
  await Promise.all(kiosks.map((each) => each.verbs.signOut({})));
}

async function guessing(
  kiosks: readonly BranchKiosk[],
  guess: (kiosk: BranchKiosk) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    kiosks.map(async (kiosk) => {
      for (let tried = 0; tried < guesses / kiosks.length; tried += 1) await guess(kiosk);
    }),
  );
}

/** A customer whose token is issued, signed in at all of `kiosks`; signs out at the end. */
async function atKiosks(
  kiosks: readonly BranchKiosk[],
  customer: Customer,
  work: () => Promise<void>,
): Promise<void> {
  const [first] = kiosks;
  if (first !== undefined && (await enter(first, customer))) {
    const status = await begun(first, customer);
    const others = await Promise.all(kiosks.slice(1).map((kiosk) => signIn(kiosk, customer)));
    const isReady = others.every(({ value }) => value?.awaits === "nothing");
    const hasPhone = customer.phone !== null && customer.phone.userId === status?.token?.userId;
    if (isReady && hasPhone) await work();
  }
  await Promise.all(kiosks.map((kiosk) => kiosk.verbs.signOut({})));
}

/** What a request that went to all services at once, under one id, was answered by each that answered. */
export async function sameRequest(kiosk: BranchKiosk, customer: Customer): Promise<string | null> {
  if (!(await enter(kiosk, customer))) return null;
  const status = await begun(kiosk, customer);
  const code = status?.start.available === true ? freshCode(customer) : null;
  if (code === null) {
    await kiosk.verbs.signOut({});
    return null;
  }
  const given: Given = "right";
  const requestId = randomUUID();
  const answers: string[] = [];
  const { phone, loginId } = customer;
  const asked = { customer: loginId, deed: "start", kind: "oneTimePassword", given } as const;
  await kiosk.ask<null>(
    { ...asked, code: phone && { userId: phone.userId, step: code.step } },
    async () => {
      const request = { oneTimePassword: codeOf(phone?.key ?? "", code.step) };
      const replies = await Promise.all(
        kiosk.clients.map((client) => client.verb("startToken", request, { requestId })),
      );
      const answered = replies.flatMap((reply) =>
        reply.ok && reply.value.answer !== null ? [reply.value.answer] : [],
      );
      const told = answered.filter((answer) => answer.ok || answer.refusal.code !== "busy");
      answers.push(...told.map((answer) => JSON.stringify(answer)));
      return told[0] ?? { ok: false, refusal: { code: "out-of-service", fault: "none" } };
    },
  );
  await kiosk.verbs.signOut({});
  const unlike = new Set(answers);
  return unlike.size < 2
    ? null
    : `one request of ${loginId} was answered as ${[...unlike].join(" and as ")}`;
}
