import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputFilesIn } from "../../main/adapters/output-files.ts";
import { spoolMailer } from "../../main/adapters/nodemailer/spool-mailer.ts";
import type { FileKind } from "../../main/core/ports/files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const limitAt = Date.UTC(2026, 3, 1);
const id = "0123456789abcdef0123456789abcdef";

/** Each kind's folder, and names that the kiosk gives there. */
const kinds: readonly (readonly [FileKind, string, readonly string[]])[] = [
  ["prints", "prints", ["20260301-100030-999800000001.pdf"]],
  [
    "exports",
    "exports",
    [
      "journal-20260301-100030.csv",
      "journal-20260301-100030.jsonl",
      "journal-20260301-100030.csv.part-4711",
    ],
  ],
  ["spool", "mail", [`${id}.eml`, `.${id}.part`]],
];

/** Writes `names`, last written at `at`, into `folder` of the data folder. */
function written(dataDir: string, folder: string, names: readonly string[], at: number): void {
  mkdirSync(join(dataDir, folder), { recursive: true });
  for (const name of names) {
    writeFileSync(join(dataDir, folder, name), "x");
    utimesSync(join(dataDir, folder, name), at / 1_000, at / 1_000);
  }
}

describe.each(kinds)("%s", (kind, folder, names) => {
  test("goes by the time it was last written", async () => {
    const dataDir = temporaryFolder();
    const files = outputFilesIn(dataDir);
    written(dataDir, folder, names, limitAt);
    expect(await files.erase(kind, limitAt, 99)).toBe(0);
    expect(readdirSync(join(dataDir, folder))).toHaveLength(names.length);
    expect(await files.erase(kind, limitAt + 1, 99)).toBe(names.length);
    expect(readdirSync(join(dataDir, folder))).toEqual([]);
  });

  test("leaves what the kiosk doesn't write there: other names, links, folders", async () => {
    const dataDir = temporaryFolder();
    const [name = ""] = names;
    const strangers = [
      ...["notes.txt", `${name}.bak`, `copy of ${name}`, name.toUpperCase(), "journal-2026.csv"],
      ...kinds.filter(([other]) => other !== kind).flatMap(([, , others]) => others),
    ];
    written(dataDir, folder, strangers, limitAt);
    mkdirSync(join(dataDir, folder, name));
    const [linked = name] = names.slice(1);
    const isLinked = linked !== name;
    written(dataDir, ".", ["elsewhere"], limitAt);
    if (isLinked) symlinkSync(join(dataDir, "elsewhere"), join(dataDir, folder, linked));
    const before = readdirSync(join(dataDir, folder)).toSorted();
    expect(await outputFilesIn(dataDir).erase(kind, Date.now() + 1_000_000, 99)).toBe(0);
    expect(readdirSync(join(dataDir, folder)).toSorted()).toEqual(before);
    expect(existsSync(join(dataDir, "elsewhere"))).toBe(true);
  });

  test("leaves all in a folder that is a link, and needs none", async () => {
    const dataDir = temporaryFolder();
    expect(await outputFilesIn(dataDir).erase(kind, limitAt, 99)).toBe(0);
    written(dataDir, folder, names, limitAt);
    renameSync(join(dataDir, folder), join(dataDir, "elsewhere"));
    symlinkSync("elsewhere", join(dataDir, folder));
    expect(await outputFilesIn(dataDir).erase(kind, limitAt + 1, 99)).toBe(0);
    expect(readdirSync(join(dataDir, "elsewhere"))).toHaveLength(names.length);
  });
});

test("so many go at once and no more", async () => {
  const dataDir = temporaryFolder();
  const names = Array.from(
    { length: 5 },
    (_, at) => `20260301-10003${String(at)}-999800000001.pdf`,
  );
  written(dataDir, "prints", names, limitAt);
  const erase = () => outputFilesIn(dataDir).erase("prints", limitAt + 1, 2);
  expect([await erase(), await erase(), await erase(), await erase()]).toEqual([2, 2, 1, 0]);
});

test("a mail that the spool has just written is known by its name", async () => {
  const dataDir = temporaryFolder();
  const from = { name: "Bank", address: "otp@bank.example" };
  const mail = { id, to: "someone@example.jp", subject: "S", text: "T", at: limitAt };
  await spoolMailer(join(dataDir, "mail"), from).send(mail);
  expect(await outputFilesIn(dataDir).erase("spool", Date.now() - 60_000, 99)).toBe(0);
  expect(await outputFilesIn(dataDir).erase("spool", Date.now() + 60_000, 99)).toBe(1);
});

test("a place that can't be read is told", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  await expect(outputFilesIn(file).erase("prints", limitAt, 9)).rejects.toThrow("ENOTDIR");
});
