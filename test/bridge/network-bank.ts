import { createHash, randomBytes, randomUUID } from "node:crypto";
import { journalCsv } from "../../main/adapters/journal-csv.ts";
import { documentSeal } from "../../main/adapters/keychain-vault/document-seal.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Handle } from "../../main/core/handle.ts";
import { seedDemo } from "../../main/core/operations/upkeep/seed-demo.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { protocolVersion } from "../../main/network/protocol.ts";
import type { Errand, ErrandOutcome, VerbMessage, VerbReply } from "../../main/network/protocol.ts";
import type { DatabaseSettings } from "../../main/registry/postgresql/hosts-pool.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { NetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { fleetReader } from "../../main/service/identities/read-fleet.ts";
import { measureKiosk } from "../../main/service/measure-kiosk.ts";
import { makeServeVerb } from "../../main/service/serve-verb.ts";
import type { ServeParts, ServeVerb } from "../../main/service/serve-verb.ts";
import { makeServeVerification } from "../../main/service/verifier/serve-verification.ts";
import type { ServeVerification } from "../../main/service/verifier/serve-verification.ts";
import { networkChains } from "../../main/service/network-chains.ts";
import { notVerified } from "../../main/service/verify-chains.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import { refused } from "../../preload/contract/result.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { countedTimer } from "../fakes/counted-timer.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { RecordingLog } from "../fakes/recording-log.ts";
import { bankParts } from "./bank-parts.ts";
import { servedKiosk } from "./served-kiosk.ts";
import type { ServedBank } from "./served-kiosk.ts";

/** A bank whose kiosks are real from the bridge to PostgreSQL, behind several instances of the service. */
export interface NetworkBank {
  readonly bank: ServedBank;
  readonly registry: OpenedRegistry;
  readonly network: NetworkRegistry;
  readonly services: readonly ServeVerb[];
  /** The verifiers of the same instances. */
  readonly verifiers: readonly ServeVerification[];
  readonly log: RecordingLog;
  /** Approves a new kiosk, or a relying system; answers its fingerprint. */
  newKiosk(name?: string, role?: "kiosk" | "relying"): Promise<string>;
  close(): Promise<void>;
}

/** Every request of a kiosk goes to another instance than the one before. */
export async function networkBank(
  database: DatabaseSettings,
  {
    instances = 2,
    name = "service",
    seeds = true,
    vault: banks,
    vaults = [],
    deliverMail = () => undefined,
    onCommit = () => undefined,
    announced = null,
  }: {
    readonly instances?: number;
    /** What the instances of this process are called, each with its number. */
    readonly name?: string;
    /** Whether the demo customers are registered. */
    readonly seeds?: boolean;
    readonly vault?: Vault;
    /** Those of the instances, where each has a ring of its own; `vault` is the tests' then. */
    readonly vaults?: readonly Vault[];
    readonly deliverMail?: () => void;
    /** Called when a request's transaction is committed. */
    readonly onCommit?: () => void;
    /** Called after a commit that the internet bank is to be told of; without it, it is told of none. */
    readonly announced?: (() => void) | null;
  } = {},
): Promise<NetworkBank> {
  const { clock, vault, oneTimePasswords, passwordHasher, judged, code } = bankParts(banks);
  const log = recordingLog();
  const networks: NetworkRegistry[] = [];
  const services: ServeVerb[] = [];
  const verifiers: ServeVerification[] = [];
  for (let at = 1; at <= instances; at += 1) {
    const opened = await openNetworkRegistry(database, `${name}-${String(at)}`, announced);
    if (!opened.ok) throw new Error(opened.refusal);
    const network = opened.value;
    networks.push(network);
    await network.registry.sealJournal({ kiosk: "service", mac: (text) => vault.mac(text) });
    const parts: ServeParts = {
      registry: {
        ...network,
        // The tests' time in place of the database's.
        begin: async (...asked) => ({ ...(await network.begin(...asked)), at: clock() }),
        unit: (...given) => {
          const unit = network.unit(...given);
          return { ...unit, finish: (end) => unit.finish(end).then(onCommit) };
        },
      },
      ...{ log, random: randomBytes, now: () => 0 },
      documents: documentSeal({ journal: new Uint8Array(32).fill(9) }, randomBytes),
      core: {
        ...{ config: demoProfile, brand: plainBrand, log, slowestHash: 0 },
        vault: vaults[at - 1] ?? vault,
        ...{ oneTimePasswords, passwordHasher, qrEncoder: (text: string) => [text] },
        ...{ hash: sha256, journalFile: journalCsv, random: randomBytes, periods: {} },
        journal: network.registry,
        journalChains: networkChains(network, (text) => vault.mac(text)),
        isJournalBroken: () => false,
        timer: countedTimer(),
        deliverMail,
        measureHealth: (measured) => measureKiosk(network, () => notVerified, measured),
        readFleet: fleetReader(network.database),
      },
    };
    services.push(makeServeVerb(parts));
    verifiers.push(makeServeVerification(parts));
  }
  const [first] = networks;
  if (first === undefined) throw new Error("No instance");
  if (seeds) await seedDemo(first.registry, passwordHasher);
  const newKiosk: NetworkBank["newKiosk"] = async (name = "kiosk", role = "kiosk") => {
    const fingerprint = createHash("sha256").update(randomUUID()).digest("hex");
    await first.database
      .insertInto("identities")
      .values({
        ...{ fingerprint, name, branch: "本店", role, state: "approved" },
        ...{ not_after: clock() + 86_400_000_000, asked_at: clock(), approved_by: "[]" },
        ...{ revoked_at: null, seen_at: null, version: null, health: null },
      })
      .execute();
    return fingerprint;
  };
  let next = 0;
  const bank: ServedBank = {
    ...{ clock, judged },
    code: (customerId, steps) => code(first.registry, customerId, steps),
    kiosk() {
      const kiosk = newKiosk();
      const handle: Handle = async (verb, request) =>
        throughNetwork(await kiosk, verb, request, async (fingerprint, asked, message) => {
          next += 1;
          const service = services[next % services.length];
          if (service === undefined) throw new Error("No instance");
          return service(fingerprint, asked, message);
        });
      return servedKiosk(handle, log);
    },
  };
  return {
    ...{ bank, services, verifiers, log, newKiosk, network: first, registry: first.registry },
    close: async () => {
      await Promise.all(networks.map((network) => network.close()));
    },
  };
}

/** A message as a kiosk sends it. */
export function messageOf(request: unknown, further: Partial<VerbMessage> = {}): VerbMessage {
  return {
    requestId: randomUUID(),
    request,
    machine: { version: "0.1.0", protocol: protocolVersion, at: Date.now() },
    ...further,
  };
}

/** As a kiosk's own client does, without the network's troubles: errands are done at once. */
async function throughNetwork<V extends Verb>(
  fingerprint: string,
  verb: V,
  request: Request<V>,
  send: ServeVerb,
): Promise<Answer<V>> {
  const message = messageOf(request);
  const reply = await send(fingerprint, verb, message);
  if (!reply.ok) throw new Error(reply.refusal);
  const { answer, errand } = overTheWire(reply.value);
  if (answer !== null) return answer;
  const outcome = outcomeOf(message.requestId, errand);
  const told = await send(fingerprint, verb, messageOf(request, { outcome }));
  if (!told.ok || told.value.answer === null) throw new Error("The printing has no answer");
  return overTheWire(told.value).answer ?? refused({ code: "busy" });
}

function overTheWire<V extends Verb>(reply: VerbReply<V>): VerbReply<V> {
  return JSON.parse(JSON.stringify(reply)) as VerbReply<V>;
}

function outcomeOf(of: string, errand: Errand | undefined): ErrandOutcome {
  if (errand?.kind !== "print") throw new Error("No answer, and nothing to print");
  return { of, printed: { file: "slip.pdf" } };
}
