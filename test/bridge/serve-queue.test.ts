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
    cancelDraft: async () => {
      events.push("third");
      return ok(null);
    },
  });
  await Promise.all([call("readStatus"), call("prolong"), call("cancelDraft")]);
  expect(events).toEqual(["first begins", "first ends", "third"]);
});

test("a sign-out waits for nobody, customer or staff", async () => {
  const begun = Promise.withResolvers<null>();
  const held = Promise.withResolvers<null>();
  const { call, ran } = served({
    readStatus: async () => {
      begun.resolve(null);
      await held.promise;
      return refused({ code: "signed-out" });
    },
  });
  const waiting = Array.from({ length: 32 }, () => call("readStatus"));
  await begun.promise;
  expect(await call("signOut")).toEqual(ok(null));
  expect(await call("staffSignOut")).toEqual(ok(null));
  expect(ran).toEqual(["readStatus", "signOut", "staffSignOut"]);
  held.resolve(null);
  await Promise.all(waiting);
});

test("slips and exports begin in their turn, one at a time, and those that come after go on beside them", async () => {
  const events: string[] = [];
  const status = Promise.withResolvers<null>();
  const paper = Promise.withResolvers<null>();
  const printed = { ok: true, value: { copies: 1 } } as never;
  const { call } = served({
    readStatus: async () => {
      events.push("status begins");
      await status.promise;
      events.push("status ends");
      return refused({ code: "signed-out" });
    },
    printSlip: async () => {
      events.push("slip begins");
      await paper.promise;
      events.push("slip ends");
      return printed;
    },
    bundleJournal: async () => {
      events.push("bundle");
      return refused({ code: "staff-signed-out" });
    },
    cancelDraft: async () => {
      events.push("next");
      return ok(null);
    },
  });
  const first = call("readStatus");
  const slip = call("printSlip");
  const bundle = call("bundleJournal", { day: "" });
  const next = call("cancelDraft");
  status.resolve(null);
  await Promise.all([first, next]);
  expect(events.slice(0, 2)).toEqual(["status begins", "status ends"]);
  expect(events.slice(2).sort()).toEqual(["next", "slip begins"]);
  await call("cancelDraft");
  paper.resolve(null);
  await Promise.all([slip, bundle]);
  expect(events.slice(-3)).toEqual(["next", "slip ends", "bundle"]);
});

test("a slip that a page had asked for and that hasn't begun when the page is gone isn't printed", async () => {
  const begun = Promise.withResolvers<null>();
  const held = Promise.withResolvers<null>();
  const { call, pageGone, ran } = served({
    readStatus: async () => {
      begun.resolve(null);
      await held.promise;
      return refused({ code: "signed-out" });
    },
  });
  const first = call("readStatus");
  await begun.promise;
  const slip = call("printSlip");
  const wiped = pageGone(async () => undefined);
  held.resolve(null);
  await Promise.all([first, wiped]);
  expect(await slip).toEqual(signedOut);
  expect(ran).toEqual(["readStatus"]);
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
