import { expect, test, vi } from "vitest";
import type { Fault } from "../../../../preload/contract/answers.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { makeServiceWatch } from "../../../../main/kiosk/service-client/service-watch.ts";
import type { Trouble } from "../../../../main/kiosk/service-client/ask-hosts.ts";
import type { WatchReply } from "../../../../main/network/protocol.ts";

/** A service whose looks and waits the test answers. */
function aWatch() {
  let found: Fault | null = null;
  const changes: (Fault | null)[] = [];
  const waits: { since: number; answer: (reply: Result<WatchReply, Trouble>) => void }[] = [];
  const look = vi.fn(async () => found);
  const watch = makeServiceWatch({
    look,
    wait: (since) =>
      new Promise((answer) => {
        waits.push({ since, answer });
      }),
    clock: () => 1_000,
    onChange: (fault) => changes.push(fault),
    pauseMs: 1,
  });
  const nextWait = async () => {
    await vi.waitFor(() => expect(waits).not.toEqual([]));
    const [wait] = waits.splice(0);
    if (wait === undefined) throw new Error("Nobody waits");
    return wait;
  };
  return { watch, look, changes, nextWait, find: (fault: Fault | null) => (found = fault) };
}

const reply = (more: Partial<WatchReply> = {}) =>
  ok({ state: "approved", since: 7, warnings: [], at: 4_000, ...more } as const);

test("until the first look the service is unreachable; then it is waited at", async () => {
  const { watch, nextWait, changes } = aWatch();
  expect(watch.fault()).toBe("service-unreachable");
  await watch.start();
  expect(watch.fault()).toBeNull();
  const first = await nextWait();
  expect(first.since).toBe(0);
  first.answer(reply({ warnings: ["no-standby"] }));
  expect((await nextWait()).since).toBe(7);
  expect(watch.warnings()).toEqual(["no-standby"]);
  expect(watch.aheadMs()).toBe(3_000);
  expect(changes).toEqual([null]);
  watch.stop();
});

test("of delayed answers the quickest compares the clocks, until one of them is set", async () => {
  const { watch, nextWait } = aWatch();
  await watch.start();
  const found: (number | null)[] = [];
  for (const at of [2_000, 4_000, 2_500, 2_500, 2_500, 2_500, 2_500, 90_000, 1_500]) {
    (await nextWait()).answer(reply({ at }));
    await vi.waitFor(() => expect(watch.aheadMs()).not.toBeNull());
    await new Promise(setImmediate);
    found.push(watch.aheadMs());
  }
  expect(found).toEqual([1_000, 3_000, 3_000, 3_000, 3_000, 3_000, 1_500, 89_000, 500]);
  watch.stop();
});

test("a kiosk that is revoked is out of service by the answer, and serves by itself when it isn't any more", async () => {
  const { watch, nextWait, changes, find } = aWatch();
  await watch.start();
  find("identity-revoked");
  (await nextWait()).answer(refused({ is: "revoked" }));
  await vi.waitFor(() => expect(watch.fault()).toBe("identity-revoked"));
  find(null);
  await nextWait();
  expect(watch.fault()).toBeNull();
  expect(changes).toEqual([null, "identity-revoked", null]);
  watch.stop();
});

test("a fault that a request has met holds until a look finds the service well", async () => {
  const { watch, look, nextWait, find } = aWatch();
  await watch.start();
  const waiting = await nextWait();
  find("service-slow");
  watch.note("service-slow");
  await vi.waitFor(() => expect(look.mock.calls.length).toBeGreaterThan(2));
  expect(watch.fault()).toBe("service-slow");
  // An answer that comes late changes nothing.
  waiting.answer(refused({ is: "revoked" }));
  find(null);
  await nextWait();
  expect(watch.fault()).toBeNull();
  watch.stop();
});
