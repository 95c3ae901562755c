import { describe, expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  signedInWith,
  startPassword,
  taro,
  wrongCode,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { approvedRelease, assistant } from "./staff/staff.ts";

/*
 * The kiosk dies at each point of each deed: before every single write, and instead of every commit.
 * What a kiosk that is switched on afterwards finds must be all of the deed or nothing of it.
 */

interface JournalledAction {
  readonly name: string;
  readonly from: "unissued" | "issued" | "in-use";
  prepare?(kiosk: Operations): Promise<unknown>;
  act(kiosk: Operations, code: string): Promise<unknown>;
}

const deeds: readonly JournalledAction[] = [
  {
    name: "トークン発行",
    from: "unissued",
    prepare: (kiosk) => kiosk.draftIssue(entry),
    act: (kiosk) => kiosk.confirmIssue({ confirmationPassword }),
  },
  {
    name: "トークン発行 in place of one never started",
    from: "issued",
    prepare: (kiosk) => kiosk.draftIssue(entry),
    act: (kiosk) => kiosk.confirmIssue({ confirmationPassword }),
  },
  {
    name: "the set-up code",
    from: "issued",
    act: (kiosk) => kiosk.showSetupCode({ startPassword }),
  },
  {
    name: "利用開始",
    from: "issued",
    act: (kiosk, oneTimePassword) => kiosk.startToken({ oneTimePassword }),
  },
  {
    name: "sign-in by code",
    from: "in-use",
    prepare: (kiosk) => kiosk.signIn(taro),
    act: (kiosk, oneTimePassword) => kiosk.proveCode({ oneTimePassword }),
  },
  {
    name: "利用解除",
    from: "in-use",
    act: (kiosk, oneTimePassword) => kiosk.releaseToken({ confirmationPassword, oneTimePassword }),
  },
  {
    name: "利用解除 by staff",
    from: "in-use",
    prepare: (kiosk) => kiosk.staffSignIn(assistant),
    act: (kiosk) => kiosk.releaseForCustomer(approvedRelease),
  },
];

describe.each(deeds)("$name, interrupted", (deed) => {
  test("at every write and every commit: a restart finds all of it or nothing", async () => {
    const whole = await interrupted(deed, Infinity);
    expect(whole.answered).toBe(true);
    const nothing = await interrupted(deed, 1);
    expect(nothing.found).not.toEqual(whole.found);
    for (let point = 2; point < whole.points; point += 1) {
      const { answered, found, bank } = await interrupted(deed, point);
      expect(answered).toBe(false);
      expect(found).toEqual(nothing.found);
      expect((await bank.kiosk().signIn(taro)).ok).toBe(true);
    }
  });

  test("leaves the customer free to try again after a restart", async () => {
    const { points } = await interrupted(deed, Infinity);
    const { bank } = await interrupted(deed, points - 1);
    const kiosk = bank.kiosk();
    await done(kiosk.signIn(taro));
    if (deed.from === "in-use") {
      bank.clock.advance(60_000);
      await done(kiosk.proveCode({ oneTimePassword: await bank.code() }));
      bank.clock.advance(60_000);
      await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword: await bank.code() }));
      return;
    }
    await deed.prepare?.(kiosk);
    expect(
      await deed.act(kiosk, deed.from === "issued" ? await bank.code() : wrongCode),
    ).toMatchObject({
      ok: true,
    });
  });
});

test("a sign-in by code that couldn't be written down signs nobody in", async () => {
  const bank = await aBank();
  await signedInWith(bank, "in-use");
  const points = breaking(bank.registry);
  const kiosk = bank.kiosk(points.registry);
  await done(kiosk.signIn(taro));
  points.breakAtCommit();
  await expect(kiosk.proveCode({ oneTimePassword: await bank.code() })).rejects.toThrow("died");
  expect(await kiosk.readStatus({})).toMatchObject({ refusal: { code: "signed-out" } });
});

/** Does the deed at a kiosk that dies at its `point`th write or commit; tells what the registry holds then, wrong tries apart. */
async function interrupted(
  deed: JournalledAction,
  point: number,
): Promise<{ answered: boolean; points: number; found: unknown; bank: Bank }> {
  const bank = await aBank();
  await signedInWith(bank, deed.from);
  const breaks = breaking(bank.registry);
  const kiosk = bank.kiosk(breaks.registry);
  await done(kiosk.signIn(taro));
  if (deed.from === "in-use" && deed.prepare === undefined) {
    await done(kiosk.proveCode({ oneTimePassword: await bank.code() }));
    bank.clock.advance(60_000);
  }
  await deed.prepare?.(kiosk);
  const code = deed.from === "unissued" ? wrongCode : await bank.code();
  breaks.breakAt(point);
  const answered = await deed.act(kiosk, code).then(
    () => true,
    () => false,
  );
  const points = breaks.passed() + 1;
  const found = await bank.registry.transact(async (rows) => ({
    token: withoutSalt(await rows.currentToken("demo-taro")),
    greatest: await rows.greatestUserId(),
    limit: (await rows.customerById("demo-taro"))?.transferLimitYen,
    mails: bank.registry.mails().map(({ id }) => id),
    journal: bank.registry.journal(),
  }));
  return { answered, points, found, bank };
}

/** What two runs of the same deed have in common of a token. */
function withoutSalt(token: Awaited<ReturnType<Bank["token"]>>): unknown {
  return token && { ...token, startPasswordHash: "", sealedSecret: token.sealedSecret?.length };
}

interface Breaks {
  readonly registry: Registry;
  /** Writes and commits that worked since the break was set. */
  passed(): number;
  breakAt(point: number): void;
  breakAtCommit(): void;
}

/** A registry at which everything fails from the `point`th write or commit on, as for a kiosk that has died. */
function breaking(registry: Registry): Breaks {
  let left = Infinity;
  let passed = 0;
  let atCommit = false;
  const pass = (): void => {
    if (passed + 1 >= left) throw new Error("The kiosk died");
    passed += 1;
  };
  const broken: Registry = {
    close: () => registry.close(),
    read: (work) => registry.read(work),
    transact: (work) =>
      registry.transact(async (rows) => {
        const answer = await work(
          new Proxy(rows, {
            get(target, name): unknown {
              if (/^(set|insert|update|enqueue|append)/.test(String(name))) pass();
              return Reflect.get(target, name);
            },
          }),
        );
        if (atCommit) throw new Error("The kiosk died");
        pass();
        return answer;
      }),
  };
  return {
    registry: broken,
    passed: () => passed,
    breakAt(next: number) {
      passed = 0;
      left = next;
    },
    breakAtCommit() {
      atCommit = true;
    },
  };
}
