import { calls, grant, resetKiosk, respond } from "../fake-kiosk.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { effectScope } from "vue";
import type { Answer } from "../../../../preload/contract/operations.ts";
import { oneRequest, useRequest } from "../../../../renderer/stores/request.ts";
import type { Pending } from "../../../../renderer/stores/request.ts";

function idle(): Pending {
  return { pending: null };
}

describe("one request of a store", () => {
  it("answers what the bridge answers, and is ready again", async () => {
    const store = idle();
    expect(await oneRequest(store, () => Promise.resolve("answer"))).toBe("answer");
    expect(store.pending).toBeNull();
  });

  it("does nothing on a second press while the first is under way", async () => {
    const store = idle();
    const { promise, resolve } = Promise.withResolvers<string>();
    let presses = 0;
    const request = (): Promise<string> => {
      presses += 1;
      return promise;
    };
    const first = oneRequest(store, request);
    expect(await oneRequest(store, request)).toBeNull();
    resolve("answer");
    expect(await first).toBe("answer");
    expect(presses).toBe(1);
  });

  it("drops an answer that comes after the store was wiped, and leaves a newer request alone", async () => {
    const store = idle();
    const gone = Promise.withResolvers<string>();
    const here = Promise.withResolvers<string>();
    const first = oneRequest(store, () => gone.promise);
    store.pending = null;
    const second = oneRequest(store, () => here.promise);
    gone.resolve("of a customer who has left");
    expect(await first).toBeNull();
    expect(store.pending).not.toBeNull();
    here.resolve("of the next one");
    expect(await second).toBe("of the next one");
  });

  it("turns a broken bridge into an unexpected refusal", async () => {
    const store = idle();
    const answer = await oneRequest(store, () => Promise.reject(new Error("gone")));
    expect(answer).toEqual({ ok: false, refusal: { code: "unexpected", reference: "" } });
    expect(store.pending).toBeNull();
  });
});

describe("a request of one component", () => {
  beforeEach(resetKiosk);

  it("sends the verb's request, and is busy until the answer", async () => {
    grant("startToken", null);
    const scope = effectScope();
    const { busy, send } = scope.run(() => useRequest("startToken")) ?? fail();
    const answer = send({ oneTimePassword: "123456" });
    expect(busy.value).toBe(true);
    expect(await answer).toEqual({ ok: true, value: null });
    expect(busy.value).toBe(false);
    expect(calls).toEqual([{ verb: "startToken", request: { oneTimePassword: "123456" } }]);
  });

  it("drops the answer to a component that is gone", async () => {
    const late = Promise.withResolvers<Answer<"showSetupCode">>();
    respond("showSetupCode", () => late.promise);
    const scope = effectScope();
    const { send } = scope.run(() => useRequest("showSetupCode")) ?? fail();
    const answer = send({ startPassword: "482915" });
    scope.stop();
    late.resolve({
      ok: true,
      value: { modules: ["10"], key: "JBSW Y3DP", secondsLeft: 120, showingsLeft: 2 },
    });
    expect(await answer).toBeNull();
  });
});

function fail(): never {
  throw new Error("the scope was stopped");
}
