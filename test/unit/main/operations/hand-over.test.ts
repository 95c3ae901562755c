import { beforeEach, expect, test } from "vitest";
import { handOver } from "../../../../main/core/operations/upkeep/hand-over.ts";
import type { Token } from "../../../../main/core/domain/token.ts";
import type { HandOverFormat, ReleasesFile } from "../../../../main/core/ports/hand-over.ts";
import type { Append, WriteNewFiles } from "../../../../main/core/ports/files.ts";
import { hanako, issuedToken, releasedToken, taro } from "../../../contract/rows.ts";
import { fixedClock } from "../../../fakes/fixed-clock.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { registryInMemory } from "../../../fakes/registry-in-memory.ts";
import type { InMemoryRegistry } from "../../../fakes/registry-in-memory.ts";

const vault = memoryVault();
const clock = fixedClock("2026-04-01T10:01:30+09:00");
const today = Date.parse("2026-04-01T00:00:00+09:00");
const yesterday = today - 86_400_000;
/** Of 10:00 on that day. */
const step = Date.parse("2026-04-01T10:00:00+09:00") / 60_000;

let registry: InMemoryRegistry;
let written: Map<string, string>;
/** The rows of the journal as they were when the first text came. */
let journalAtFirstByte: readonly string[] | null;

const rowsOfJournal = () =>
  registry.journal().map(({ action, outcome, detail }) => `${action} ${outcome} ${detail ?? ""}`);

const writeNewFiles: WriteNewFiles = async (names, write) => {
  const texts = names.map(() => "");
  const appends = names.map((_, at): Append => async (text) => {
    journalAtFirstByte ??= rowsOfJournal();
    texts[at] = `${texts[at] ?? ""}${text}`;
  });
  const result = await write(appends);
  if (result.ok) names.forEach((name, at) => written.set(name, texts[at] ?? ""));
  return result;
};

/** Secrets of which the tests keep the bytes, to see what becomes of them. */
let seen: Uint8Array[];

const format: HandOverFormat = {
  ...{ kind: "pskc", tellsLastStep: true },
  header: () => "(",
  token({ userId, loginId, secret, lastStep }, index) {
    seen.push(secret);
    return `${String(index)} ${userId} ${loginId} ${String(secret[0])} ${String(lastStep)}\n`;
  },
  footer: () => ")",
};
const releases: ReleasesFile = {
  header: () => "released\n",
  line: ({ userId, loginId, releasedAt }) => `${userId} ${loginId} ${String(releasedAt)}\n`,
};

const run = (request: Partial<Parameters<typeof handOver>[1]> = {}) =>
  handOver(
    { registry, vault, clock, writeNewFiles },
    {
      ...{ file: "tokens", format, since: null, sinceWords: "all" },
      releases: { file: "tokens.released.csv", format: releases },
      ...request,
    },
  );

/** A customer with one token, whose user ID ends with `number`; its secret is 20 bytes of that number. */
async function add(number: number, changes: Partial<Token> = {}, customer = {}): Promise<string> {
  const userId = `99980000000${String(number)}`;
  const owner = { ...taro, id: `c${String(number)}`, loginId: `customer${String(number)}` };
  const token = { ...issuedToken, userId, customerId: owner.id };
  const secret = new Uint8Array(20).fill(number);
  await registry.transact(async (rows) => {
    await rows.insertCustomer({ ...owner, ...customer });
    await rows.insertToken({
      ...token,
      ...{ state: "in-use", startedAt: yesterday, lastStep: step },
      sealedSecret: await vault.seal(token, secret, null),
      ...changes,
    });
  });
  return userId;
}

beforeEach(async () => {
  registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  written = new Map();
  seen = [];
  journalAtFirstByte = null;
});

test("tokens in use are written in the order of their user IDs, and their secrets are zeroed", async () => {
  await add(2);
  await add(1);
  const handed = await run();
  expect(handed).toMatchObject({ ok: true, value: { tokens: 2, released: 0, leftOut: [] } });
  const first = `0 999800000001 customer1 1 ${String(step)}\n`;
  const second = `1 999800000002 customer2 2 ${String(step)}\n`;
  expect(written.get("tokens")).toBe(`(${first}${second})`);
  expect(seen).toEqual([new Uint8Array(20), new Uint8Array(20)]);
  const before = new Map(written);
  await run();
  expect(written).toEqual(before);
});

test("the journal has its row before the first byte, and the number of tokens at the end", async () => {
  await add(1);
  await run({ since: yesterday, sinceWords: "2026-03-31T00:00" });
  const detail = "by=command-line kind=pskc since=2026-03-31T00:00";
  expect(journalAtFirstByte).toEqual([`hand-over begun ${detail}`]);
  expect(rowsOfJournal()).toEqual([`hand-over begun ${detail}`, `hand-over done ${detail} rows=1`]);
});

test("a refusal to write is journalled, and nothing is handed over", async () => {
  const refusing: WriteNewFiles = async () => ({ ok: false, refusal: "file-exists" });
  const refusedBy = await handOver(
    { registry, vault, clock, writeNewFiles: refusing },
    { file: "tokens", format, since: null, sinceWords: "all", releases: null },
  );
  expect(refusedBy).toEqual({ ok: false, refusal: "file-exists" });
  expect(rowsOfJournal().at(-1)).toContain("hand-over file-exists");
});

test("issued and replaced tokens are not spoken of; nor is a release before the start", async () => {
  await add(1, { state: "issued", startedAt: null, lastStep: null });
  await add(2, { state: "replaced", startedAt: null, sealedSecret: null });
  const end = { state: "released", releasedAt: today, sealedSecret: null } as const;
  await add(3, { ...end, startedAt: null, lastStep: null });
  expect(await run()).toMatchObject({ value: { tokens: 0, released: 0, leftOut: [] } });
});

test("利用停止, stopped accounts, broken records and secrets are left out by their user ID", async () => {
  const suspended = await add(1, { state: "suspended" });
  const stopped = await add(2, {}, { status: "suspended" });
  const changed = await add(3);
  const unopened = await add(4, { sealedSecret: new Uint8Array(57).fill(2) });
  const spaced = await add(5, {}, { loginId: "two words" });
  await add(6);
  registry.tamper("update tokens set last_step = last_step - 5 where customer_id = 'c3'");
  expect(await run()).toMatchObject({
    value: {
      tokens: 1,
      leftOut: [
        { userId: suspended, why: "suspended" },
        { userId: stopped, why: "account-stopped" },
        { userId: changed, why: "broken" },
        { userId: unopened, why: "unopened" },
        { userId: spaced, why: "unwritable" },
      ],
    },
  });
  expect(written.get("tokens")).toContain("0 999800000006 ");
});

test("with a time only what was started, or released, from then on", async () => {
  await add(1, { startedAt: yesterday });
  await add(2, { startedAt: today });
  const ended = { ...releasedToken, state: "released", sealedSecret: null } as const;
  await add(3, { ...ended, userId: "999800000003", customerId: "c3", releasedAt: yesterday });
  await add(4, { ...ended, userId: "999800000004", customerId: "c4", releasedAt: today });
  expect(await run({ since: today })).toMatchObject({ value: { tokens: 1, released: 1 } });
  expect(written.get("tokens")).toContain("0 999800000002 ");
  expect(written.get("tokens.released.csv")).toBe(
    `released\n999800000004 customer4 ${String(today)}\n`,
  );
  expect(await run()).toMatchObject({ value: { tokens: 2, released: 2 } });
});

test("where the last code can't be told, a token waits until it is past", async () => {
  await add(1, { lastStep: step + 1 });
  await add(2, { lastStep: step });
  await add(3, { lastStep: step - 1 });
  await add(4, { lastStep: step - 2 });
  await add(5, { lastStep: null }, { id: "c5", loginId: hanako.loginId });
  const kept = { ...format, kind: "keycloak", tellsLastStep: false } as const;
  expect(await run({ format: kept })).toMatchObject({
    value: {
      tokens: 2,
      leftOut: [
        { userId: "999800000001", why: "fresh", seconds: 150 },
        { userId: "999800000002", why: "fresh", seconds: 90 },
        { userId: "999800000003", why: "fresh", seconds: 30 },
      ],
    },
  });
});

test("a code of the future that a diagnosis has revealed keeps a token from every verifier until it is over", async () => {
  await add(1, { burntSteps: [step - 9, step + 8, step + 4] });
  await add(2, { burntSteps: [step - 9, step] });
  await add(3, { lastStep: null, burntSteps: [step - 2] });
  await add(4, { lastStep: null, burntSteps: [step - 1] });
  expect(await run()).toMatchObject({
    value: {
      tokens: 2,
      leftOut: [
        { userId: "999800000001", why: "fresh", seconds: 8 * 60 + 90 },
        { userId: "999800000004", why: "fresh", seconds: 30 },
      ],
    },
  });
});
