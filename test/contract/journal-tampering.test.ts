import { cpSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { verifyJournal } from "../../main/core/operations/upkeep/verify-journal.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { issuedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What someone with write access to the file, but not to the keychain, can do to the journal. */

// Every file is synced to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 300_000 });

const { mac } = memoryVault();
const seal = { kiosk: "branch-7", mac };
const rowsKept = 40;
const beforeTheLast = 5;

async function opened(path: string): Promise<OpenedRegistry> {
  const answer = await openRegistry(path);
  if (!answer.ok) throw new Error(answer.refusal);
  onTestFinished(() => answer.value.close().catch(() => undefined));
  return answer.value;
}

async function verified(path: string) {
  const registry = await opened(path);
  const verdict = await verifyJournal(registry, mac);
  await registry.close();
  return verdict;
}

/** A closed registry's path with `rowsKept` journal rows, and the head of an earlier moment. */
async function journalled(): Promise<{ path: string; formerHead: string }> {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await opened(path);
  await registry.sealJournal(seal);
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertToken(issuedToken);
  });
  const append = (first: number, last: number) =>
    registry.transact(async (rows) => {
      for (let at = first; at <= last; at += 1) {
        const deed = { at, customerId: at % 3 === 0 ? null : taro.id, action: "sign-in" } as const;
        await rows.appendJournal({ ...deed, outcome: "done" });
      }
    });
  await append(1, rowsKept - beforeTheLast);
  const formerHead = headOf(path);
  await append(rowsKept - beforeTheLast + 1, rowsKept);
  await registry.close();
  return { path, formerHead };
}

function headOf(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare("select value from kiosk where key = 'journal-head'").get();
  database.close();
  return String(row?.["value"]);
}

/** Pseudo-random whole numbers from 1 to `greatest`, the same in every run (Park and Miller's generator). */
function dice(seed: number): (greatest: number) => number {
  let state = seed;
  return (greatest) => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % greatest) + 1;
  };
}

type Tampering = readonly [sql: string, row: number];

/** One tampering, and the row by which it must be found. */
function tampering(
  kind: string,
  roll: (greatest: number) => number,
  formerHead: string,
): Tampering {
  const row = roll(rowsKept);
  const other = (row % rowsKept) + 1;
  const columns = [
    ...(["at", "kiosk", "customer_id", "user_id", "action", "outcome"] as const),
    ...(["staff_id", "detail", "mac"] as const),
  ];
  const column = columns[roll(columns.length) - 1] ?? "at";
  const copied = columns.join(", ");
  const makeRoom = (from: number) =>
    `update journal set number = -number where number >= ${String(from)};
     update journal set number = 1 - number where number < 0;`;
  switch (kind) {
    case "change":
      return [
        column === "at"
          ? `update journal set at = at + ${String(roll(1_000))} where number = ${String(row)}`
          : `update journal set ${column} = coalesce(${column}, '') || 'x' where number = ${String(row)}`,
        row,
      ];
    case "delete": // a gap; the last one: a truncation
      return [`delete from journal where number = ${String(row)}`, row];
    case "delete and close the gap":
      return [
        `delete from journal where number = ${String(row)};
         update journal set number = -number where number > ${String(row)};
         update journal set number = -number - 1 where number < 0`,
        row,
      ];
    case "truncate":
      return [`delete from journal where number > ${String(row - 1)}`, row];
    case "swap":
      return [
        `update journal set number = -1 where number = ${String(row)};
         update journal set number = ${String(row)} where number = ${String(other)};
         update journal set number = ${String(other)} where number = -1`,
        Math.min(row, other),
      ];
    case "duplicate":
      return [
        `${makeRoom(row + 1)} insert into journal (number, ${copied})
         select number + 1, ${copied} from journal where number = ${String(row)}`,
        row + 1,
      ];
    case "insert":
      return [
        `${makeRoom(row)} insert into journal (number, at, kiosk, action, outcome, mac) values
         (${String(row)}, 1, 'branch-7', 'sign-out', 'done', '${"ab".repeat(32)}')`,
        row,
      ];
    case "append":
      return [
        `insert into journal (number, ${copied})
         select ${String(rowsKept + 1)}, ${copied} from journal where number = ${String(row)}`,
        rowsKept + 1,
      ];
    case "an older head":
      return [
        `update kiosk set value = '${formerHead}' where key = 'journal-head'`,
        rowsKept - beforeTheLast + 1,
      ];
    case "a head made up for a truncation":
      return [
        `delete from journal where number > ${String(row)};
         update kiosk set value = (select ${String(row)} || ' ' || mac || ' ' || mac from journal
           where number = ${String(row)}) where key = 'journal-head'`,
        row + 1,
      ];
    default:
      return ["delete from kiosk where key = 'journal-head'", rowsKept + 1];
  }
}

const kinds = [
  ...["change", "delete", "delete and close the gap", "truncate", "swap", "duplicate", "insert"],
  ...["append", "an older head", "a head made up for a truncation", "no head"],
];

/** Tampers with a copy of the registry at `path`. */
function tampered(path: string, sql: string): string {
  const copy = join(temporaryFolder(), "registry.sqlite");
  cpSync(path, copy);
  const database = new DatabaseSync(copy);
  database.exec(sql);
  database.close();
  return copy;
}

test("a journal that nobody touched is whole, whoever reads it and when", async () => {
  const { path } = await journalled();
  expect(await verified(path)).toEqual({ ok: true, value: rowsKept });
});

test("100 tamperings of 100 are found, each by its row", async () => {
  const { path, formerHead } = await journalled();
  const roll = dice(20_260_401);
  const missed: unknown[] = [];
  for (let round = 0; round < 100; round += 1) {
    const kind = kinds[round % kinds.length] ?? "";
    const [sql, row] = tampering(kind, roll, formerHead);
    const verdict = await verified(tampered(path, sql));
    const found = !verdict.ok && "number" in verdict.refusal ? verdict.refusal.number : null;
    if (found !== row) missed.push({ kind, sql, row, verdict });
  }
  expect(missed).toEqual([]);
});

test.each(kinds)("%s: a kiosk that goes on does not mend it", async (kind) => {
  const { path, formerHead } = await journalled();
  const [sql, row] = tampering(kind, dice(7), formerHead);
  const copy = tampered(path, sql);
  const registry = await opened(copy);
  await registry.sealJournal(seal);
  for (let at = 100; at < 105; at += 1) {
    const event = { at, customerId: taro.id, action: "sign-in", outcome: "done" } as const;
    await registry.transact((rows) => rows.appendJournal(event));
  }
  // Rows that the older head lacks are rows that the kiosk can't vouch for, but the chain up to them is whole.
  const number = kind === "an older head" ? rowsKept + 1 : row;
  expect(await verifyJournal(registry, mac)).toMatchObject({ ok: false, refusal: { number } });
});

test("a number that JavaScript can't hold is a tampering like any other", async () => {
  const { path } = await journalled();
  const copy = tampered(path, "update journal set at = 9223372036854775807 where number = 12");
  expect(await verified(copy)).toMatchObject({ refusal: { number: 12 } });
});

test("another kiosk's key finds the first row wrong", async () => {
  const { path } = await journalled();
  const registry = await opened(path);
  const other = memoryVault(new Uint8Array(32).fill(9));
  expect(await verifyJournal(registry, other.mac)).toMatchObject({ refusal: { number: 1 } });
});
