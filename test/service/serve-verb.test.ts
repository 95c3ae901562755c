import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { verifyChains } from "../../main/service/verify-chains.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import type { NetworkBank } from "../bridge/network-bank.ts";
import { confirmationPassword, entry, kioskIn, startPassword, taro } from "../bridge/states.ts";
import { newDatabase } from "../postgresql/database.ts";
import { memoryVault } from "../fakes/memory-vault.ts";

const customerId = "demo-taro";

async function openBank(instances = 2): Promise<NetworkBank> {
  const network = await networkBank(await newDatabase(), { instances });
  onTestFinished(() => network.close());
  return network;
}

/** Answers of the instance `at`, as the kiosk `fingerprint` gets them. */
function asking({ services }: NetworkBank, at: number, fingerprint: string) {
  return async (verb: Verb, request: object, further = {}) => {
    const service = services[at];
    if (service === undefined) throw new Error("No such instance");
    return service(fingerprint, verb, messageOf(request, further));
  };
}

test("a token is issued at one kiosk, started at another and released at the next, with any instance", async () => {
  const { bank, network } = await openBank();
  const [issues, starts, proves] = [bank.kiosk(), bank.kiosk(), bank.kiosk()];
  expect(await issues.call("signIn", taro)).toMatchObject({ ok: true });
  expect(await issues.call("draftIssue", entry)).toMatchObject({ ok: true });
  const issued = await issues.call("confirmIssue", { confirmationPassword, language: "ja" });
  expect(issued).toMatchObject({ ok: true, value: { userId: "999800000001" } });
  expect(await issues.call("showSetupCode", { startPassword })).toMatchObject({ ok: true });

  expect(await starts.call("signIn", taro)).toMatchObject({ value: { awaits: "nothing" } });
  const started = { oneTimePassword: await bank.code(customerId), language: "ja" };
  expect(await starts.call("startToken", started)).toMatchObject({ ok: true });

  expect(await proves.call("signIn", taro)).toMatchObject({ value: { awaits: "code" } });
  // The step was used at the other kiosk.
  const used = { oneTimePassword: await bank.code(customerId) };
  expect(await proves.call("proveCode", used)).toMatchObject({ ok: false });
  bank.clock.advance(60_000);
  const next = { oneTimePassword: await bank.code(customerId) };
  expect(await proves.call("proveCode", next)).toMatchObject({ ok: true });
  bank.clock.advance(60_000);
  const release = {
    ...{ confirmationPassword, language: "ja" },
    oneTimePassword: await bank.code(customerId),
  };
  expect(await proves.call("releaseToken", release)).toMatchObject({ ok: true });
  expect(await issues.call("readStatus", {})).toMatchObject({
    value: { registration: "released" },
  });
  expect(await verifyChains(network, memoryVault().mac)).toMatchObject({ broken: null });
});

test("the outbox is nudged when its mail is committed, and not before", async () => {
  const events: string[] = [];
  const network = await networkBank(await newDatabase(), {
    deliverMail: () => events.push("nudge"),
    onCommit: () => events.push("commit"),
  });
  onTestFinished(() => network.close());
  await kioskIn(network.bank, "issued");
  // Those of the sign-in, the draft and the issue.
  const before = events.slice(0, events.indexOf("nudge"));
  expect(before).toEqual(["commit", "commit", "commit"]);
});

test("a request that comes again is answered as before, by any instance, and done once", async () => {
  const network = await openBank();
  const fingerprint = await network.newKiosk();
  const [first, second] = [asking(network, 0, fingerprint), asking(network, 1, fingerprint)];
  await first("signIn", taro);
  await first("draftIssue", entry);
  const again = { requestId: randomUUID() };
  const confirm = { confirmationPassword, language: "ja" };
  const [one, two] = await Promise.all([
    first("confirmIssue", confirm, again),
    second("confirmIssue", confirm, again),
  ]);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ value: { answer: { ok: true } } });
  expect(await second("confirmIssue", confirm, again)).toEqual(one);
  const mails = await network.registry.read((rows) => rows.unsentMails());
  expect(mails).toHaveLength(1);
});

test("many wrong passwords at once at many kiosks: five are evaluated, and the count is one", async () => {
  const network = await openBank(3);
  const { bank } = network;
  const kiosks = Array.from({ length: 6 }, () => bank.kiosk());
  const before = bank.judged();
  const wrong = { ...taro, loginPassword: "no such password" };
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => kiosks.map((kiosk) => kiosk.call("signIn", wrong))).flat(),
  );
  const codes = answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code));
  expect(bank.judged() - before).toBe(5);
  expect(codes.filter((code) => code === "credentials")).toHaveLength(4);
  expect(codes.filter((code) => code === "locked")).toHaveLength(20);
});

test("a code is accepted once, however many kiosks send it at once", async () => {
  const network = await openBank(3);
  const { bank } = network;
  await kioskIn(bank, "in-use");
  bank.clock.advance(120_000);
  const kiosks = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const kiosk = bank.kiosk();
      await kiosk.call("signIn", taro);
      return kiosk;
    }),
  );
  const oneTimePassword = await bank.code(customerId);
  const answers = await Promise.all(
    kiosks.map((kiosk) => kiosk.call("proveCode", { oneTimePassword })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a sign-out that comes between wins, and nothing of the other request is done", async () => {
  const network = await openBank();
  const fingerprint = await network.newKiosk();
  const [first, second] = [asking(network, 0, fingerprint), asking(network, 1, fingerprint)];
  await first("signIn", taro);
  await first("draftIssue", entry);
  const confirm = { confirmationPassword, language: "ja" };
  const [, left] = await Promise.all([first("confirmIssue", confirm), second("signOut", {})]);
  expect(left).toMatchObject({ value: { answer: { ok: true } } });
  expect(await first("readStatus", {})).toMatchObject({
    value: { answer: { refusal: { code: "signed-out" } } },
  });
});

test("kiosks that nobody approved, that were revoked or whose certificate has ended get nothing", async () => {
  const network = await openBank();
  const { database } = network.network;
  const fingerprint = await network.newKiosk();
  const ask = asking(network, 0, fingerprint);
  await ask("signIn", taro);
  const now = async (values: object) => {
    await database
      .updateTable("identities")
      .set(values)
      .where("fingerprint", "=", fingerprint)
      .execute();
    return ask("readStatus", {});
  };
  const refusal = (code: string) => ({ ok: false, refusal: code });
  expect(await now({ state: "revoked" })).toEqual(refusal("revoked"));
  expect(await now({ state: "pending" })).toEqual(refusal("pending"));
  expect(await now({ state: "approved", not_after: 5 })).toEqual(refusal("expired"));
  expect(await asking(network, 0, "ab".repeat(32))("readStatus", {})).toEqual(refusal("unknown"));
});

test("a kiosk that was started anew begins without sessions", async () => {
  const network = await openBank();
  const ask = asking(network, 0, await network.newKiosk());
  await ask("signIn", taro);
  expect(await ask("readStatus", {})).toMatchObject({ value: { answer: { ok: true } } });
  const machine = { version: "0.1.0", protocol: 1, at: 0, started: true };
  expect(await ask("readStatus", {}, { machine })).toMatchObject({
    value: { answer: { refusal: { code: "signed-out" } } },
  });
});

test("sessions and answers in the database can't be read without the ring", async () => {
  const network = await openBank();
  const ask = asking(network, 0, await network.newKiosk());
  await ask("signIn", taro);
  await ask("draftIssue", entry);
  await ask("confirmIssue", { confirmationPassword, language: "ja" });
  await ask("showSetupCode", { startPassword });
  const { database } = network.network;
  const sessions = await database.selectFrom("kiosk_sessions").selectAll().execute();
  const requests = await database.selectFrom("requests").selectAll().execute();
  const stored = JSON.stringify([sessions, requests]);
  expect(requests.length).toBeGreaterThan(3);
  expect(stored).not.toContain(customerId);
  expect(stored).not.toContain("docomo");
});
