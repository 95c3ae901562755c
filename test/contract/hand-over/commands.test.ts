/** The commands over a registry in memory, with files on a real disk. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { handoverCommandsAt } from "../../../main/command-line/handover-commands.ts";
import type { Ending } from "../../../main/command-line/command.ts";
import { ended } from "../../../main/command-line/command.ts";
import { commandOf } from "../../../main/command-line/find-command.ts";
import type { Token } from "../../../main/core/domain/token.ts";
import { fixedClock } from "../../fakes/fixed-clock.ts";
import { memoryVault } from "../../fakes/memory-vault.ts";
import { registryInMemory } from "../../fakes/registry-in-memory.ts";
import type { InMemoryRegistry } from "../../fakes/registry-in-memory.ts";
import { hanako, issuedToken, taro } from "../rows.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const vault = memoryVault();
const clock = fixedClock("2026-04-01T10:01:30+09:00");
const step = Date.parse("2026-04-01T10:00:00+09:00") / 60_000;
const startedAt = Date.parse("2026-04-01T09:59:00+09:00");

let registry: InMemoryRegistry;
let folder: string;
let keyFile: string;

const noKeys = () => Promise.reject(new Error("A hand-over has no business with the ring"));
const keys = { list: noKeys, add: noKeys, forget: noKeys, rewrite: noKeys };
const commands = handoverCommandsAt<null>({
  ...{ of: "kiosk", ended, issuer: () => "FKENSHIN" },
  open: async () => ({
    ...{ registry, vault, clock, keys, known: [], opensFormer: false },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
});

async function told(...words: readonly string[]): Promise<Ending> {
  const found = commandOf(commands, ["handover", ...words]);
  if (found === null || !("run" in found.command)) throw new Error("There is no such command");
  return found.command.run(null, found.given);
}

const withKey = () => ["--key-file", keyFile, "--key-name", "bank-2026"];
const lastDeed = () => {
  const { action, outcome, detail } = registry.journal().at(-1) ?? {};
  return `${action ?? ""} ${outcome ?? ""} ${detail ?? ""}`;
};

async function addToken(changes: Partial<Token>): Promise<void> {
  const token = { ...issuedToken, state: "in-use", startedAt, lastStep: step, ...changes } as const;
  const secret = new Uint8Array(20).fill(9);
  const sealedSecret = token.state === "released" ? null : await vault.seal(token, secret, null);
  await registry.transact((rows) => rows.insertToken({ ...token, sealedSecret }));
}

beforeEach(async () => {
  registry = await registryInMemory();
  await registry.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  folder = temporaryFolder();
  keyFile = join(folder, "key");
  writeFileSync(keyFile, "12345678901234567890123456789012\n", { mode: 0o600 });
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertCustomer(hanako);
  });
  await addToken({ userId: "999800000001", state: "released", releasedAt: startedAt });
  await addToken({ userId: "999800000002" });
  await addToken({ userId: "999800000003", customerId: hanako.id, state: "suspended" });
});

test("PSKC goes into a file of the owner's alone, and the releases beside it", async () => {
  const file = join(folder, "tokens.xml");
  const ending = await told("pskc", file, ...withKey());
  expect(ending).toEqual({
    exitCode: 0,
    said: `Written: ${file}, 1 tokens
Written: ${file}.released.csv, 1 releases
Left out, 利用停止 (once staff have unlocked them, hand over again, without a time, as their start was before): 999800000003`,
  });
  expect(readFileSync(file, "utf8")).toContain("<pskc:SerialNo>999800000002</pskc:SerialNo>");
  expect(readFileSync(`${file}.released.csv`, "utf8")).toBe(
    "user_id,login_id,released_at\r\n999800000001,taro0001,2026-04-01 09:59:00\r\n",
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(lastDeed()).toBe("hand-over done by=command-line kind=pskc since=all rows=1");
});

test("a file that is there is kept, also the one of the releases, and nothing is left", async () => {
  const file = join(folder, "tokens.xml");
  writeFileSync(`${file}.released.csv`, "kept");
  const ending = await told("pskc", file, ...withKey());
  expect(ending).toMatchObject({ exitCode: 1 });
  expect(ending.complained).toContain("a file of that name already");
  expect(readdirSync(folder).toSorted()).toEqual(["key", "tokens.xml.released.csv"]);
  expect(readFileSync(`${file}.released.csv`, "utf8")).toBe("kept");
  expect(lastDeed()).toBe("hand-over file-exists by=command-line kind=pskc since=all");
});

test("with a time only what has happened since then is written", async () => {
  const file = join(folder, "tokens.xml");
  const ending = await told("pskc", file, ...withKey(), "--since", "2026-04-01T10:00");
  expect(ending.said).toBe(`Written: ${file}, 0 tokens\nWritten: ${file}.released.csv, 0 releases`);
  expect(lastDeed()).toContain("since=2026-04-01T10:00 rows=0");
});

test("a record that was changed from outside is named, and the exit code is 1", async () => {
  registry.tamper("update tokens set last_step = 1 where user_id = '999800000002'");
  const ending = await told("users-oath", join(folder, "users.oath"));
  expect(ending.exitCode).toBe(1);
  expect(ending.complained).toContain("isn't as it was written");
  // Also the customer's other token: nothing of a broken record is trusted.
  expect(ending.complained).toContain("999800000001, 999800000002");
  expect(readFileSync(join(folder, "users.oath"), "utf8")).toBe("");
});

test("pam_oath's file replaces the former one, so that it needs no list of releases", async () => {
  const file = join(folder, "users.oath");
  expect(await told("users-oath", file)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(file, "utf8")).toContain("HOTP/T60/6 taro0001 - 0909");
  expect(existsSync(`${file}.released.csv`)).toBe(false);
});

test("a token whose last code is too new for Keycloak is named with the time to wait", async () => {
  const file = join(folder, "realm.json");
  const ending = await told("keycloak", file, "--realm", "bank");
  expect(ending.exitCode).toBe(1);
  expect(ending.complained).toContain("hand over again in so many seconds: 999800000002 90 s");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ realm: "bank", users: [] });
});

test.each([
  ["a time in another form", ["pskc", "f", "--since", "yesterday"], "YYYY-MM-DDThh:mm"],
  ["another counter", ["pskc", "f", "--counter", "first"], "--counter is"],
  ["another MAC", ["pskc", "f", "--mac", "md5"], "--mac is"],
  ["another length", ["pskc", "f", "--aes", "192"], "--aes is"],
  ["a key without its name", ["pskc", "f", "--key-file", "k"], "belong together"],
  ["a name without its key", ["pskc", "f", "--key-name", "k"], "belong together"],
  [
    "a key that isn't there",
    ["pskc", "f", "--key-file", "/none", "--key-name", "k"],
    "no such file",
  ],
  ["no realm", ["keycloak", "f"], "--realm NAME"],
])("%s is refused before anything is journalled", async (_what, words, complaint) => {
  const ending = await told(...words);
  expect(ending.exitCode).toBe(1);
  expect(ending.complained).toContain(complaint);
  expect(registry.journal()).toEqual([]);
});

test("a key must have as many bits as the cipher", async () => {
  const file = join(folder, "tokens.xml");
  expect(await told("pskc", file, ...withKey(), "--aes", "256")).toMatchObject({ exitCode: 1 });
  writeFileSync(keyFile, "ab".repeat(32));
  expect(await told("pskc", file, ...withKey(), "--aes", "256")).toMatchObject({ exitCode: 0 });
});
