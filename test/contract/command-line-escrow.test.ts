import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import {
  canOpenTerminal,
  dataFolder,
  kiosk,
  kioskAsked,
  kioskTold,
  servedOnce,
} from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const passphrase = "correct horse battery";

function journalled(data: string): readonly string[] {
  using registry = new DatabaseSync(join(data, "registry.sqlite"), { readOnly: true });
  return registry
    .prepare("select action || ' ' || outcome as row from journal where action like 'keys-%'")
    .all()
    .map(({ row }) => String(row));
}

test("keys go into an escrow, and from there with a backup to a machine that never ran the kiosk", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const file = join(data, "../keys.escrow");
  const backup = join(data, "../kept.backup");
  expect(await kioskTold(data, "too short\n", "keys", "escrow", file)).toEqual({
    code: 1,
    said: "A passphrase has 15 characters or more.\n",
  });
  expect(await kioskTold(data, "", "keys", "escrow", file)).toMatchObject({ code: 1 });
  const written = await kioskTold(data, `${passphrase}\n`, "keys", "escrow", file);
  expect(written).toMatchObject({ code: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await kioskTold(data, `${passphrase}\n`, "keys", "escrow", file);
  expect(again).toMatchObject({ code: 1 });
  expect(journalled(data)).toEqual([
    ...["keys-escrow begun", "keys-escrow done", "keys-escrow begun", "keys-escrow file-exists"],
  ]);
  expect(await kiosk(data, "backup", backup)).toMatchObject({ code: 0 });
  const keys = await kiosk(data, "keys", "list");

  const elsewhere = join(dataFolder(), "not", "yet", "there");
  const recover = (line: string, escrow = file) =>
    kioskTold(elsewhere, `${line}\n`, "keys", "recover", escrow);
  expect(await recover("another passphrase")).toEqual({
    code: 1,
    said: "The passphrase is wrong.\n",
  });
  const damaged = join(data, "../damaged.escrow");
  writeFileSync(damaged, readFileSync(file, "utf8").replace(/\n$/, "0\n"));
  expect(await recover(passphrase, damaged)).toMatchObject({
    code: 1,
    said: "The escrow is damaged.\n",
  });
  expect(await recover(passphrase, join(data, "nowhere"))).toMatchObject({ code: 1 });
  expect(await recover(passphrase)).toMatchObject({ code: 0 });
  expect(await kiosk(elsewhere, "restore", backup)).toMatchObject({ code: 0 });
  expect(await kiosk(elsewhere, "journal", "verify")).toMatchObject({ code: 0 });
  expect(await kiosk(elsewhere, "keys", "list")).toEqual(keys);

  // The same keys are there already: nothing is to be done. Of another kiosk's, nothing is.
  expect(await recover(passphrase)).toMatchObject({ code: 0 });
  expect(journalled(elsewhere).at(-1)).toBe("keys-recover done");
  const other = dataFolder();
  await servedOnce(other);
  const refusedThere = await kioskTold(other, `${passphrase}\n`, "keys", "recover", file);
  expect(refusedThere).toMatchObject({ code: 1 });
  expect(refusedThere.said).toContain("another registry");
  expect(await kiosk(other, "doctor")).toMatchObject({ code: 0 });
});

test.skipIf(!canOpenTerminal)(
  "at a terminal the passphrase isn't shown, and is typed twice",
  async () => {
    const data = dataFolder();
    await servedOnce(data);
    const file = join(data, "../keys.escrow");
    const differs = await kioskAsked(
      data,
      [
        [/Passphrase .*: /, passphrase],
        [/again: /, `${passphrase} `],
      ],
      ...["keys", "escrow", file],
    );
    expect(differs.code).toBe(1);
    expect(differs.said).toContain("The two passphrases differ.");
    expect(differs.said).not.toContain(passphrase);
  },
);
