/**
 * What a branch's registry does with very many customers, a million unless the first argument says otherwise: import
 * from a file, export, and search by each way. Prints seconds and milliseconds; some minutes.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { customersCsv } from "../../main/adapters/customers-file/customers-csv.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { writeNewFile } from "../../main/adapters/write-new-file.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { importCustomers } from "../../main/core/operations/upkeep/import-customers.ts";
import { writeCustomersFile } from "../../main/core/operations/upkeep/write-customers-file.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { quantile } from "./figures.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const searches = 200;

const families = [
  ...["佐藤サトウ", "鈴木スズキ", "高橋タカハシ", "田中タナカ", "渡辺ワタナベ", "伊藤イトウ"],
  ...["福島フクシマ", "会津アイヅ", "磐城イワキ", "郡山コオリヤマ", "白河シラカワ", "相馬ソウマ"],
];
const givens = ["太郎タロウ", "花子ハナコ", "次郎ジロウ", "一郎イチロウ", "美咲ミサキ", "健ケン"];

const folder = await mkdtemp(path.join(tmpdir(), "kiosk-bench-"));
try {
  const file = path.join(folder, "customers.csv");
  await writeCustomers(file);
  const registry = await newRegistry(path.join(folder, "registry.sqlite"));
  await timed("import", () => importFile(registry, file));
  await timed("export", () => exportTo(registry, path.join(folder, "out.csv")));
  for (const [way, searched] of [
    ["login ID", (at: number) => loginIdOf((at * 7_919) % count)],
    ["user ID that nobody has", (at: number) => String(999_900_000_000 + at)],
    ["kana, one character", () => "サ"],
    ["kana, a whole family name", () => "フクシマ"],
    ["kanji, one character", () => "福"],
    ["kanji, family and given name", () => "渡辺 花子"],
    ["a name that nobody has", () => "ンンン"],
  ] as const) {
    const took: number[] = [];
    for (let at = 0; at < searches; at += 1) {
      const begun = performance.now();
      await registry.transact((rows) => rows.findCustomers(searched(at), 21));
      took.push(performance.now() - begun);
    }
    const [middle, most] = [quantile(took, 0.5).toFixed(2), Math.max(...took).toFixed(2)];
    console.log(`search by ${way}: median ${middle} ms, longest ${most} ms`);
  }
  await registry.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

function loginIdOf(at: number): string {
  return `user${String(at).padStart(7, "0")}`;
}

async function writeCustomers(file: string): Promise<void> {
  const phc = `"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$${"A".repeat(43)}"`;
  const out = createWriteStream(file);
  out.write("id,login_id,name,kana,login_password,confirmation_password,transfer_limit_yen\r\n");
  const partOf = (name: string, part: RegExp) => part.exec(name)?.[0] ?? "";
  for (let at = 0; at < count; at += 1) {
    const family = families[at % families.length] ?? "";
    const given = givens[(at * 7) % givens.length] ?? "";
    const written = [/^\p{sc=Han}+/u, /\p{sc=Katakana}+$/u].map(
      (part) => `${partOf(family, part)}　${partOf(given, part)}`,
    );
    const line = [String(at), loginIdOf(at), ...written, phc, phc, "1000000"].join(",");
    if (!out.write(`${line}\r\n`)) await once(out, "drain");
  }
  out.end();
  await finished(out);
  console.log(
    `${String(count)} customers, ${((await stat(file)).size / 1e6).toFixed(0)} MB of CSV`,
  );
}

async function newRegistry(file: string): Promise<OpenedRegistry> {
  const opened = await openRegistry(file);
  if (!opened.ok) throw new Error(opened.refusal);
  await opened.value.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  return opened.value;
}

async function importFile(registry: OpenedRegistry, file: string): Promise<void> {
  const config = demoProfile;
  const parts = { registry, passwordHasher: argon2PasswordHasher, clock: Date.now, config };
  const lines = await customersCsv.read(createReadStream(file), config.customers);
  if (!lines.ok) throw new Error(lines.refusal);
  const wishes = { raiseLimits: false, onHashed: () => undefined };
  const imported = await importCustomers(parts, lines.value, wishes);
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal).slice(0, 1_000));
}

async function exportTo(registry: OpenedRegistry, file: string): Promise<void> {
  const written = await writeNewFile(file, (append) =>
    writeCustomersFile(registry, customersCsv, append, () => true),
  );
  if (!written.ok) throw new Error(JSON.stringify(written.refusal));
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  const computing = ((user + system) / 1e6).toFixed(1);
  const peak = (process.resourceUsage().maxRSS / 1_000).toFixed(0);
  console.log(`${what}: ${seconds} s, of the processor ${computing} s; memory at most ${peak} MB`);
}
