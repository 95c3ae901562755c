/** The verifier over PostgreSQL: one count and one use of a step with the kiosks, whatever instance is asked. */
import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { networkBank } from "../bridge/network-bank.ts";
import type { NetworkBank } from "../bridge/network-bank.ts";
import { kioskIn, taro } from "../bridge/states.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { newDatabase } from "../postgresql/database.ts";

const customerId = "demo-taro";
const of = { loginId: taro.loginId };

async function inUse(): Promise<NetworkBank & { readonly system: string }> {
  const network = await networkBank(await newDatabase(), { instances: 2 });
  onTestFinished(() => network.close());
  await kioskIn(network.bank, "in-use");
  network.bank.clock.advance(120_000);
  return { ...network, system: await network.newKiosk("internet-bank", "relying") };
}

/** Asks the instance `at`; answers the result, or why there is none. */
function asking({ verifiers, system }: NetworkBank & { readonly system: string }) {
  return async (at: number, code: string, requestId: string = randomUUID()): Promise<string> => {
    const verified = await verifiers[at % verifiers.length]?.(system, requestId, { of, code });
    if (verified === undefined) throw new Error("No such instance");
    return verified.ok ? verified.value.result : verified.refusal;
  };
}

function wrongCodes(right: string): (at: number) => string {
  return (at) => String((Number(right) + 1_000 + at) % 1_000_000).padStart(6, "0");
}

test("a code is accepted once by two instances, and then used at every kiosk", async () => {
  const network = await inUse();
  const { bank } = network;
  const ask = asking(network);
  const code = (await bank.code(customerId)) ?? "";
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(at, code)));
  expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
  expect(new Set(answers)).toEqual(new Set(["accepted", "wrong"]));
  const kiosk = bank.kiosk();
  await kiosk.call("signIn", taro);
  expect(await kiosk.call("proveCode", { oneTimePassword: code })).toMatchObject({ ok: false });
  expect(await verifyChains(network.network, memoryVault().mac)).toMatchObject({ broken: null });
});

test("of 50 wrong codes at kiosks and verifier together, five are evaluated, and the token is locked", async () => {
  const network = await inUse();
  const { bank } = network;
  const ask = asking(network);
  const wrong = wrongCodes((await bank.code(customerId)) ?? "");
  const kiosks = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const kiosk = bank.kiosk();
      await kiosk.call("signIn", taro);
      return kiosk;
    }),
  );
  const before = bank.judged();
  const answers = await Promise.all([
    ...Array.from({ length: 45 }, (_, at) => ask(at, wrong(at))),
    ...kiosks.map(async (kiosk, at) => {
      const answer = await kiosk.call("proveCode", { oneTimePassword: wrong(100 + at) });
      return answer.ok ? "accepted" : answer.refusal.code === "locked" ? "locked" : "wrong";
    }),
  ]);
  expect(bank.judged() - before).toBe(5);
  expect(answers.filter((answer) => answer === "wrong")).toHaveLength(4);
  expect(answers.filter((answer) => answer === "locked")).toHaveLength(46);
  expect(await ask(0, (await bank.code(customerId)) ?? "")).toBe("locked");
});

test("a request that comes again gets the same answer from any instance, and is done once", async () => {
  const network = await inUse();
  const ask = asking(network);
  const code = (await network.bank.code(customerId)) ?? "";
  const answers = await Promise.all([0, 1, 0, 1].map((at) => ask(at, code, "transfer-17")));
  expect(answers).toEqual(["accepted", "accepted", "accepted", "accepted"]);
  expect(await ask(1, code, "transfer-18")).toBe("wrong");
  // Nobody gets another customer's answer, or one to another code, by the same number.
  expect(await ask(0, "123456", "transfer-17")).toBe("request-id-reused");
});

test("a kiosk can't ask, a relying system is no kiosk, and who is revoked gets nothing", async () => {
  const network = await inUse();
  const { verifiers, services, system } = network;
  const kiosk = await network.newKiosk();
  const asked = { of, code: "123456" };
  expect(await verifiers[0]?.(kiosk, "1", asked)).toEqual({ ok: false, refusal: "unknown" });
  expect(await verifiers[0]?.("00", "1", asked)).toEqual({ ok: false, refusal: "unknown" });
  const message = {
    requestId: randomUUID(),
    request: {},
    machine: { version: "1", protocol: 1, at: 0 },
  };
  expect(await services[0]?.(system, "readKiosk", message)).toEqual({
    ok: false,
    refusal: "unknown",
  });
  const { database } = network.network;
  await database
    .updateTable("identities")
    .set({ state: "revoked" })
    .where("fingerprint", "=", system)
    .execute();
  expect(await verifiers[0]?.(system, "2", asked)).toEqual({ ok: false, refusal: "revoked" });
});

test("a record that was changed from outside is told as that, and journalled; others are served", async () => {
  const network = await inUse();
  const { database } = network.network;
  await database.updateTable("tokens").set({ last_step: 1 }).execute();
  expect(await asking(network)(0, "123456")).toBe("record-broken");
  const rows = await database
    .selectFrom("journal")
    .select(["action", "outcome"])
    .where("outcome", "=", "record-broken")
    .execute();
  expect(rows).toEqual([{ action: "fault", outcome: "record-broken" }]);
  const hanako = { of: { loginId: "hanako01" }, code: "123456" };
  const other = await network.verifiers[1]?.(network.system, "3", hanako);
  expect(other).toMatchObject({ value: { result: "not-in-use", state: "unissued" } });
});

test("the journal names the relying system", async () => {
  const network = await inUse();
  await asking(network)(0, (await network.bank.code(customerId)) ?? "");
  const found = await network.network.database
    .selectFrom("journal")
    .select(["kiosk", "customer_id", "outcome"])
    .where("action", "=", "verify")
    .execute();
  expect(found).toEqual([{ kiosk: "internet-bank", customer_id: customerId, outcome: "done" }]);
});
