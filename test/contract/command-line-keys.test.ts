import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { busyKiosk, dataFolder, kiosk } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const listed = /^([0-9a-f]{16}) {2}(\d{4}-\d\d-\d\d \d\d:\d\d) {2} *(\d+|-) {2}(.+)$/;

async function keysOf(data: string) {
  const { code, said } = await kiosk(data, "keys", "list");
  expect(code).toBe(0);
  return said
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, id = "", , rows = "", purpose = ""] = listed.exec(line) ?? [];
      return { id, rows, purpose };
    });
}

/** Which key seals how many secrets. */
function heads(data: string): Readonly<Record<string, unknown>>[] {
  using registry = new DatabaseSync(join(data, "registry.sqlite"), { readOnly: true });
  return registry
    .prepare(
      "select substr(sealed_secret, 1, 12) as head, count(*) as rows from tokens where sealed_secret is not null group by 1",
    )
    .all();
}

test("keys are rotated beside a kiosk that goes on issuing, and all that was proven stays so", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  const before = await keysOf(data);
  expect(before.map(({ purpose }) => purpose)).toEqual([
    ...["token secrets, in use", "journal", "backups", "bundles"],
  ]);
  expect(before[0]?.rows).toBe("1");
  const signer = await kiosk(data, "journal", "key");
  expect(signer.said.replaceAll(" ", "")).toMatch(new RegExp(`^${before[3]?.id ?? ""}`));

  const rotated = await kiosk(data, "keys", "rotate");
  expect(rotated).toMatchObject({ code: 0 });
  const [, keyId = ""] = /under the key ([0-9a-f]{16})\./.exec(rotated.said) ?? [];
  expect(rotated.said).toContain(`Gone from the keychain: ${before[0]?.id ?? "?"}.`);
  const issuedUnder = heads(data);
  expect(issuedUnder).toHaveLength(1);
  expect(Buffer.from(String(issuedUnder[0]?.["head"]), "base64").toString("hex")).toBe(
    `02${keyId}`,
  );
  await busy.stop();

  const after = await keysOf(data);
  expect(after.map(({ id }) => id)).toEqual([keyId, ...before.slice(1).map(({ id }) => id)]);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
  expect(await kiosk(data, "journal", "key")).toEqual(signer);
  expect((await kiosk(data, "doctor")).said).toMatch(/ok +keychain/);

  // The former key is gone, and with it what a backup of then has of secrets that are still in use.
  const unrotated = join(data, "../unrotated.backup");
  expect(await kiosk(data, "backup", unrotated)).toMatchObject({ code: 0 });
  expect(await kiosk(data, "keys", "rotate")).toMatchObject({ code: 0 });
  expect((await kiosk(data, "doctor")).said).toMatch(/^warning +backup .*Keys were rotated since/m);
  const restored = await kiosk(data, "restore", unrotated);
  expect(restored).toMatchObject({ code: 1 });
  expect(restored.said).toContain("keys recover");
  expect(heads(data)).toHaveLength(1);
  expect(await kiosk(data, "backup", join(data, "../after.backup"))).toMatchObject({ code: 0 });
  expect(await kiosk(data, "restore", join(data, "../after.backup"))).toMatchObject({ code: 0 });
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});
