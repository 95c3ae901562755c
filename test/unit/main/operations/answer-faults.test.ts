import { expect, test, vi } from "vitest";
import type { Guards } from "../../../../main/core/kiosk-core.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import type { Fault } from "../../../../preload/contract/answers.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { aBank, taro } from "./a-kiosk.ts";

const busy = new Error("busy");
const refusal = { code: "out-of-service", fault: "registry-unavailable" };

/** A kiosk whose registry another process can hold; `answer` ends a try whether it still does. */
async function aHeldKiosk() {
  const bank = await aBank();
  const state = { isHeld: true };
  const held: Registry = {
    ...bank.registry,
    transact: (work) => (state.isHeld ? Promise.reject(busy) : bank.registry.transact(work)),
  };
  const log = recordingLog();
  const tries: { readonly fault: Fault; readonly answer: (isOver: boolean) => void }[] = [];
  const guards: Partial<Guards> = {
    log,
    faultOf: (error) => (error === busy ? "registry-unavailable" : null),
    isOver: (fault) => new Promise((answer) => tries.push({ fault, answer })),
  };
  const kiosk = bank.kiosk(held, guards);
  const fault = async () => {
    const profile = await kiosk.readKiosk({});
    return profile.ok ? profile.value.fault : "none";
  };
  return { kiosk, state, tries, fault, log };
}

test("a fault that a verb met is said until a try finds it gone", async () => {
  const { kiosk, state, tries, fault, log } = await aHeldKiosk();
  expect(await fault()).toBeNull();
  expect(await kiosk.signIn(taro)).toEqual({ ok: false, refusal });
  expect(log.entries.map(({ event }) => event)).toEqual(["out-of-service-registry-unavailable"]);
  // Nobody waits for a try, and there is one at a time.
  expect(await fault()).toBe("registry-unavailable");
  expect(await fault()).toBe("registry-unavailable");
  expect(tries.map((each) => each.fault)).toEqual(["registry-unavailable"]);
  tries[0]?.answer(false);
  await vi.waitFor(async () => {
    expect(await fault()).toBe("registry-unavailable");
    expect(tries).toHaveLength(2);
  });
  state.isHeld = false;
  tries[1]?.answer(true);
  await vi.waitFor(async () => expect(await fault()).toBeNull());
  expect(await kiosk.signIn(taro)).toMatchObject({ ok: true });
  expect(tries).toHaveLength(2);
});

test("a fault that is met while an earlier one is tried stays", async () => {
  const { kiosk, tries, fault } = await aHeldKiosk();
  await kiosk.signIn(taro);
  await fault();
  await kiosk.signIn(taro);
  tries[0]?.answer(true);
  await vi.waitFor(async () => {
    expect(await fault()).toBe("registry-unavailable");
    expect(tries).toHaveLength(2);
  });
});

test("a bug is no fault", async () => {
  const bank = await aBank();
  const broken: Registry = {
    ...bank.registry,
    transact: () => Promise.reject(new Error("bug")),
  };
  const kiosk = bank.kiosk(broken);
  await expect(kiosk.signIn(taro)).rejects.toThrow("bug");
  expect(await kiosk.readKiosk({})).toMatchObject({ value: { fault: null } });
});
