import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { PrintedSlip } from "../../preload/contract/answers.ts";
import type { Brand, Config } from "../config/config.ts";
import type { Measurements } from "../core/domain/health.ts";
import type { Handle, Middleware } from "../core/handle.ts";
import { makeKioskCore } from "../core/kiosk-core.ts";
import type { AnswerPeriods } from "../core/middleware/answer-periods.ts";
import { journalPrint } from "../core/operations/customer/slip.ts";
import type { Parts } from "../core/operations/operation.ts";
import type { Clock, Timer } from "../core/ports/clock.ts";
import type { WriteNewFile } from "../core/ports/files.ts";
import type { Log } from "../core/ports/log.ts";
import type { PrintEvent } from "../core/ports/machine.ts";
import type { Errand, VerbMessage } from "../network/protocol.ts";
import type { IdentityRow } from "../registry/postgresql/network-schema.ts";
import type { UnitOfWork } from "../registry/postgresql/unit-of-work.ts";
import { endedPrinting, withPrinting } from "./kiosk-document.ts";
import type { KioskDocument } from "./kiosk-document.ts";

/** What all kiosks' cores share. */
export interface CoreParts extends Omit<
  Parts,
  | "memory"
  | "registry"
  | "clock"
  | "monotonicClock"
  | "slipPrinter"
  | "power"
  | "config"
  | "measureHealth"
  | "writeExport"
> {
  readonly config: Config;
  readonly brand: Brand;
  readonly log: Log;
  readonly periods: AnswerPeriods;
  readonly timer: Timer;
  /** The health of the kiosk whose own machine `measured` (`MachineHealth`, unchecked). */
  readonly measureHealth: (measured: unknown, at: number) => Promise<Measurements>;
}

/** One request of one kiosk. */
interface KioskRequest {
  readonly identity: Pick<IdentityRow, "name" | "branch">;
  readonly unit: Pick<UnitOfWork, "registry">;
  readonly message: VerbMessage;
  readonly document: KioskDocument;
  readonly commit: Middleware;
  readonly clock: Clock;
  /** Without it, a verb that writes a file is refused. */
  readonly writeExport?: WriteNewFile;
}

/** The core of a kiosk for one request. */
export interface RequestedKiosk {
  readonly handle: Handle;
  /** What the kiosk's machine is to do; known when the operation has ended. */
  readonly errand: () => Errand | null;
  /** Whether mails were added to the outbox. */
  readonly hasMail: () => boolean;
  /** What is to be remembered. */
  readonly document: () => KioskDocument;
}

/** Thrown out of an operation that waits for the kiosk's printer. */
class Printing extends Error {}

/**
 * The core as at a kiosk of its own, with its sessions as the document has them. Its clock is the database's, also for
 * the ends of sessions; printer and power are errands of the kiosk.
 */
export function kioskOf(shared: CoreParts, request: KioskRequest): RequestedKiosk {
  const { identity, unit, message, clock, commit } = request;
  let { document } = request;
  let errand: Errand | null = null;
  let hasMail = false;
  const { name, branch } = identity;
  const registry = { ...unit.registry, close: () => Promise.resolve() };
  const core = makeKioskCore(
    {
      ...{ ...shared, registry, clock, monotonicClock: clock },
      config: { ...shared.config, kiosk: { ...shared.config.kiosk, name, branch } },
      measureHealth: () => shared.measureHealth(message.machine.measured, clock()),
      writeExport: request.writeExport ?? (async () => refused("file-unwritable")),
      slipPrinter: {
        print: async (slip, event: PrintEvent): Promise<Result<PrintedSlip, "print-failed">> => {
          errand = { kind: "print", slip };
          document = withPrinting(document, message.requestId, event);
          throw new Printing();
        },
      },
      // Nobody can deliver them before the commit.
      deliverMail: () => {
        hasMail = true;
      },
      power: {
        restart: () => {
          errand = { kind: "restart" };
        },
        shutDown: () => {
          errand = { kind: "shut-down" };
        },
      },
    },
    {
      ...{ log: shared.log, periods: shared.periods, timer: shared.timer },
      // The database's clock is right by definition, and its faults are the service's.
      watch: { isRight: () => true, isAfter: () => true, trust: () => undefined },
      evidence: { newestAt: null, confirmedBy: 0 },
      begin: async () => undefined,
      offsetMs: async () => null,
      faultOf: () => null,
      isOver: async () => true,
      unit: async (verb, next) =>
        commit(verb, async () => {
          await journalFaults();
          return printed(verb, next);
        }),
    },
    document.state ?? undefined,
  );

  /** The faults of the kiosk itself, which can't journal them. */
  const journalFaults = async (): Promise<void> => {
    const { faults = [] } = message.machine;
    if (faults.length === 0) return;
    await registry.transact(async (rows) => {
      for (const fault of faults) {
        await rows.appendJournal({ ...fault, customerId: null, action: "fault" });
      }
    });
  };
  /** An operation that waits for the printer has no answer yet. */
  const printed: Middleware = async (_verb, next) => {
    try {
      return await next();
    } catch (error) {
      if (!(error instanceof Printing)) throw error;
      return refused({ code: "busy" });
    }
  };
  /** The end of a printing that an earlier request asked for. */
  const told: Handle = async <V extends Verb>(verb: V, sent: Request<V>): Promise<Answer<V>> => {
    const { outcome } = message;
    const ended = outcome === undefined ? null : endedPrinting(document, outcome.of);
    if (outcome === undefined || ended === null) return core.handle(verb, sent);
    document = ended.document;
    const { printed: slip } = outcome;
    const result = slip === null ? refused("print-failed" as const) : ok(slip);
    const answered = async (): Promise<Answer<V>> => {
      const answer = await journalPrint(registry, result, ended.event);
      return answer as Answer<V>;
    };
    return commit<V>(verb, answered);
  };
  return {
    handle: told,
    errand: () => errand,
    hasMail: () => hasMail,
    document: () => ({ ...document, state: core.state() }),
  };
}
