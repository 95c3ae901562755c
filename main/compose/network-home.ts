import type { Fault } from "../../preload/contract/answers.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { HealthReport } from "../../preload/contract/health.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { ok } from "../../preload/contract/result.ts";
import { serviceLine } from "../core/domain/machine-health.ts";
import type { MachineMeasurements } from "../core/domain/machine-health.ts";
import { makeHandle } from "../core/handle.ts";
import type { Handle } from "../core/handle.ts";
import { makeReadKiosk } from "../core/operations/customer/read-kiosk.ts";
import { makeReadWords } from "../core/operations/customer/read-words.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { Limits } from "../kiosk/service-client/ask-hosts.ts";
import { faultOfTrouble } from "../kiosk/service-client/service-faults.ts";
import type { SentVerbs } from "../kiosk/service-client/sent-verbs.ts";
import type { ServiceClient } from "../kiosk/service-client/service-client.ts";
import type { ServiceWatch } from "../kiosk/service-client/service-watch.ts";
import type { Settings } from "./in-service.ts";

/** The kiosk of the bank's network: its screens' facts are here, and everything else is at the service. */
export interface NetworkHome {
  readonly handle: Handle;
  /** Whether the service serves this kiosk now; null: it does. Never rejects. */
  readonly look: () => Promise<Fault | null>;
}

/** The dependencies of that kiosk. */
export interface NetworkHomeParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly client: () => Pick<ServiceClient, "verb"> | null;
  /** Why there is no client; null: there is one. */
  readonly clientFault: () => Fault | null;
  readonly watch: Pick<ServiceWatch, "fault" | "aheadMs">;
  readonly sent: SentVerbs;
  readonly newId: () => string;
  /** What the line about the service states. */
  readonly serviceFacts: () => MachineMeasurements["service"];
}

/** A look is a verb of the core with its transaction, so that a service which can't write isn't taken for well. */
const lookLimits: Limits = { wholeMs: 2_000, attemptMs: 1_000, pauseMs: null };

/** Puts the kiosk's `Handle` together; see the interface. */
export function makeNetworkHome(parts: NetworkHomeParts): NetworkHome {
  const { settings, clock, client, watch, sent } = parts;
  const { config, brand } = settings;
  /** Whether staff have closed the kiosk, as its sessions at the service have it; null: it has to be asked. */
  let closed: boolean | null = null;
  /** A fault of the service's own core. */
  let coreFault: Fault | null = null;

  const look = async (): Promise<Fault | null> => {
    const service = client();
    if (service === null) return parts.clientFault();
    const unsettled = await sent.settle();
    if (unsettled !== null) return faultOfTrouble(unsettled) ?? "service-unreachable";
    const reply = await service.verb("readKiosk", {}, { requestId: parts.newId() }, lookLimits);
    if (!reply.ok) return faultOfTrouble(reply.refusal) ?? "service-unreachable";
    const { answer } = reply.value;
    if (answer?.ok !== true) return "service-unreachable";
    closed = answer.value.closedForCleaning;
    coreFault = answer.value.fault;
    return null;
  };

  const profileHere = makeReadKiosk(
    config,
    brand,
    // The database's clock judges the codes, so it also counts down to the next one.
    () => clock() + (watch.aheadMs() ?? 0),
    () => watch.fault() ?? coreFault,
    { isClosed: () => closed ?? false },
  );
  const readKiosk = async () => {
    if (watch.fault() === null && (closed === null || coreFault !== null)) await look();
    return profileHere({});
  };

  const own = makeHandle({ readKiosk, readWords: makeReadWords(brand) }, []);
  const handle: Handle = async <V extends Verb>(verb: V, request: Request<V>) => {
    if (verb === "readKiosk" || verb === "readWords") return own(verb, request);
    const answer = await sent.handle(verb, request);
    noteOf(verb, answer);
    return verb === "readHealth"
      ? (withService(answer as Answer<"readHealth">) as Answer<V>)
      : answer;
  };

  function noteOf(verb: Verb, answer: Answer<Verb>): void {
    if (!answer.ok && answer.refusal.code === "out-of-service" && watch.fault() === null) {
      coreFault = answer.refusal.fault;
    }
    if (answer.ok && verb === "closeForCleaning") closed = true;
    // A member who may close the kiosk opens it by signing in.
    if (answer.ok && verb === "staffSignIn") closed = null;
  }

  /** The service reports on the bank's registry, whose backup isn't this kiosk's, and not on its way there. */
  function withService(answer: Answer<"readHealth">): Answer<"readHealth"> {
    if (!answer.ok) return answer;
    const { at, lines } = answer.value;
    const [first, ...others] = lines.filter(({ subject }) => subject !== "backup");
    const service = serviceLine(parts.serviceFacts(), at);
    const all = [...(first ? [first] : []), service, ...others];
    const report: HealthReport = {
      at,
      healthy: all.every(({ grade }) => grade !== "fault"),
      lines: all,
    };
    return ok(report);
  }

  return { handle, look };
}
