import { describe, expect, test } from "vitest";
import { systemTimer } from "../../main/adapters/system-timer.ts";
import { channelOf, verbs } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { countedTimer } from "../fakes/counted-timer.ts";
import { page, served } from "./served.ts";
import type { Sender } from "./served.ts";

/** As Electron's WebFrameMain behaves once its frame is gone. */
const disposedFrame = {
  get url(): string {
    throw new Error("Render frame was disposed before WebFrameMain could be accessed");
  },
  parent: null,
};
const malformed = { ok: false, refusal: { code: "malformed" } };

test("each verb of the contract has its channel, and nothing else has one", () => {
  expect(served().channels).toEqual(verbs.map(channelOf));
});

test("the page's own top frame is served", async () => {
  const { call, ran } = served();
  expect(await call("readKiosk")).toMatchObject({ ok: true, value: { fault: "keychain-locked" } });
  expect(ran).toEqual(["readKiosk"]);
});

describe.each(verbs)("%s from a forged sender", (verb) => {
  const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } });

  test.each<[string, Partial<Sender>]>([
    ["another window", { sender: { id: 1 } }],
    ["a frame within the page", frame(page.url, page)],
    ["a frame that is gone", { senderFrame: null }],
    ["a frame that was disposed of", { senderFrame: disposedFrame }],
    ["another address", frame("https://example.com/index.html")],
    ["a file", frame("file:///index.html")],
    ["an empty page", frame("about:blank")],
    ["an origin that starts alike", frame("app://kiosk.example/index.html")],
    ["a user name that looks alike", frame("app://kiosk@example/index.html")],
    ["another scheme", frame("apps://kiosk/index.html")],
  ])("is refused without a word why and logged: %s", async (_name, from) => {
    const { call, log, ran } = served();
    expect(await call(verb, {}, from)).toEqual(malformed);
    expect(ran).toEqual([]);
    expect(log.entries).toMatchObject([{ level: "error", event: "foreign-sender" }]);
  });
});

test("a request that breaks the schema runs no operation", async () => {
  const { call, ran } = served();
  expect(await call("signIn", { loginId: "taro0001" })).toEqual(malformed);
  expect(await call("readKiosk", null)).toEqual(malformed);
  expect(await call("startToken", { oneTimePassword: "12345" })).toEqual({
    ok: false,
    refusal: { code: "fields", fields: { oneTimePassword: "not-6-digits" } },
  });
  expect(ran).toEqual([]);
});

test("a throw is answered with a reference number, under which the log has it", async () => {
  const bug = new Error("rows are gone");
  const { call, log } = served({
    readStatus: () => {
      throw bug;
    },
    prolong: () => Promise.reject(bug),
  });
  for (const verb of ["readStatus", "prolong"] as const) {
    expect(await call(verb)).toEqual({
      ok: false,
      refusal: { code: "unexpected", reference: expect.stringMatching(/^[0-9]{6}$/) as string },
    });
  }
  const references = log.entries.map(({ reference }) => reference);
  expect(log.entries).toMatchObject([
    { event: "unexpected", error: bug },
    { event: "unexpected", error: bug },
  ]);
  expect(new Set(references).size).toBe(2);
  expect(await call("signOut")).toEqual(ok(null));
});

test("nothing that was typed is logged", async () => {
  const { call, log } = served({ signIn: () => Promise.reject(new Error("broken")) });
  const typed = { loginId: "taro0001", loginPassword: "tarologin1" };
  await call("signIn", typed);
  await call("signIn", { ...typed, more: "tarologin1" });
  await call("signIn", typed, { senderFrame: null });
  const logged = log.entries.map((entry) =>
    JSON.stringify({ ...entry, error: String(entry.error) }),
  );
  expect(logged).toHaveLength(2);
  expect(logged.join("")).not.toMatch(/taro/);
});

test("a request that comes before the kiosk is composed waits for it", async () => {
  const ready = Promise.withResolvers<null>();
  const { call, ran } = served({}, ready.promise);
  const answer = call("readKiosk");
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ran).toEqual([]);
  ready.resolve(null);
  expect(await answer).toMatchObject({ ok: true });
});

test("what tells of a password or a code comes at even times, a throw too, and nothing else waits", async () => {
  const timer = countedTimer();
  const { call } = served(
    {
      signIn: async () => {
        timer.advance(40);
        return refused({ code: "credentials" });
      },
      signOut: async () => {
        timer.advance(7);
        return ok(null);
      },
      startToken: () => {
        timer.advance(201);
        return Promise.reject(new Error("broken"));
      },
    },
    undefined,
    { periods: { signIn: 200, startToken: 100 }, timer },
  );
  const took = async (verb: Verb, sent: object): Promise<number> => {
    const begun = timer.now();
    await call(verb, sent);
    return timer.now() - begun;
  };
  const entries = { loginId: "a", loginPassword: "b" };
  expect(await took("signIn", entries)).toBe(200);
  expect(await took("signIn", entries)).toBe(200);
  expect(await took("startToken", { oneTimePassword: "123456" })).toBe(300);
  expect(await took("signIn", {})).toBe(0);
  expect(await took("signOut", {})).toBe(7);
});

test("the system's timer is never early, not by a fraction of a millisecond, as a plain one is as often as not", async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    const end = systemTimer.now() + 30;
    await systemTimer.until(end);
    expect(systemTimer.now()).toBeGreaterThanOrEqual(end);
  }
});
