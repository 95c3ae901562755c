import { expect, test } from "vitest";
import { keychainAnchor } from "../../main/adapters/keychain-vault/keychain-anchor.ts";
import { ok, refused } from "../../preload/contract/result.ts";

/** The anchor over a keychain that holds `item`; the real keyring has its turn in keychain-vault.test.ts. */
function anchorOver(item: string | null) {
  let kept = item;
  return keychainAnchor({
    read: async () => ok(kept),
    write: async (value) => {
      kept = value;
      return ok(null);
    },
  });
}

const anchor = { count: 12, lastMac: "0f".repeat(32) };

test("what was written last is remembered; before, nothing is", async () => {
  const store = anchorOver(null);
  expect(await store.read()).toEqual(ok(null));
  for (const next of [anchor, { count: 9_000_000, lastMac: "a1".repeat(32) }, anchor]) {
    expect(await store.write(next)).toEqual(ok(null));
    expect(await store.read()).toEqual(ok(next));
  }
});

test("a journal without rows leaves nothing to remember", async () => {
  const store = anchorOver(`12 ${anchor.lastMac}`);
  expect(await store.read()).toEqual(ok(anchor));
  await store.write({ count: 0, lastMac: "" });
  expect(await store.read()).toEqual(ok(null));
});

test.each(["", "12", `-1 ${anchor.lastMac}`, `12 ${anchor.lastMac}0`, "words of another hand"])(
  "%s is no anchor",
  async (item) => {
    expect(await anchorOver(item).read()).toEqual(ok(null));
  },
);

test.each(["keychain-absent", "keychain-locked"] as const)(
  "a keychain that is %s is told as that",
  async (refusal) => {
    const shut = async () => refused(refusal);
    const store = keychainAnchor({ read: shut, write: shut });
    expect(await store.read()).toEqual(refused(refusal));
    expect(await store.write(anchor)).toEqual(refused(refusal));
  },
);
