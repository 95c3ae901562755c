/** The signed bundle of a whole bank's journal, over PostgreSQL in which two services wrote. */
import { expect, onTestFinished, test } from "vitest";
import { sha256 } from "../../main/adapters/hashes.ts";
import { isSignedBy } from "../../main/adapters/ed25519.ts";
import { bundleCheck } from "../../main/core/domain/bundle-check.ts";
import { writeChainsBundle } from "../../main/core/operations/upkeep/write-chains-bundle.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { NetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { networkChains } from "../../main/service/network-chains.ts";
import { makeServeExport } from "../../main/service/serve-export.ts";
import { witnessHeads } from "../../main/service/witness-heads.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import { auditor } from "../bridge/states.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { newDatabase } from "../postgresql/database.ts";

const vault = memoryVault();
const dayMs = 86_400_000;
const start = Date.parse("2026-04-01T00:00:00+09:00");
const always = { from: null, to: null };

/** Two services, of which each wrote two rows a day for two days, with a witness at each day's end. */
async function twoServices() {
  const database = await newDatabase();
  const networks: NetworkRegistry[] = [];
  for (const name of ["service", "second"]) {
    const opened = await openNetworkRegistry(database, name);
    if (!opened.ok) throw new Error(opened.refusal);
    onTestFinished(() => opened.value.close());
    await opened.value.registry.sealJournal({ kiosk: name, mac: vault.mac });
    networks.push(opened.value);
  }
  const [network] = networks;
  if (network === undefined) throw new Error("No service");
  const write = async (at: number) => {
    const event = { at, customerId: null, action: "start-up", outcome: "done" } as const;
    for (const { registry } of networks) {
      await registry.transact((rows) => rows.appendJournal(event));
      await registry.transact((rows) => rows.appendJournal(event));
    }
    await witnessHeads(network, vault, at + dayMs / 2);
  };
  await write(start);
  await write(start + dayMs);
  return network;
}

async function bundled(network: NetworkRegistry, days: { from: string | null; to: string | null }) {
  let text = "";
  const chains = networkChains(network, vault.mac);
  const made = { chains, vault, hash: sha256, kiosk: "lobby-1", at: start };
  const written = await writeChainsBundle(made, days, async (more) => {
    text += more;
  });
  return written.ok ? text : written.refusal;
}

/** What another machine finds, which has nothing but the file. */
function checked(lines: readonly string[]) {
  const check = bundleCheck({ hash: sha256, isSignedBy });
  for (const line of lines) {
    const broken = check.next(line);
    if (broken !== null) return broken;
  }
  const ended = check.end("");
  return ended.ok ? ended.value : ended.refusal;
}

function linesOf(bundle: unknown): string[] {
  if (typeof bundle !== "string") throw new Error(JSON.stringify(bundle));
  return bundle.trimEnd().split("\n");
}

/** Lines that hang together and are signed, as only somebody with the journal's key can make them. */
function signedAnew(lines: readonly string[]): string[] {
  let link = "";
  const linked = lines.slice(0, -1).map((line) => {
    const body = line.replace(/,"link":"[0-9a-f]*"\}$/, "");
    link = sha256(`${link}\n${body}`);
    return `${body},"link":"${link}"}`;
  });
  return [...linked, JSON.stringify({ signature: vault.sign(`otp-kiosk-journal 2 ${link}`) })];
}

test("a bundle has the chains of all services, and their witnesses, and is whole on another machine", async () => {
  const network = await twoServices();
  const lines = linesOf(await bundled(network, always));
  expect(lines).toHaveLength(1 + 2 + 8 + 1);
  const chains = ["second/1", "service/1"].map((chain) => ({ chain, first: 1, last: 4, count: 4 }));
  expect(checked(lines)).toMatchObject({ chains, witnesses: 2, publicKey: vault.publicKey() });
  const second = linesOf(await bundled(network, { from: "2026-04-02", to: null }));
  expect(checked(second)).toMatchObject({
    chains: chains.map((each) => ({ ...each, first: 3 })),
    witnesses: 1,
  });
  const none = linesOf(await bundled(network, { from: "2026-05-01", to: null }));
  expect(checked(none)).toMatchObject({ chains: [{ first: null }, { first: null }], witnesses: 0 });
});

test("a chain that is taken out of the bundle, or cut off, is found", async () => {
  const lines = linesOf(await bundled(await twoServices(), always));
  const of = (chain: string) => (line: string) => line.includes(`{"chain":"${chain}","number"`);
  const without = lines.filter((line) => !of("second/1")(line));
  expect(checked(without)).toEqual({ row: 1, problem: "missing", chain: "second/1" });
  expect(checked(lines.toSpliced(6, 1))).toEqual({ row: 4, problem: "missing", chain: "second/1" });
  const swapped = lines.map((line) =>
    of("service/1")(line) ? line.replace("service/1", "second/1") : line,
  );
  expect(checked(swapped)).toEqual({ row: 1, problem: "missing", chain: "service/1" });
  expect(checked(lines.toSpliced(1, 1))).toBe("bundle-witness-changed");
  expect(checked(lines.toSpliced(3, 1, lines[4] ?? ""))).toMatchObject({ problem: "missing" });
  // Their names are linked, too.
  expect(checked(lines.map((line) => line.replaceAll("second/1", "third/1")))).toBe(
    "bundle-header-changed",
  );
  for (const left of [1, 2, 3, 6, 7, 11]) {
    expect(checked(lines.slice(0, left))).not.toHaveProperty("chains");
  }
  expect(checked([...lines, ""])).toBe("bundle-goes-on");
});

test("even whoever could sign anew can't leave out a chain, or turn one back, that a witness has seen", async () => {
  const lines = linesOf(await bundled(await twoServices(), always));
  expect(checked(signedAnew(lines))).toMatchObject({ witnesses: 2 });
  const [header = "", ...others] = lines;
  const gone = [
    header.replace(/\{"chain":"second\/1".*?\}\},/, ""),
    ...others.filter((line) => !line.includes('{"chain":"second/1","number"')),
  ];
  expect(checked(signedAnew(gone))).toMatchObject({
    ...{ problem: "not-witnessed", chain: "second/1" },
  });
  const turnedBack = [
    header.replace('"first":1,"last":4,"head":{"count":4', '"first":1,"last":3,"head":{"count":3'),
    ...others.toSpliced(5, 1),
  ];
  expect(checked(signedAnew(turnedBack))).toEqual({
    ...{ row: 4, problem: "not-witnessed", chain: "second/1" },
  });
  const other = lines.toSpliced(6, 1, lines[6]?.replace(/"mac":"../, '"mac":"zz') ?? "");
  expect(checked(signedAnew(other))).toEqual({
    ...{ row: 4, problem: "not-witnessed", chain: "second/1" },
  });
});

test("the service signs nothing from a database in which a chain is gone, or was turned back", async () => {
  const network = await twoServices();
  const { database } = network;
  const former = await database
    .selectFrom("journal")
    .select(["number", "mac"])
    .where("writer", "=", "second/1")
    .where("number", "=", 3)
    .executeTakeFirstOrThrow();
  await database
    .deleteFrom("journal")
    .where("writer", "=", "second/1")
    .where("number", ">", 3)
    .execute();
  expect(await bundled(network, always)).toMatchObject({ chain: "second/1", number: 4 });
  // As it was before its last row, with the head of that time.
  const chains = networkChains(network, vault.mac);
  const head = { count: former.number, last_mac: former.mac };
  const sealed = chains.macOf("second/1")(JSON.stringify(["head", former.number, former.mac]));
  await database
    .updateTable("journal_heads")
    .set({ ...head, mac: sealed })
    .where("writer", "=", "second/1")
    .execute();
  const lost = { chain: "second/1", number: 4, problem: "not-witnessed" };
  expect(await bundled(network, always)).toEqual(lost);
  for (const table of ["journal", "journal_heads"] as const) {
    await database.deleteFrom(table).where("writer", "=", "second/1").execute();
  }
  expect(await bundled(network, always)).toMatchObject({ ...lost, number: 2 });
  await database.updateTable("journal_witnesses").set({ heads: "[]" }).execute();
  expect(await bundled(network, always)).toMatchObject({ chain: "", problem: "not-witnessed" });
});

test("監査 export it at a kiosk of the network", async () => {
  const network = await networkBank(await newDatabase());
  onTestFinished(() => network.close());
  const kiosk = await network.newKiosk("lobby-1");
  const [first, second] = network.services;
  if (first === undefined || second === undefined) throw new Error("No service");
  await second(kiosk, "staffSignIn", messageOf(auditor));
  await witnessHeads(network.network, vault, 1);
  const lines = await makeServeExport(first)(kiosk, "bundleJournal", messageOf({ day: "" }));
  if (!lines.ok) throw new Error(lines.refusal);
  let text = "";
  let answer: unknown = null;
  for await (const line of lines.value as AsyncIterable<{ text?: string; answer?: unknown }>) {
    text += line.text ?? "";
    answer = line.answer ?? answer;
  }
  expect(answer).toMatchObject({ ok: true });
  expect(checked(linesOf(text))).toMatchObject({
    ...{ kiosk: "lobby-1", witnesses: 1 },
    chains: [{ chain: "service-1/1" }, { chain: "service-2/1" }],
  });
});
