import { describe, expect, it } from "vitest";
import { endsSession, everywhere, next, steps } from "../../../renderer/flow.ts";
import type { Outcome, ScreenId } from "../../../renderer/flow.ts";

const screens = Object.keys(steps) as ScreenId[];

const way: readonly (readonly [ScreenId, Outcome, ScreenId])[] = [
  ["KWT001", "begin", "KLG001"],
  ["KWT001", "staff", "KST001"],
  ["KLG001", "signed-in", "KTP001"],
  ["KLG001", "code-wanted", "KLG002"],
  ["KLG001", "back", "KWT001"],
  ["KLG002", "code-proved", "KTP001"],
  ["KLG002", "back", "KLG001"],
  ["KTP001", "application", "BOP001"],
  ["BOP001", "issue", "BOT001"],
  ["BOP001", "start", "BOK001"],
  ["BOP001", "release", "BOS001"],
  ["BOP001", "top", "KTP001"],
  ["BOT001", "drafted", "BOT003"],
  ["BOT001", "back", "BOP001"],
  ["BOT003", "issued", "BOT002"],
  ["BOT003", "back", "BOT001"],
  ["BOT003", "stop", "BOP001"],
  ["BOT003", "no-draft", "BOT001"],
  ["BOT002", "selection", "BOP001"],
  ["BOT002", "start", "BOK001"],
  ["BOK001", "started", "BOK002"],
  ["BOK001", "back", "BOP001"],
  ["BOK001", "stop", "BOP001"],
  ["BOK002", "selection", "BOP001"],
  ["BOS001", "released", "BOS002"],
  ["BOS001", "stop", "BOP001"],
  ["BOS002", "top", "KTP001"],
  ["KST001", "staff-signed-in", "KST002"],
  ["KST002", "find-customer", "KST003"],
  ["KST003", "customer-chosen", "KST004"],
  ["KST003", "back", "KST002"],
  ["KST004", "back", "KST003"],
  ["KST002", "health", "KST006"],
  ["KST002", "closed", "KST008"],
  ["KST008", "staff", "KST001"],
  ["KST006", "back", "KST002"],
  ["KST002", "journal", "KST007"],
  ["KST007", "back", "KST002"],
  ["KST002", "locked-staff", "KST009"],
  ["KST009", "back", "KST002"],
  ["KST002", "fleet", "KST010"],
  ["KST010", "back", "KST002"],
  ["KST004", "release", "KST005"],
  ["KST005", "back", "KST004"],
  ["KST005", "unavailable", "KST004"],
];

const fromEverywhere: readonly (readonly [Outcome, ScreenId])[] = [
  ["idle", "KWT001"],
  ["sign-out", "KWT001"],
  ["finished", "KWT001"],
  ["out-of-service", "KWT001"],
  ["signed-out", "KLG001"],
  ["unavailable", "BOP001"],
  ["hand-back", "KWT001"],
  ["staff-signed-out", "KST001"],
];

const staying: readonly Outcome[] = [
  "fields",
  "credentials",
  "account-stopped",
  "locked",
  "setup-code-withheld",
  "malformed",
  "unexpected",
  "forbidden",
  "no-such-customer",
  "not-possible",
];

describe("the way through the screens", () => {
  it.each(way)("leads from %s by %s to %s", (from, outcome, to) => {
    expect(next(from, outcome)).toBe(to);
  });

  it("has no step besides these", () => {
    const rows = screens.flatMap((from) =>
      Object.entries(steps[from]).map(([outcome, to]) => [from, outcome, to]),
    );
    expect(rows.sort()).toEqual(way.map((row) => [...row]).sort());
    expect(Object.entries(everywhere).sort()).toEqual(fromEverywhere.map((row) => [...row]).sort());
  });

  it.each(fromEverywhere)("leads from every screen by %s to %s", (outcome, to) => {
    const others = screens.filter((from) => steps[from][outcome] === undefined);
    for (const from of others) expect(next(from, outcome)).toBe(to);
  });

  it.each(staying)("stays where %s was met", (outcome) => {
    for (const from of screens) expect(next(from, outcome)).toBe(from);
  });

  it("stays when an outcome belongs to another screen", () => {
    expect(next("KTP001", "released")).toBe("KTP001");
    expect(next("BOP001", "stop")).toBe("BOP001");
  });

  it("reaches every screen from 待機, and 待機 from every screen", () => {
    const reached = new Set<ScreenId>(["KWT001", ...Object.values(everywhere)]);
    for (const from of reached) for (const to of Object.values(steps[from])) reached.add(to);
    expect([...reached].sort()).toEqual([...screens].sort());
  });

  it("ends the session on 待機, the two ログイン and 清掃中 alone", () => {
    expect(screens.filter(endsSession)).toEqual(["KWT001", "KLG001", "KST001", "KST008"]);
  });
});
