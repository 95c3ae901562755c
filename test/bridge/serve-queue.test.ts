import { expect, test } from "vitest";
import { ok, refused } from "../../preload/contract/result.ts";
import { served } from "./served.ts";

const signedOut = { ok: false, refusal: { code: "signed-out" } };

test("requests are served one at a time, in the order of their coming", async () => {
  const events: string[] = [];
  const slow = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.push(`${name} ends`);
    return refused({ code: "signed-out" });
  };
  const { call } = served({
    readStatus: slow("first"),
    prolong: () => Promise.reject(new Error("broken")),
    signOut: async () => {
      events.push("third");
      return ok(null);
    },
  });
  await Promise.all([call("readStatus"), call("prolong"), call("signOut")]);
  expect(events).toEqual(["first begins", "first ends", "third"]);
});

test("what a page that is gone had asked for is dropped, and what has begun is undone before the next page is heard", async () => {
  const events: string[] = [];
  const begun = Promise.withResolvers<null>();
  const verified = Promise.withResolvers<null>();
  const { call, pageGone, ran } = served({
    signIn: async () => {
      events.push("sign-in begins");
      begun.resolve(null);
      await verified.promise;
      events.push("sign-in ends");
      return ok({ awaits: "nothing", customerName: "福島 太郎" });
    },
    readStatus: async () => {
      events.push("next page");
      return refused({ code: "signed-out" });
    },
  });
  const typed = { loginId: "taro0001", loginPassword: "tarologin1" };
  const underWay = call("signIn", typed);
  await begun.promise;
  const waits = call("signIn", typed);
  const waitsToo = call("staffSignIn", { staffId: "100001", pin: "624813" });
  const wiped = pageGone(async ({ handle }) => {
    await handle("signOut", {});
    events.push("wiped");
  });
  const next = call("readStatus");
  verified.resolve(null);
  expect(await underWay).toMatchObject({ ok: true });
  expect(await waits).toEqual(signedOut);
  expect(await waitsToo).toEqual(signedOut);
  await Promise.all([wiped, next]);
  expect(events).toEqual(["sign-in begins", "sign-in ends", "wiped", "next page"]);
  expect(ran).toEqual(["signIn", "signOut", "readStatus"]);
});

test("a wipe that fails is told to whoever asked for it, and the next page is served", async () => {
  const { call, pageGone } = served();
  await expect(pageGone(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await call("signOut")).toEqual(ok(null));
});

test("only so many requests wait, and room is made by each that is answered", async () => {
  const held = Promise.withResolvers<null>();
  const { call, ran } = served({
    readStatus: async () => {
      await held.promise;
      return refused({ code: "signed-out" });
    },
  });
  const waiting = Array.from({ length: 32 }, () => call("readStatus"));
  expect(await call("readStatus")).toEqual({
    ok: false,
    refusal: { code: "malformed" },
  });
  held.resolve(null);
  await Promise.all(waiting);
  expect(ran).toHaveLength(32);
  expect(await call("signOut")).toEqual(ok(null));
});
