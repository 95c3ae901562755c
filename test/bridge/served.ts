import type { IpcMainInvokeEvent } from "electron";
import { expect } from "vitest";
import { serve } from "../../main/kiosk/serve.ts";
import type { Served } from "../../main/kiosk/serve.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { makeHandle } from "../../main/core/handle.ts";
import type { Middleware } from "../../main/core/handle.ts";
import { evenTimes } from "../../main/core/middleware/even-time.ts";
import type { AnswerPeriods } from "../../main/core/middleware/answer-periods.ts";
import { outOfService } from "../../main/core/middleware/out-of-service.ts";
import type { Operations } from "../../main/core/operations/operation.ts";
import type { Timer } from "../../main/core/ports/clock.ts";
import { channelOf } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import { countedTimer } from "../fakes/counted-timer.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { RecordingLog } from "../fakes/recording-log.ts";
import { seededRandom } from "../fakes/seeded-random.ts";

const origin = "app://kiosk";
/** Who sends a request: what `serve` looks at of Electron's event. */
export interface Sender {
  readonly sender: object;
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

export const page = { url: `${origin}/index.html`, parent: null };
const ourPage: Sender = { sender: { id: 1 }, senderFrame: page };

interface ServedBridge extends Served {
  /** Sends a request as our page, or as another sender. */
  call(verb: Verb, sent?: unknown, from?: Partial<Sender>): Promise<unknown>;
  readonly log: RecordingLog;
  /** The verbs whose operation was run, in order. */
  readonly ran: readonly Verb[];
  readonly channels: readonly string[];
}

/** A served kiosk whose operations are those of an unusable one, but for `own`. */
export function served(
  own: Partial<Operations> = {},
  ready: Promise<unknown> = Promise.resolve(),
  { periods, timer }: { readonly periods: AnswerPeriods; readonly timer: Timer } = {
    periods: {},
    timer: countedTimer(),
  },
): ServedBridge {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, sent: unknown) => unknown>();
  const log = recordingLog();
  const ran: Verb[] = [];
  const count: Middleware = (verb, next) => {
    ran.push(verb);
    return next();
  };
  const unusable = outOfService(demoProfile, plainBrand, () => 0, "keychain-locked");
  const handle = makeHandle({ ...operationsOf(unusable), ...own }, [
    evenTimes(periods, timer),
    count,
  ]);
  const { pageGone } = serve({
    ipcMain: { handle: (channel, handler) => handlers.set(channel, handler) },
    owns: (sender) => sender === ourPage.sender,
    origin,
    service: ready.then(() => ({ handle, log, random: seededRandom() })),
  });
  const call = async (verb: Verb, sent: unknown = {}, from: Partial<Sender> = {}) => {
    const event = { ...ourPage, ...from } as unknown as IpcMainInvokeEvent;
    const answer = await handlers.get(channelOf(verb))?.(event, sent);
    expect(structuredClone(answer)).toEqual(answer);
    return answer;
  };
  return { call, pageGone, log, ran, channels: [...handlers.keys()] };
}
