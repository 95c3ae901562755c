import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verbs } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import { unifiedMailAddress } from "../../preload/contract/mail-address.ts";
import { dashedDigitsOf, digitsOf } from "../../preload/contract/digits.ts";
import type { RegistryContents } from "../fakes/registry-contents.ts";
import { hostilities, keysWithoutEnd } from "./hostile-requests.ts";
import type { GoodRequest, Hostility } from "./hostile-requests.ts";
import { expectNoLeak, expectNoSecretIn, expectTyped } from "./answers.ts";
import { seededInMemory, servedBank } from "./served-kiosk.ts";
import { goodRequest } from "./good-requests.ts";
import { customerStates, kioskIn, staffStates } from "./states.ts";
import { withoutHang } from "./without-hang.ts";
import { worldsInMemory, worldsInNetwork, worldsInSqlite } from "./worlds.ts";
import type { World } from "./worlds.ts";

/** Cases a verb; more of them take about a millisecond each. */
const cases = Number(process.env["BRIDGE_CASES"] ?? 500);
const timeout = 20_000 + cases * 20;

/**
 * Sends one request to the kiosk of `world`; true when it is in its state still: no rule has seen the request, or one
 * has refused it without a trace.
 */
async function sendOne(world: World, verb: Verb, hostility: Hostility): Promise<boolean> {
  const { store, bank, kiosk, contents: before } = world;
  const good = await goodRequest(bank, verb);
  const sent = hostility.of(good);
  const version = store.version();
  const ran = kiosk.ran.length;
  const answer = await withoutHang(1_000, () => kiosk.call(verb, sent));
  expectTyped(verb, answer);
  expectNoLeak(verb, answer, kiosk.log.entries);
  const isUnchanged = version !== undefined && store.version() === version;
  const after = isUnchanged ? before : await store.contents();
  world.contents = after;
  expectNoSecretIn(JSON.stringify(after.journal));
  // A search takes any text, and finds nothing.
  if (answer.ok && !searching.has(verb))
    expect(isDeepStrictEqual(meant(sent, good), good)).toBe(true);
  else if (isDeepStrictEqual(after, before)) return !answer.ok;
  else expectWithoutHarm(before, after, kiosk.ran.length > ran);
  return false;
}

/** `sent` as it is understood: an address in its one form; where `good` begins with a digit, without the spaces and dashes that may stand beside them. */
function meant(sent: unknown, good: GoodRequest): unknown {
  if (sent === null || Object.getPrototypeOf(sent) !== Object.prototype) return sent;
  const entries = Object.entries(sent as object).map(([name, value]: [string, unknown]) => {
    const right = String(good[name]);
    if (typeof value === "string" && right.includes("@")) return [name, unifiedMailAddress(value)];
    if (typeof value !== "string" || !/^\d[\dA-Z-]*$/.test(right)) return [name, value];
    return [name, right.includes("-") ? dashedDigitsOf(value) : digitsOf(value)];
  });
  return Object.fromEntries(entries) as unknown;
}

/** The verbs that take any text in a request of theirs. */
const searching: ReadonlySet<Verb> = new Set(["findCustomers", "findJournal", "exportJournal"]);

/** A refusal changes no customer, token or mail; one that no rule has seen changes nothing at all. */
function expectWithoutHarm(
  before: RegistryContents,
  after: RegistryContents,
  ruleSawIt: boolean,
): void {
  if (!ruleSawIt) {
    expect(after).toEqual(before);
    return;
  }
  for (const table of ["customers", "tokens", "outbox"] as const) {
    expect(after[table]).toEqual(before[table]);
  }
  // A row that is new ends its chain, and a bank's network has several.
  let found = 0;
  for (const row of after.journal) if (isDeepStrictEqual(row, before.journal[found])) found += 1;
  expect(found).toBe(before.journal.length);
}

const state = fc.oneof(fc.constantFrom(...customerStates), fc.constantFrom(...staffStates));
const request = fc.record({ state, hostility: hostilities });
const inMemory = worldsInMemory();
const inSqlite = worldsInSqlite();
const inNetwork = worldsInNetwork();

describe.each(verbs)("nonsense sent to %s", (verb) => {
  test.each([
    ["in memory", inMemory, cases],
    ["in SQLite", inSqlite, Math.ceil(cases / 20)],
    ["of a bank's network", inNetwork, Math.ceil(cases / 250)],
  ])(
    "in any state of a kiosk over a registry %s is refused, without harm or leak",
    async (_name, worlds, numRuns) => {
      await fc.assert(
        fc.asyncProperty(request, async ({ state, hostility }) => {
          let stays = false;
          try {
            stays = await sendOne(await worlds.in(state), verb, hostility);
          } finally {
            if (!stays) await worlds.leave(state);
          }
        }),
        { numRuns },
      );
    },
    timeout,
  );
});

test("a million keys are refused before each is looked at", async () => {
  const kiosk = (await servedBank(await seededInMemory())).kiosk();
  const sent = keysWithoutEnd(1_000_000);
  const answer = await withoutHang(4_000, () => kiosk.call("signIn", sent));
  expect(answer).toEqual({ ok: false, refusal: { code: "malformed" } });
});

test(
  "nonsense to all verbs at once leaves a kiosk that serves",
  async () => {
    const crowd = fc.array(fc.tuple(fc.constantFrom(...verbs), hostilities), {
      minLength: 2,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(state, crowd, async (state, sent) => {
        const bank = await servedBank(await seededInMemory());
        const kiosk = await kioskIn(bank, state);
        const goods = new Map<Verb, GoodRequest>();
        for (const verb of verbs) goods.set(verb, await goodRequest(bank, verb));
        const made = sent.map(([verb, { of }]) => ({ verb, request: of(goods.get(verb) ?? {}) }));
        const answers = await withoutHang(1_000, () =>
          Promise.all(
            made.map(async ({ verb, request }) => ({
              verb,
              answer: await kiosk.call(verb, request),
            })),
          ),
        );
        for (const { verb, answer } of answers) {
          expectTyped(verb, answer);
          expectNoLeak(verb, answer, kiosk.log.entries);
        }
        expect((await kiosk.call("readKiosk", {})).ok).toBe(true);
        expect(await kiosk.call("signOut", {})).toEqual({ ok: true, value: null });
        expect(await kiosk.call("readStatus", {})).toMatchObject({
          refusal: { code: "signed-out" },
        });
      }),
      { numRuns: Math.ceil(cases / 5) },
    );
  },
  timeout,
);
