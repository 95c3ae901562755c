import { randomBytes } from "node:crypto";
import type { IpcMainInvokeEvent } from "electron";
import { journalCsv } from "../../main/adapters/journal-csv.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { serve } from "../../main/kiosk/serve.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Handle } from "../../main/core/handle.ts";
import { seedDemo } from "../../main/core/operations/upkeep/seed-demo.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { channelOf } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { FixedClock } from "../fakes/fixed-clock.ts";
import { recordingFiles } from "../fakes/recording-files.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { RecordingLog } from "../fakes/recording-log.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { plainCore } from "../fakes/plain-core.ts";
import { bankParts } from "./bank-parts.ts";
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
export async function servedBank(registry: OpenedRegistry, own?: Vault): Promise<ServedBank> {
  const { clock, vault, oneTimePasswords, passwordHasher, judged, code } = bankParts(own);
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
          vault,
          oneTimePasswords,
          passwordHasher,
          qrEncoder: (text) => [text],
          clock,
          monotonicClock: clock.monotonicClock,
          random: randomBytes,
          config: demoProfile,
          brand: plainBrand,
          ...wellMachine(),
          // As in a network, so that each verb is one that does something.
          readFleet: () => Promise.resolve({ kiosks: [], pending: 0 }),
          deliverMail: () => undefined,
        },
        { log },
      );
      return servedKiosk(handle, log);
    },
    judged,
    code: (customerId, steps) => code(registry, customerId, steps),
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
