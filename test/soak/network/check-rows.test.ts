/** What was answered and what is found: the checks find what was lost, and what was done twice. */
import { expect, test } from "vitest";
import { lostOrDoubled } from "./check-rows.ts";
import type { Found, JournalRow } from "./check-rows.ts";
import type { Deed } from "./history.ts";
import { mailsLost, unlikeLifeCycle } from "./replay.ts";

const userId = "999800000001";
const began: Deed = {
  ...{ kiosk: "kiosk-1", customer: "c1", deed: "issue", kind: "confirmationPassword" },
  ...{ given: "right", code: null, begunAt: 0, endedAt: 1, outcome: "done", reason: "" },
  during: "nothing",
  unanswered: 0,
};
const start: Deed = { ...began, deed: "start", kind: "oneTimePassword", code: { userId, step: 7 } };

function row(place: number, action: string, outcome = "done"): JournalRow {
  return { place, kiosk: "kiosk-1", customer: "c1", userId, action, outcome };
}

const whole: Found = {
  journal: [row(1, "issue"), row(2, "start")],
  tokens: [{ userId, customer: "c1", state: "in-use", lastStep: 7, showings: 0 }],
  failures: {},
  mails: [
    { id: "m1", userId, kind: "issued", outcome: "sent" },
    { id: "m2", userId, kind: "started", outcome: "sent" },
  ],
};

function broken(history: readonly Deed[], found: Partial<Found> = {}): readonly string[] {
  const all = { ...whole, ...found };
  return [...lostOrDoubled(history, all), ...unlikeLifeCycle(all)];
}

test("what was answered is there, and of what wasn't answered all or nothing", () => {
  const unknown = { ...start, outcome: "unknown" } as const;
  expect(broken([began, start])).toEqual([]);
  expect(broken([began, unknown])).toEqual([]);
  const token = { ...whole.tokens[0], state: "issued", lastStep: null } as Found["tokens"][number];
  const before = { journal: [row(1, "issue")], tokens: [token], mails: whole.mails.slice(0, 1) };
  expect(broken([began, unknown], before)).toEqual([]);
});

test("a lost action is found: its row, its used step and its mail", () => {
  const token = { ...whole.tokens[0], state: "issued", lastStep: null } as Found["tokens"][number];
  const lost = { journal: [row(1, "issue")], tokens: [token], mails: whole.mails.slice(0, 1) };
  expect(broken([began, start], lost)).toEqual([
    "start of c1 at kiosk-1, done: answered 1 times, found 0: lost",
    `${userId} has forgotten that step 7 is used`,
  ]);
  expect(broken([began, start], { mails: whole.mails.slice(0, 1) })).toEqual([
    `mail ${userId} started: due 1 times, found 0`,
  ]);
});

test("what was refused or done once, and is there twice, is found", () => {
  const refused = { ...start, outcome: "refused", reason: "busy" } as const;
  expect(broken([began, refused])).toEqual([
    "start of c1 at kiosk-1, done: answered 0 times, 0 unknown, found 1: done twice",
  ]);
  const twice = { journal: [...whole.journal, row(3, "start")] };
  expect(broken([began, start], twice)).toEqual([
    "start of c1 at kiosk-1, done: answered 1 times, 0 unknown, found 2: done twice",
    `${userId}: start was done while it was in-use`,
    `mail ${userId} started: due 2 times, found 1`,
  ]);
});

test("a lock that is forgotten and a count that isn't the journal's are found", () => {
  const guess = (place: number) => row(place, "sign-in", "loginPassword-wrong");
  const guesses = [1, 2, 3, 4, 5].map(guess);
  const deeds = guesses.map((): Deed => ({
    ...{ ...began, deed: "sign-in", kind: "loginPassword", given: "wrong" },
    ...{ outcome: "wrong", reason: "loginPassword" },
  }));
  const found = { journal: guesses, tokens: [], mails: [], failures: { "c1 loginPassword": 4 } };
  expect(broken(deeds, found)).toEqual([
    "c1: a guess at loginPassword was answered as wrong after 4",
    "c1: loginPassword has 4 failures, not 5",
  ]);
  const fewer = { ...found, journal: guesses.slice(1) };
  expect(broken(deeds, fewer)).toEqual([
    "sign-in of c1 at kiosk-1, loginPassword-wrong: answered 5 times, found 4: lost",
  ]);
});

test("a mail that never came, came three times or belongs to nothing is found", () => {
  const { mails } = whole;
  expect(
    mailsLost(
      mails,
      new Map([
        ["m1", 1],
        ["m2", 2],
      ]),
      1,
    ),
  ).toEqual([]);
  expect(
    mailsLost(
      mails,
      new Map([
        ["m1", 3],
        ["m9", 1],
      ]),
      1,
    ),
  ).toEqual([
    `mail m1 (${userId} issued, sent) came 3 times`,
    `mail m2 (${userId} started, sent) came 0 times`,
    "mail m9 came, and belongs to no deed",
  ]);
  expect(
    mailsLost(
      mails,
      new Map([
        ["m1", 2],
        ["m2", 2],
      ]),
      1,
    ),
  ).toEqual(["2 mails came twice, and 1 at most were under way at a fault"]);
});
