import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { networkKiosk } from "../../../main/compose/network-kiosk.ts";
import { demoProfile } from "../../../main/config/demo-profile.ts";
import type { Operations } from "../../../main/core/operations/operation.ts";
import { hostFrom, makeServiceClient } from "../../../main/kiosk/service-client/service-client.ts";
import { makeKeyPair } from "../../../main/network/certificate.ts";
import { identityOf } from "../../../main/network/identity.ts";
import { ok } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { operationsOf } from "../../fakes/operations-of.ts";
import { plainBrand } from "../../fakes/plain-brand.ts";
import { wellMachine } from "../../fakes/well-machine.ts";
import type { ServiceClient } from "../../../main/kiosk/service-client/service-client.ts";
import type { Asked, Deed, Outcome } from "./history.ts";

/** What any refusal has, as far as it matters here. */
export interface AnyRefusal {
  readonly code: string;
  readonly kind?: string;
  readonly fields?: Readonly<Partial<Record<string, string>>>;
  readonly fault?: string;
}
type AnyAnswer<V> = Result<V, AnyRefusal>;

/** A lobby's kiosk, real from its handle to the service, and whoever stands before it. */
export interface BranchKiosk {
  readonly name: string;
  readonly fingerprint: string;
  readonly verbs: Operations;
  /** One client for each service, with this kiosk's identity: for a request that goes to both of them at once. */
  readonly clients: readonly ServiceClient[];
  /** Switches it on. */
  start(): Promise<void>;
  /** Presses the button until there is an answer, a few times at most, and keeps that in the history. */
  ask<V>(asked: Omit<Asked, "kiosk">, press: () => Promise<AnyAnswer<V>>): Promise<Answered<V>>;
  close(): Promise<void>;
}

export interface Answered<V> {
  readonly outcome: Outcome;
  readonly reason: string;
  /** null: it isn't done, as far as is known. */
  readonly value: V | null;
}

interface KioskParts {
  readonly name: string;
  readonly folder: string;
  readonly hosts: readonly string[];
  readonly servicesKey: string;
  readonly record: (deed: Omit<Deed, "during">) => void;
  /** What no kiosk should say. */
  readonly trouble: (words: string) => void;
}

const validDays = 365;
const presses = 6;
/** A customer who gets no answer waits before they press again. */
const betweenMs = [500, 2_500] as const;

/** Its identity is new, and is to be approved before it starts. */
export async function branchKiosk(parts: KioskParts): Promise<BranchKiosk> {
  const { name, hosts, servicesKey, record, trouble } = parts;
  const pair = await makeKeyPair(name, Date.now(), validDays);
  const { fingerprint } = identityOf(pair.certificate);
  const kept = { current: pair, next: null, service: servicesKey };
  const clock = () => Date.now();
  let unanswered = false;
  let kiosk: Awaited<ReturnType<typeof networkKiosk>> | null = null;
  const verbs = operationsOf((verb, request) => {
    if (kiosk === null) throw new Error("The kiosk is not on");
    return kiosk.handle(verb, request);
  });
  const clients = hosts.map((host) =>
    makeServiceClient({
      ...{ hosts: [hostFrom(host)], identity: pair, pin: servicesKey, version: "0.1.0", clock },
    }),
  );
  return {
    ...{ name, fingerprint, verbs, clients },
    async start() {
      const settings = {
        config: { ...demoProfile, kiosk: { ...demoProfile.kiosk, name } },
        brand: plainBrand,
      };
      const place = { dataDir: path.join(parts.folder, name), clockOffsetSeconds: 0 };
      kiosk = await networkKiosk(settings, { hosts, fingerprint: servicesKey }, place, {
        ...{ ...wellMachine(), clock },
        store: { read: async () => ok(kept), write: async () => ok(null) },
        log: {
          info: (event) => (unanswered ||= event === "request-unanswered"),
          error: (event, error) => {
            trouble(`${name}: ${event} ${String(error)}`);
          },
        },
      });
    },
    async ask(asked, press) {
      const begunAt = performance.now();
      for (let pressed = 1; ; pressed += 1) {
        unanswered = false;
        const answer = await press();
        const { outcome, reason } = judged(answer, unanswered);
        if (reason === "unexpected" || reason.startsWith("identity-")) {
          trouble(`${name}: ${asked.deed} was answered as ${reason}`);
        }
        const goesOn = outcome === "unknown" || reason === "busy";
        if (goesOn && pressed < presses) {
          await pause(betweenMs[0] + Math.random() * (betweenMs[1] - betweenMs[0]));
          continue;
        }
        const seen = seenIn(asked.deed, answer);
        const endedAt = performance.now();
        record({
          ...{ ...asked, kiosk: name, begunAt, endedAt, outcome },
          unanswered: outcome === "unknown" ? pressed : pressed - 1,
          ...{ reason: outcome === "unknown" ? "" : reason, ...(seen && { seen }) },
        });
        return { outcome, reason, value: answer.ok ? answer.value : null };
      }
    },
    async close() {
      for (const client of clients) client.close();
      await kiosk?.close();
    },
  };
}

function judged(
  answer: AnyAnswer<unknown>,
  unanswered: boolean,
): { readonly outcome: Outcome; readonly reason: string } {
  if (answer.ok) return { outcome: "done", reason: "" };
  const { code, kind = "", fields = {}, fault = "" } = answer.refusal;
  switch (code) {
    case "locked":
      return { outcome: "locked", reason: kind };
    case "credentials":
      return { outcome: "wrong", reason: "loginPassword" };
    case "fields":
      return { outcome: "wrong", reason: Object.keys(fields)[0] ?? "" };
    case "out-of-service":
      return { outcome: "unknown", reason: fault };
    case "unexpected":
      return { outcome: "unknown", reason: code };
    case "busy":
      // The service's own word is that nothing was done; the kiosk's is that it doesn't know.
      return { outcome: unanswered ? "unknown" : "refused", reason: code };
    default:
      return { outcome: "refused", reason: code };
  }
}

function seenIn(deed: Deed["deed"], answer: AnyAnswer<unknown>): Deed["seen"] {
  if (deed !== "look" || !answer.ok) return undefined;
  const { registration, token } = answer.value as {
    readonly registration: string;
    readonly token: { readonly userId: string } | null;
  };
  return token === null ? undefined : { userId: token.userId, registration };
}
