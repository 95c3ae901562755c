import type { SecretKind } from "../../preload/contract/answers.ts";
import { searchKey } from "../../main/core/domain/customer-search.ts";
import type { Customer } from "../../main/core/domain/customer.ts";
import { appended, sealedHead } from "../../main/core/domain/journal-chain.ts";
import type { JournalHead, JournalRow, JournalSeal } from "../../main/core/domain/journal-chain.ts";
import { looks } from "../../main/core/domain/journal-event.ts";
import type { JournalEvent } from "../../main/core/domain/journal-event.ts";
import type { ServerTrouble } from "../../main/core/domain/mail-schedule.ts";
import type { KeptMail } from "../../main/core/domain/outgoing-mail.ts";
import type { Sweep } from "../../main/core/domain/retention.ts";
import type { StaffMember } from "../../main/core/domain/staff.ts";
import { currentToken } from "../../main/core/domain/token.ts";
import type { Token, TokenState } from "../../main/core/domain/token.ts";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { journalSearch } from "./journal-search.ts";
import { known, refuseKnown } from "./rows-by-key.ts";
import { memoryOutbox } from "./memory-outbox.ts";
import { memoryRetention } from "./memory-retention.ts";
import { memorySealing } from "./memory-sealing.ts";
import { memoryStaff } from "./memory-staff.ts";

interface Rows {
  fingerprint: string | null;
  sealingKey: string | null;
  readonly customers: Map<string, Customer>;
  readonly staff: Map<string, StaffMember>;
  readonly tokens: Map<string, Token>;
  greatestUserId: string;
  slowestHash: number;
  readonly wrongTries: Map<string, number>;
  readonly mails: Map<string, KeptMail>;
  trouble: ServerTrouble | null;
  sweep: Sweep | null;
  readonly journal: JournalEvent[];
  readonly chain: JournalRow[];
  head: JournalHead | null;
}

/** The registry in memory, with what a test may want to look at behind the port's back. */
export interface MemoryRegistry extends OpenedRegistry {
  journal(): readonly JournalEvent[];
  mails(): readonly KeptMail[];
  /** Every row of every table but the fingerprint. */
  contents(): RegistryContents;
}

/** A registry's tables as a test compares them before and after. */
export interface RegistryContents {
  readonly customers: readonly unknown[];
  readonly tokens: readonly unknown[];
  readonly outbox: readonly unknown[];
  readonly wrongTries: readonly unknown[];
  readonly journal: readonly unknown[];
}

const live: readonly TokenState[] = ["issued", "in-use", "suspended"];

/** Transactions run one after the other; one that throws leaves nothing. */
export function memoryRegistry(): MemoryRegistry {
  let rows: Rows = {
    fingerprint: null,
    sealingKey: null,
    customers: new Map(),
    staff: new Map(),
    tokens: new Map(),
    greatestUserId: "",
    slowestHash: 0,
    wrongTries: new Map(),
    mails: new Map(),
    trouble: null,
    sweep: null,
    journal: [],
    chain: [],
    head: null,
  };
  let last: Promise<unknown> = Promise.resolve();
  let seal: JournalSeal | null = null;
  return {
    transact(work) {
      const turn = last.then(async () => {
        const draft = structuredClone(rows);
        const answer = await work(rowsOver(draft, seal));
        rows = draft;
        return answer;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    sealJournal: async (next) => {
      seal = next;
      rows.head ??= sealedHead(0, "", next.mac);
    },
    journalEnd: async () => ({ head: rows.head, lastNumber: rows.chain.length }),
    journalRows: async (after, last, limit) => rows.chain.slice(after ?? 0, last).slice(0, limit),
    ...journalSearch(() => rows),
    listCustomers: async (after, limit) => {
      const { currentToken } = rowsOver(structuredClone(rows), seal);
      const all = [...rows.customers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const page = all.filter(({ id }) => id > (after ?? "")).slice(0, limit);
      return Promise.all(page.map(async (row) => ({ ...row, token: await currentToken(row.id) })));
    },
    close: async () => {
      await last;
    },
    journal: () => rows.journal,
    mails: () => [...rows.mails.values()],
    contents: () => ({
      customers: [...rows.customers.values()],
      tokens: [...rows.tokens.values()],
      outbox: [...rows.mails.values()],
      wrongTries: [...rows.wrongTries],
      journal: rows.journal,
    }),
  };
}

function rowsOver(rows: Rows, seal: JournalSeal | null): RegistryRows {
  const tries = (subject: string, kind: SecretKind) => {
    const owned = [...rows.customers.values()].some(({ loginId }) => loginId === subject);
    const isSomebodys = kind === "pin" ? rows.staff.has(subject) : owned;
    return JSON.stringify([isSomebodys, subject, kind]);
  };
  const tokensOf = (customerId: string) =>
    [...rows.tokens.values()].filter((token) => token.customerId === customerId);
  const refuseBroken = (token: Token) => {
    if (token.sealedSecret !== null && !live.includes(token.state)) {
      throw new Error("The secret must be destroyed");
    }
    const clash = tokensOf(token.customerId).some(
      (other) => other.userId !== token.userId && live.includes(other.state),
    );
    if (clash && live.includes(token.state)) throw new Error("A live token exists already");
  };
  const refuseLoginIdOfAnother = ({ id, loginId }: Customer) => {
    const others = [...rows.customers.values()].filter((other) => other.id !== id);
    if (others.some((other) => other.loginId === loginId)) {
      throw new Error("The login ID exists already");
    }
  };
  return {
    masterKeyFingerprint: async () => rows.fingerprint,
    recordMasterKey: async (fingerprint) => {
      if ((rows.fingerprint ?? fingerprint) !== fingerprint) {
        throw new Error("Another master key is recorded");
      }
      rows.fingerprint = fingerprint;
    },
    ...memorySealing(rows),

    ...memoryStaff(rows.staff),

    customerByLoginId: async (loginId) =>
      [...rows.customers.values()].find((customer) => customer.loginId === loginId) ?? null,
    customerById: async (id) => rows.customers.get(id) ?? null,
    insertCustomer: async (customer) => {
      refuseKnown(rows.customers, customer.id);
      refuseLoginIdOfAnother(customer);
      rows.customers.set(customer.id, customer);
    },
    updateCustomer: async (customer) => {
      known(rows.customers, customer.id);
      refuseLoginIdOfAnother(customer);
      rows.customers.set(customer.id, customer);
    },
    slowestHash: async () => rows.slowestHash,
    noteHashWork: async (work) => {
      rows.slowestHash = Math.max(rows.slowestHash, work);
    },
    // None is ever broken: nobody changes them behind the port's back.
    repairRecord: async () => false,
    findCustomers: async (searched, limit) => {
      const start = searchKey(searched);
      const begins = (text: string) => start !== "" && searchKey(text).startsWith(start);
      const all = [...rows.customers.values()].sort((a, b) =>
        searchKey(a.kana) < searchKey(b.kana) ? -1 : 1,
      );
      const owner = rows.tokens.get(searched)?.customerId;
      const found = [
        ...all.filter(({ id, loginId }) => loginId === searched || id === owner),
        ...all.filter(({ kana }) => begins(kana)),
        ...all.filter(({ name }) => begins(name)),
      ];
      return [...new Set(found)].slice(0, limit);
    },
    setTransferLimit: async (customerId, yen, ceilingYen) => {
      const customer = known(rows.customers, customerId);
      rows.customers.set(customerId, {
        ...customer,
        transferLimitYen: yen,
        limitCeilingYen: ceilingYen,
      });
    },

    currentToken: async (customerId) => currentToken(tokensOf(customerId)),
    customerOfToken: async (userId) => rows.tokens.get(userId)?.customerId ?? null,
    tokenByUserId: async (userId) => structuredClone(rows.tokens.get(userId) ?? null),
    greatestUserId: async () => [...rows.tokens.keys(), rows.greatestUserId].sort().at(-1) || null,
    recordGreatestUserId: async (userId) => {
      rows.greatestUserId = userId;
    },
    insertToken: async (token) => {
      refuseKnown(rows.tokens, token.userId);
      known(rows.customers, token.customerId);
      refuseBroken(token);
      rows.tokens.set(token.userId, structuredClone(token));
    },
    updateToken: async (token) => {
      known(rows.tokens, token.userId);
      refuseBroken(token);
      rows.tokens.set(token.userId, structuredClone(token));
    },

    wrongTries: async (subject, kind) => rows.wrongTries.get(tries(subject, kind)) ?? 0,
    setWrongTries: async (subject, kind, count) => {
      rows.wrongTries.set(tries(subject, kind), count);
    },

    ...memoryOutbox(rows),
    ...memoryRetention(rows),

    appendJournal: async (event) => {
      if (seal === null) throw new Error("The journal is not sealed yet");
      const { at, customerId, action, outcome, staffId = null, detail = null } = event;
      const newest = [...rows.tokens.values()]
        .filter((token) => token.customerId === customerId)
        .map((token) => token.userId)
        .sort()
        .at(-1);
      const userId = event.userId ?? newest ?? null;
      const { kiosk } = seal;
      const entry = { at, kiosk, customerId, userId, action, outcome, staffId, detail };
      const end = { head: rows.head, lastNumber: rows.chain.length };
      const { row, head } = appended(entry, end, seal.mac);
      rows.chain.push(row);
      rows.head = head;
      rows.journal.push(event);
    },
    journalOf: async (customerId, limit) =>
      rows.chain
        .filter(
          (row) => row.customerId === customerId && !looks.some((look) => look === row.action),
        )
        .sort((a, b) => b.at - a.at || b.number - a.number)
        .slice(0, limit)
        .map(({ number: _number, mac: _mac, ...entry }) => entry),
  };
}
