/** The checks of a history find what they must find, and nothing in what may be. */
import { expect, test } from "vitest";
import { brokenByHistory } from "./check-history.ts";
import type { Deed } from "./history.ts";

const code = (step: number) => ({ userId: "999800000001", step });

/** A deed that takes a second, from the second `at` on. */
function deed(at: number, given: Partial<Deed>): Deed {
  return {
    ...{ kiosk: "kiosk-1", customer: "c1", deed: "sign-in", kind: "loginPassword" },
    ...{ given: "right", code: null, begunAt: at * 1_000, endedAt: at * 1_000 + 999 },
    ...{ outcome: "done", reason: "", during: "nothing", unanswered: 0 },
    ...given,
  };
}

const wrong = { given: "wrong", outcome: "wrong", reason: "loginPassword" } as const;
const locked = { given: "wrong", outcome: "locked", reason: "loginPassword" } as const;
const start = { deed: "start", kind: "oneTimePassword", code: code(100) } as const;
const prove = { deed: "prove-code", kind: "oneTimePassword" } as const;

test("a whole way with a lock at the end is whole", () => {
  const history = [
    ...[deed(1, {}), deed(2, start), deed(3, { ...prove, code: code(101) })],
    ...[4, 5, 6, 7].map((at) => deed(at, wrong)),
    ...[deed(8, locked), deed(9, { outcome: "locked", reason: "loginPassword" })],
  ];
  expect(brokenByHistory(history)).toEqual([]);
});

test("a code that was accepted twice is found, also at two kiosks at once", () => {
  const history = [deed(1, start), deed(1, { ...start, kiosk: "kiosk-2", given: "copy" })];
  expect(brokenByHistory(history)).toEqual([
    "the code of 999800000001 at step 100 was accepted twice",
  ]);
});

test("a code of an earlier step after a later one is found", () => {
  const history = [deed(1, start), deed(2, { ...prove, code: code(99) })];
  expect(brokenByHistory(history)).toEqual(["999800000001 took step 99 after 100"]);
  // Which of two at once came first isn't known.
  const atOnce = [deed(1, start), deed(1, { ...prove, code: code(99) })];
  expect(brokenByHistory(atOnce)).toEqual([]);
});

test("a sixth guess is found: five were answered as wrong, and none as locked", () => {
  const five = [1, 2, 3, 4, 5].map((at) => deed(at, wrong));
  expect(brokenByHistory(five)).toEqual([
    "c1: 5 wrong guesses at loginPassword were answered, and a sixth is judged",
  ]);
  expect(brokenByHistory(five.slice(1))).toEqual([]);
});

test("a right password between guesses begins the count anew, and so may one without an answer", () => {
  const around = [1, 2, 3, 5, 6].map((at) => deed(at, wrong));
  expect(brokenByHistory([...around, deed(4, {})])).toEqual([]);
  expect(brokenByHistory([...around, deed(0, { outcome: "unknown" })])).toEqual([]);
  expect(brokenByHistory([...around, deed(7, {})])).toHaveLength(1);
});

test("what is judged after a lock, a wrong secret that is right and a right one that is wrong are found", () => {
  expect(brokenByHistory([deed(1, locked), deed(2, {})])).toEqual([
    "c1: loginPassword was judged after it had been answered as locked",
  ]);
  expect(brokenByHistory([deed(1, { given: "wrong" })])).toEqual(["c1: a wrong sign-in was done"]);
  expect(brokenByHistory([deed(1, { ...wrong, given: "right" })])).toEqual([
    "c1: a right loginPassword was answered as wrong",
  ]);
});

test("a look at a token as it was before is found", () => {
  const seen = { userId: "999800000001", registration: "issued" };
  const look = { deed: "look", kind: null, seen } as const;
  expect(brokenByHistory([deed(1, look), deed(2, start)])).toEqual([]);
  expect(brokenByHistory([deed(1, start), deed(2, look)])).toEqual([
    "999800000001 was seen as issued after start had been answered",
  ]);
});
