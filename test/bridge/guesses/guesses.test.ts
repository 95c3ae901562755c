import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import type { OpenedRegistry } from "../../../main/core/ports/registry.ts";
import type { SecretKind } from "../../../preload/contract/answers.ts";
import { temporaryFolder } from "../../contract/temporary-folder.ts";
import { newDatabase } from "../../postgresql/database.ts";
import { confirmationPassword, kioskIn, taro } from "../states.ts";
import type { State } from "../states.ts";
import type { Order, Report } from "./guess-program.ts";
import { openSharedBank } from "./shared-bank.ts";
import type { OpenedBank } from "./shared-bank.ts";

type Home = "SQLite" | "PostgreSQL";

const program = join(inject("programs"), "guess-program.mjs");
const customerId = "demo-taro";
const wrong = "no such password";

/** A bank in one of its homes; every `opened` is as a process has it that was started anew. */
async function sharedBank(home: Home, state: State) {
  const shared =
    home === "SQLite" ? join(temporaryFolder(), "registry.sqlite") : await newDatabase();
  let opens = 0;
  const opened = async (): Promise<OpenedBank> => {
    opens += 1;
    const bank = await openSharedBank(shared, `process-${String(opens)}`);
    onTestFinished(() => bank.close().catch(() => undefined));
    return bank;
  };
  const first = await opened();
  await kioskIn(first.bank, state);
  return { shared, opened, ...first };
}

/** Starts `processes` kiosks, lets all send at once, and adds up what they report. */
async function fleet(processes: number, order: Order): Promise<Report> {
  const kiosks = Array.from({ length: processes }, () =>
    spawn(process.execPath, [program, JSON.stringify(order)], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  await Promise.all(kiosks.map(({ stdout }) => once(stdout, "readable")));
  const reports = await Promise.all(
    kiosks.map(async ({ stdin, stdout }) => {
      stdin.end();
      return JSON.parse((await text(stdout)).replace("ready\n", "")) as Report;
    }),
  );
  const answers: Record<string, number> = {};
  for (const [code, count] of reports.flatMap((report) => Object.entries(report.answers))) {
    answers[code] = (answers[code] ?? 0) + count;
  }
  return { answers, judged: reports.reduce((sum, { judged }) => sum + judged, 0) };
}

async function rowsOf(registry: OpenedRegistry, kind: SecretKind) {
  return registry.transact(async (rows) => ({
    token: (await rows.currentToken(customerId))?.state,
    wrongTries: await rows.failures(taro.loginId, kind),
    mails: (await rows.unsentMails()).map((mail) => mail.kind).sort(),
  }));
}

function wrongCodeOf(right: string | null): string {
  return String((Number(right) + 1) % 1_000_000).padStart(6, "0");
}

describe.each(["SQLite", "PostgreSQL"] as const)(
  "four processes on one registry in %s, 25 tries each at once",
  (home) => {
    const fleetTimeout = 60_000;

    test(
      "of a wrong ログインパスワード: 5 are evaluated, and the lock outlives them",
      async () => {
        const { shared, bank, registry, opened } = await sharedBank(home, "unissued");
        const request = { ...taro, loginPassword: wrong };
        const order = {
          shared,
          now: bank.clock(),
          signsIn: false,
          verb: "signIn",
          request,
        } as const;
        const { answers, judged } = await fleet(4, { ...order, times: 25 });
        expect(judged).toBe(5);
        expect(answers).toEqual({ credentials: 4, locked: 96 });
        expect(await rowsOf(registry, "loginPassword")).toMatchObject({ wrongTries: 5 });
        const kiosk = (await opened()).bank.kiosk();
        expect(await kiosk.call("signIn", taro)).toMatchObject({ refusal: { code: "locked" } });
      },
      fleetTimeout,
    );

    test(
      "of a wrong code at BOK001: 5 are evaluated, and the token stops",
      async () => {
        const { shared, bank, registry } = await sharedBank(home, "issued");
        const request = { oneTimePassword: wrongCodeOf(await bank.code(customerId)) };
        const order = {
          shared,
          now: bank.clock(),
          signsIn: true,
          verb: "startToken",
          request,
        } as const;
        const { answers, judged } = await fleet(4, { ...order, times: 25 });
        expect(judged).toBe(5);
        expect(answers).toEqual({ fields: 4, locked: 1, unavailable: 95 });
        expect(await rowsOf(registry, "oneTimePassword")).toMatchObject({ token: "suspended" });
      },
      fleetTimeout,
    );

    test.each([
      ["BOK001", "issued", "startToken", "in-use", ["issued", "started"]],
      ["KLG002", "in-use", "proveCode", "in-use", ["issued", "started"]],
      ["BOS001", "issued", "releaseToken", "released", ["issued", "released"]],
    ] as const)(
      "of one right code at %s: it is accepted once, and the token isn't harmed",
      async (_screen, state, verb, ends, mails) => {
        const { shared, bank, registry } = await sharedBank(home, state);
        const code = { oneTimePassword: await bank.code(customerId) };
        const request = verb === "releaseToken" ? { confirmationPassword, ...code } : code;
        const order = { shared, now: bank.clock(), signsIn: true, verb, request };
        const { answers, judged } = await fleet(4, { ...order, times: 25 });
        expect(answers["ok"]).toBe(1);
        expect(answers["unexpected"]).toBeUndefined();
        // Of the others each process looks at one at most: at BOS001 at its password, at KLG002 at its code.
        expect(judged).toBeLessThanOrEqual(1 + 4);
        expect(await rowsOf(registry, "oneTimePassword")).toEqual({
          token: ends,
          wrongTries: 0,
          mails,
        });
        expect(await rowsOf(registry, "confirmationPassword")).toMatchObject({ wrongTries: 0 });
      },
      fleetTimeout,
    );
  },
);

describe.each(["SQLite", "PostgreSQL"] as const)(
  "5 wrong in a row lock, with a restart after each, in %s",
  (home) => {
    test.each([
      ["ログインパスワード", "unissued", "signIn", { ...taro, loginPassword: wrong }],
      ["確認用パスワード", "issued", "releaseToken", { confirmationPassword: wrong }],
      ["利用開始パスワード", "issued", "showSetupCode", { startPassword: wrong }],
      ["ワンタイムパスワード", "issued", "startToken", {}],
    ] as const)("%s", async (_kind, state, verb, given) => {
      const { bank, opened } = await sharedBank(home, state);
      const code = await bank.code(customerId);
      const takesCode = verb === "releaseToken" || verb === "startToken";
      const request = { ...given, ...(takesCode && { oneTimePassword: wrongCodeOf(code) }) };
      const told: string[] = [];
      for (let ordinal = 1; ordinal <= 6; ordinal += 1) {
        const restarted = await opened();
        const kiosk = restarted.bank.kiosk();
        if (verb !== "signIn") await kiosk.call("signIn", taro);
        const answer = await kiosk.call(verb, request);
        told.push(answer.ok ? "ok" : answer.refusal.code);
        await restarted.close();
      }
      const wrongly = verb === "signIn" ? "credentials" : "fields";
      const after = verb === "startToken" ? "unavailable" : "locked";
      expect(told).toEqual([...Array<string>(4).fill(wrongly), "locked", after]);
    });
  },
);

describe("a registry that another process holds is busy: no bug, no wrong try, nothing lost", () => {
  test.each([
    ["BOK001", "issued", "startToken"],
    ["KLG002", "in-use", "proveCode"],
    ["BOS001", "issued", "releaseToken"],
  ] as const)("%s", async (_screen, state, verb) => {
    const { shared, bank, registry } = await sharedBank("SQLite", state);
    const kiosk = bank.kiosk();
    await kiosk.call("signIn", taro);
    const before = await rowsOf(registry, "oneTimePassword");
    const code = { oneTimePassword: await bank.code(customerId) };
    const request = verb === "releaseToken" ? { confirmationPassword, ...code } : code;
    const other = new DatabaseSync(typeof shared === "string" ? shared : "");
    other.exec("begin immediate");
    for (let times = 0; times < 7; times += 1) {
      expect(await kiosk.call(verb, request)).toEqual({ ok: false, refusal: { code: "busy" } });
    }
    expect(new Set(kiosk.log.entries.map(({ level, event }) => `${level} ${event}`))).toEqual(
      new Set(["info registry-busy"]),
    );
    other.exec("rollback");
    other.close();
    expect(await rowsOf(registry, "oneTimePassword")).toEqual(before);
    expect(await kiosk.call(verb, request)).toMatchObject({ ok: true });
  });
});
