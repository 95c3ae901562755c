import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { dataFolder, kioskTold, servedOnce } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

test("a kiosk hands its tokens over under a passphrase, and tells what was released", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const file = join(data, "../tokens.xml");
  expect(await kioskTold(data, "too short\n", "handover", "pskc", file)).toEqual({
    code: 1,
    said: "A passphrase has 15 characters or more.\n",
  });
  const words = ["handover", "pskc", file];
  const written = await kioskTold(data, "correct horse battery\n", ...words);
  // Hanako's was started and released; Jiro's were never started.
  expect(written).toEqual({
    code: 0,
    said: `Written: ${file}, 0 tokens\nWritten: ${file}.released.csv, 1 releases\n`,
  });
  expect(readFileSync(file, "utf8")).toContain("<KeyLength>16</KeyLength>");
  expect(readFileSync(`${file}.released.csv`, "utf8")).toContain("hanako01");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await kioskTold(data, "correct horse battery\n", ...words);
  expect(again).toMatchObject({ code: 1 });
  using registry = new DatabaseSync(join(data, "registry.sqlite"), { readOnly: true });
  const rows = registry.prepare("select outcome from journal where action = 'hand-over'").all();
  expect(rows.map(({ outcome }) => outcome)).toEqual(["begun", "done", "begun", "file-exists"]);
});
