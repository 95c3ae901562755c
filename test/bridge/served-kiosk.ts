import { randomBytes } from "node:crypto";
import type { IpcMainInvokeEvent } from "electron";
import { journalCsv } from "../../main/adapters/journal-csv.ts";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { serve } from "../../main/kiosk/serve.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Handle } from "../../main/core/handle.ts";
import { seedDemo } from "../../main/core/operations/upkeep/seed-demo.ts";
import type { OneTimePasswords, PasswordHasher } from "../../main/core/ports/cryptography.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { channelOf } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import type { FixedClock } from "../fakes/fixed-clock.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { recordingFiles } from "../fakes/recording-files.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { RecordingLog } from "../fakes/recording-log.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { plainCore } from "../fakes/plain-core.ts";
import { registryInMemory } from "../fakes/registry-in-memory.ts";
import type { InMemoryRegistry } from "../fakes/registry-in-memory.ts";
import { wellMachine } from "../fakes/well-machine.ts";

/** A bank whose kiosks are real from the bridge down to the registry; the clock stands at 10:00:30 in Tokyo. */
export interface ServedBank {
  readonly clock: FixedClock;
  /** Switches one kiosk on: its window is served, and nobody is signed in. */
  kiosk(): ServedKiosk;
  /** How often a password was verified or a secret opened to judge a code so far. */
  judged(): number;
  /** The 6-digit code that the phone of `customerId` shows, or showed `steps` minutes ahead; null without a secret. */
  code(customerId: string, steps?: number): Promise<string | null>;
}

export interface ServedKiosk {
  readonly log: RecordingLog;
  /** The verbs whose operation was run, in order. */
  readonly ran: readonly Verb[];
  /** Sends `sent` as the page's own frame would. */
  call<V extends Verb>(verb: V, sent: unknown): Promise<Answer<V>>;
}

let seeded: Uint8Array | null = null;

/** A registry without a file, in which the demo customers are registered. */
export async function seededInMemory(): Promise<InMemoryRegistry> {
  if (seeded === null) {
    const registry = await registryInMemory();
    await servedBank(registry);
    seeded = registry.file();
  }
  return registryInMemory(seeded);
}

/** The demo customers are registered when this resolves. */
export async function servedBank(registry: OpenedRegistry): Promise<ServedBank> {
  const clock = fixedClock("2026-04-01T10:00:30+09:00");
  const vault = memoryVault();
  const oneTimePasswords = remembering(otplibOneTimePasswords);
  const plain = plainPasswordHasher();
  let judged = 0;
  const passwordHasher: PasswordHasher = {
    ...plain,
    verify: (hash, password) => {
      judged += 1;
      return plain.verify(hash, password);
    },
  };
  await registry.sealJournal({ kiosk: "kiosk", mac: (text) => vault.mac(text) });
  await seedDemo(registry, passwordHasher);
  return {
    clock,
    kiosk: () => {
      const log = recordingLog();
      const { handle } = plainCore(
        {
          registry,
          journal: registry,
          hash: sha256,
          journalFile: journalCsv,
          writeExport: recordingFiles().writeNewFile,
          vault: {
            ...vault,
            open: (owner, sealed) => {
              judged += 1;
              return vault.open(owner, sealed);
            },
          },
          oneTimePasswords,
          passwordHasher,
          qrEncoder: (text) => [text],
          clock,
          monotonicClock: clock.monotonicClock,
          random: randomBytes,
          config: demoProfile,
          brand: plainBrand,
          ...wellMachine(),
          deliverMail: () => undefined,
        },
        { log },
      );
      return servedKiosk(handle, log);
    },
    judged: () => judged,
    code: async (customerId, steps = 0) => {
      const token = await registry.transact((rows) => rows.currentToken(customerId));
      if (!token?.sealedSecret) return null;
      const secret = await vault.open(token, token.sealedSecret);
      return oneTimePasswords.codeAt(secret, Math.floor(clock() / 60_000) + steps);
    },
  };
}

/** Each code is computed once: every wrong one is compared with hundreds, most of them the same as the last time. */
function remembering({ codeAt, base32 }: OneTimePasswords): OneTimePasswords {
  const known = new Map<string, string>();
  return {
    base32,
    codeAt(secret, counter) {
      const key = `${Buffer.from(secret).toString("latin1")} ${String(counter)}`;
      const code = known.get(key) ?? codeAt(secret, counter);
      known.set(key, code);
      return code;
    },
  };
}

/** Serves `handle`, which writes into `log` too, to a window of its own. */
export function servedKiosk(handle: Handle, log: RecordingLog = recordingLog()): ServedKiosk {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, sent: unknown) => unknown>();
  const ran: Verb[] = [];
  const counted: Handle = (verb, request) => {
    ran.push(verb);
    return handle(verb, request);
  };
  const contents = {};
  const origin = "app://kiosk";
  serve({
    ipcMain: { handle: (channel, handler) => handlers.set(channel, handler) },
    owns: (sender) => sender === contents,
    origin,
    service: Promise.resolve({ handle: counted, log, random: randomBytes }),
  });
  const senderFrame = { url: `${origin}/index.html`, parent: null };
  const event = { sender: contents, senderFrame } as unknown as IpcMainInvokeEvent;
  return {
    log,
    ran,
    call: async <V extends Verb>(verb: V, sent: unknown) =>
      (await handlers.get(channelOf(verb))?.(event, sent)) as Answer<V>,
  };
}
