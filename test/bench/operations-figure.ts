import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateSync } from "otplib";
import { journalCsv } from "../../main/adapters/journal-csv.ts";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import { qrcodeEncoder } from "../../main/adapters/qrcode-encoder.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { JournalReader } from "../../main/core/ports/journal-reader.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import type { Result } from "../../preload/contract/result.ts";
import { hanako } from "../e2e/customers.ts";
import { recordingFiles } from "../fakes/recording-files.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { recording, replay } from "./durable-writes.ts";
import type { Recording } from "./durable-writes.ts";
import { ratioFigure } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { plainCore } from "../fakes/plain-core.ts";
import { wellMachine } from "../fakes/well-machine.ts";

const rounds = 200;
/** Rounds that are not counted: their statements are prepared and their code is compiled. */
const warmUps = 100;

/**
 * Sign-in, issue, set-up code, start and release of one customer after another through the operations on
 * a real registry, against the same rows written into another one in the same transactions, with nothing
 * read and nothing decided; and of it the showing of the set-up code alone. Argon2 is left out of both.
 */
export async function operationsFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "kiosk-bench-"));
  try {
    const journal = await seededRegistry(path.join(folder, "worked.sqlite"));
    const worked = recording(journal);
    const plain = await seededRegistry(path.join(folder, "plain.sqlite"));
    const way = { measured: [] as number[], floor: [] as number[] };
    const show = { measured: [] as number[], floor: [] as number[] };
    for (let round = 0; round < warmUps + rounds; round += 1) {
      const first = worked.transactions.length;
      const took = await issueStartRelease(worked, journal, loginIdOf(round));
      const written = worked.transactions.slice(first);
      const [from, to] = took.showing.map((at) => at - first);
      const before = await replay(plain, written.slice(0, from));
      const showing = await replay(plain, written.slice(from, to));
      const after = await replay(plain, written.slice(to));
      if (round < warmUps) continue;
      way.measured.push(took.wayMs);
      way.floor.push(before + showing + after);
      show.measured.push(took.showingMs);
      show.floor.push(showing);
    }
    await worked.registry.close();
    await plain.close();
    return [
      ratioFigure("issue+start+release, main process", "ms", way.measured, way.floor, "<= 1.3"),
      ratioFigure("of it: showing the set-up code", "ms", show.measured, show.floor, "-"),
      qrFigure(),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Processor time of the QR symbol of a set-up code, which has 106 characters as the demo's have. */
function qrFigure(): Figure {
  const text = (at: number) => `otpauth://totp/KENSHIN:${String(at).padEnd(94, "A")}`;
  for (let at = 0; at < warmUps; at += 1) qrcodeEncoder(text(at));
  const before = process.cpuUsage();
  for (let at = 0; at < rounds; at += 1) qrcodeEncoder(text(at));
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000 / rounds;
  const none = { floor: "-", ratio: "-" };
  return {
    name: "QR symbol, processor time",
    measured: `${milliseconds.toFixed(2)} ms`,
    ...none,
    aim: "<= 1.5 ms",
  };
}

const vault = memoryVault(randomBytes(32), randomBytes);

function loginIdOf(round: number): string {
  return `customer${String(round)}`;
}

/** A new registry with a customer for each round. */
async function seededRegistry(file: string): Promise<OpenedRegistry> {
  const opened = await openRegistry(file);
  if (!opened.ok) throw new Error(opened.refusal);
  const hasher = plainPasswordHasher();
  await opened.value.sealJournal({ kiosk: "kiosk", mac: vault.mac });
  await opened.value.transact(async (rows) => {
    for (let round = 0; round < warmUps + rounds; round += 1) {
      await rows.insertCustomer({
        id: loginIdOf(round),
        loginId: loginIdOf(round),
        name: hanako.name,
        kana: "",
        loginPasswordHash: await hasher.hash(hanako.loginPassword),
        confirmationPasswordHash: await hasher.hash(hanako.confirmationPassword),
        transferLimitYen: 500_000,
        importedLimitYen: null,
        limitCeilingYen: null,
        status: "active",
      });
    }
  });
  return opened.value;
}

interface Took {
  readonly wayMs: number;
  readonly showingMs: number;
  /** Of all transactions, the first that the showing made and the one after its last. */
  readonly showing: readonly [from: number, to: number];
}

/** Sign-in, issue, set-up code, start and release of one customer, by the codes that the set-up code makes. */
async function issueStartRelease(
  { registry, transactions }: Recording,
  journal: JournalReader,
  loginId: string,
): Promise<Took> {
  const begun = performance.now();
  let now = Date.UTC(2026, 0, 5, 1, 0, 0);
  const core = plainCore({
    registry,
    journal,
    hash: sha256,
    journalFile: journalCsv,
    writeExport: recordingFiles().writeNewFile,
    vault,
    oneTimePasswords: otplibOneTimePasswords,
    passwordHasher: plainPasswordHasher(),
    qrEncoder: qrcodeEncoder,
    clock: () => now,
    monotonicClock: () => now,
    random: randomBytes,
    config: demoProfile,
    brand: plainBrand,
    ...wellMachine(),
    deliverMail: () => undefined,
  });
  const operations = operationsOf(core.handle);
  const startPassword = "482915";
  const { loginPassword, confirmationPassword } = hanako;
  must(await operations.signIn({ loginId, loginPassword }));
  const mailAddress = "hanako@data-bank.co.jp";
  must(
    await operations.draftIssue({
      mailAddress,
      mailAddressAgain: mailAddress,
      startPassword,
      startPasswordAgain: startPassword,
    }),
  );
  must(await operations.confirmIssue({ confirmationPassword }));
  const from = transactions.length;
  const shownFrom = performance.now();
  const { key } = must(await operations.showSetupCode({ startPassword }));
  const showingMs = performance.now() - shownFrom;
  const showing = [from, transactions.length] as const;
  const code = (): string =>
    generateSync({ secret: key.replaceAll(" ", ""), period: 60, epoch: now / 1000 });
  must(await operations.startToken({ oneTimePassword: code() }));
  now += 60_000;
  must(await operations.releaseToken({ confirmationPassword, oneTimePassword: code() }));
  return { wayMs: performance.now() - begun, showingMs, showing };
}

function must<T>(answer: Result<T, { readonly code: string }>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}
