import type { Fault } from "../../../preload/contract/answers.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { Answer } from "../../../preload/contract/operations.ts";
import type { CommonRefusal } from "../../../preload/contract/refusals.ts";
import type { Request } from "../../../preload/contract/requests.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Refused, Result } from "../../../preload/contract/result.ts";
import type { Handle } from "../../core/handle.ts";
import type { WaitingFault } from "../../core/domain/waiting-faults.ts";
import type { Log } from "../../core/ports/log.ts";
import type { ExportVerb, MachineHealth, VerbReply } from "../../network/protocol.ts";
import type { Limits, Trouble } from "./ask-hosts.ts";
import type { AskedAgain } from "./asked-again.ts";
import type { Errands } from "./errands.ts";
import { faultOfTrouble, isPassing } from "./service-faults.ts";
import type { Sent, ServiceClient } from "./service-client.ts";

/** The dependencies of the verbs that are sent. */
export interface SentVerbsParts {
  /** null: there is no identity to ask with; then there is a fault. */
  readonly client: () => Pick<ServiceClient, "verb" | "exportLines"> | null;
  readonly fault: () => Fault | null;
  /** A request has met this fault. */
  readonly note: (fault: Fault) => void;
  /** Whether the service answers now, by a short look. */
  readonly isBack: () => Promise<boolean>;
  readonly asked: AskedAgain;
  readonly errands: Errands;
  /** The kiosk's own part of its health. */
  readonly measure: () => Promise<MachineHealth>;
  /** Faults of the kiosk itself that the service's journal lacks. */
  readonly waiting: {
    handOver(work: (faults: readonly WaitingFault[]) => Promise<void>): Promise<void>;
  };
  readonly newId: () => string;
  readonly log: Pick<Log, "info">;
}

/** The verbs that the service answers. */
export interface SentVerbs {
  readonly handle: Handle;
  /**
   * Tells the service what is still owed to it: that the kiosk was started, that somebody has signed out, and the kiosk's
   * own faults. Answers why that can't be told.
   */
  settle(): Promise<Trouble | null>;
}

type SignOut = "signOut" | "staffSignOut";

/** The customer has gone, so that nobody needs to wait for it. */
const signOutLimits: Limits = { wholeMs: 1_500, attemptMs: 1_500, pauseMs: 200 };
/** Nothing is lost without it, and the next request waits for it. */
const prolongLimits: Limits = { wholeMs: 1_000, attemptMs: 1_000, pauseMs: null };
/** Of the protocol. */
const mostFaults = 20;

/**
 * Sends verbs to the service, and does the errands that it answers.
 *
 * A request without an answer is `busy` where the service is back by then, and the first such in a row: what was typed
 * stays on the screen, and the next press of the same button goes under the same id. Otherwise the kiosk is out of
 * service. A sign-out that can't be told is always done here; the service is told before any later request, as the
 * session there would last for the next customer.
 */
export function makeSentVerbs(parts: SentVerbsParts): SentVerbs {
  const { client, asked, errands, note, newId } = parts;
  const owed = new Map<SignOut, string>();
  /** Under which the service is told that the kiosk was started, so that sessions of a former process end; null: it knows. */
  let startId: string | null = newId();
  let settling: Promise<Trouble | null> | null = null;
  let failed = 0;

  async function ask<V extends Verb>(
    verb: V,
    request: Request<V>,
    sent: Sent,
    limits?: Limits,
  ): Promise<Result<VerbReply<V>, Trouble>> {
    return (await client()?.verb(verb, request, sent, limits)) ?? refused({ is: "unreachable" });
  }

  async function tellStart(): Promise<Trouble | null> {
    if (startId === null) return null;
    const told = await ask("readKiosk", {}, { requestId: startId, started: true });
    if (!told.ok) return told.refusal;
    startId = null;
    return null;
  }
  async function tellSignOuts(): Promise<Trouble | null> {
    for (;;) {
      const [next] = owed;
      if (next === undefined) return null;
      const [verb, requestId] = next;
      const told = await ask(verb, {}, { requestId }, signOutLimits);
      if (!told.ok) return told.refusal;
      // Somebody else may have signed out meanwhile.
      if (owed.get(verb) === requestId) owed.delete(verb);
    }
  }
  /** No customer waits for them: what isn't told now is told with a later request. */
  async function tellFaults(): Promise<void> {
    const work = parts.waiting.handOver(async (faults) => {
      for (let from = 0; from < faults.length; from += mostFaults) {
        const some = faults.slice(from, from + mostFaults).map(({ at, outcome }) => ({
          at,
          outcome: outcome.replaceAll(/[^a-z-]/g, "").slice(0, 60) || "unknown",
        }));
        const told = await ask("readKiosk", {}, { requestId: newId(), faults: some });
        if (told.ok) continue;
        // One that the service doesn't take would otherwise be sent for ever.
        if (faultOfTrouble(told.refusal) !== null) throw new Error("The faults wait");
      }
    });
    await work.catch(() => undefined);
  }
  const settle = async (): Promise<Trouble | null> => {
    while (startId !== null || owed.size > 0) {
      settling ??= tellStart()
        .then((trouble) => trouble ?? tellSignOuts())
        .finally(() => {
          settling = null;
        });
      const trouble = await settling;
      if (trouble !== null) return trouble;
    }
    await tellFaults();
    return null;
  };

  async function signOut(verb: SignOut): Promise<void> {
    asked.forget();
    const id = newId();
    owed.set(verb, id);
    const told = await ask(verb, {}, { requestId: id }, signOutLimits);
    if (told.ok && owed.get(verb) === id) owed.delete(verb);
  }

  async function unanswered(trouble: Trouble, verb: Verb): Promise<Refused<CommonRefusal>> {
    parts.log.info("request-unanswered", { verb, trouble: trouble.is });
    if (trouble.is === "too-many") return refused({ code: "busy" });
    if (trouble.is === "unexpected" && trouble.reference !== undefined) {
      return refused({ code: "unexpected", reference: trouble.reference });
    }
    const fault = faultOfTrouble(trouble);
    if (fault === null) throw new Error(`The service takes a request as ${trouble.is}`);
    failed += 1;
    if (isPassing(fault) && failed === 1 && (await parts.isBack())) {
      return refused({ code: "busy" });
    }
    note(fault);
    return refused({ code: "out-of-service", fault });
  }

  async function exported<V extends ExportVerb>(
    verb: V,
    request: Request<V>,
  ): Promise<Answer<ExportVerb>> {
    const press = asked.press(verb, request);
    const sent = { requestId: press.id };
    const lines =
      (await client()?.exportLines(verb, request, sent)) ?? refused({ is: "unreachable" } as const);
    const answer = lines.ok ? await errands.write(lines.value) : null;
    if (answer !== null) {
      failed = 0;
      asked.answered(press);
      return answer;
    }
    asked.unanswered(verb, request, press);
    return unanswered(lines.ok ? { is: "unreachable" } : lines.refusal, verb);
  }

  async function send<V extends Verb>(verb: V, request: Request<V>): Promise<Answer<V>> {
    const standing = parts.fault();
    if (standing !== null && !isPassing(standing)) {
      return refused({ code: "out-of-service", fault: standing });
    }
    const unsettled = await settle();
    if (unsettled !== null) return unanswered(unsettled, verb);
    if (verb === "exportJournal" || verb === "bundleJournal") {
      return (await exported(verb, request as Request<ExportVerb>)) as Answer<V>;
    }
    const measured = verb === "readHealth" ? await parts.measure() : undefined;
    const press = asked.press(verb, request);
    const { id: requestId, outcome: known } = press;
    const first = await ask(verb, request, { requestId, outcome: known, measured });
    if (!first.ok) {
      asked.unanswered(verb, request, press);
      return unanswered(first.refusal, verb);
    }
    failed = 0;
    asked.answered(press);
    const { answer, errand } = first.value;
    if (errand === undefined) return answered(answer);
    const outcome = await errands.before(errand, press.id);
    if (outcome === null) {
      const last = answered(answer);
      errands.after(errand, last);
      return last;
    }
    const report = { id: newId(), outcome };
    const second = await ask(verb, request, { requestId: report.id, outcome });
    if (second.ok) return answered(second.value.answer);
    // The errand is done: the next press reports it, and doesn't do it again.
    asked.unanswered(verb, request, report);
    return unanswered(second.refusal, verb);
  }

  const handle: Handle = async <V extends Verb>(verb: V, request: Request<V>) => {
    if (verb === "signOut" || verb === "staffSignOut") {
      await signOut(verb);
      return ok(null) as unknown as Answer<V>;
    }
    if (verb === "prolong") {
      // Before anybody has signed in there is nothing to prolong.
      if (startId === null) await ask("prolong", {}, { requestId: newId() }, prolongLimits);
      return ok(null) as unknown as Answer<V>;
    }
    return send(verb, request);
  };
  return { handle, settle };
}

function answered<V extends Verb>(answer: Answer<V> | null): Answer<V> {
  if (typeof answer !== "object" || answer === null || typeof answer.ok !== "boolean") {
    throw new Error("The service's answer is none of the contract's");
  }
  return answer;
}
