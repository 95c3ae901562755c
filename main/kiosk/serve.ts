import type { IpcMain, IpcMainInvokeEvent } from "electron";
import { channelOf, verbs } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import { refused } from "../../preload/contract/result.ts";
import type { Log } from "../core/ports/log.ts";
import type { Random } from "../core/ports/cryptography.ts";
import type { Handle } from "../core/handle.ts";
import { parseRequest } from "../../preload/contract/parse-request.ts";

/** Answers the page once the kiosk is composed. */
export interface Service {
  readonly handle: Handle;
  readonly log: Log;
  readonly random: Random;
}

/** More than any screen sends before the first of them is answered. */
const mostWaiting = 32;

/**
 * They take as long as a printer or a disk does, so later requests don't wait for their end, except the next of them.
 */
const beside: ReadonlySet<Verb> = new Set([
  "printSlip",
  "printCustomerSlip",
  "exportJournal",
  "bundleJournal",
]);

/** They don't wait: operations under way then come too late for their session, which they notice. */
const atOnce: ReadonlySet<Verb> = new Set(["signOut", "staffSignOut"]);

/** Reports on the page that is served. */
export interface Served {
  /**
   * The page is gone. Its requests that haven't begun are dropped, and `work` is done in its turn: after the requests
   * that have begun, before any request of the next page.
   */
  pageGone(work: (service: Service) => Promise<void>): Promise<void>;
}

/**
 * Answers each verb of the bridge: the sender is checked, the request parsed, and handled by the core.
 *
 * Only the top frame of a page that `owns` says is the kiosk's, on a page of `origin` (`app://kiosk`), is served; any
 * other sender gets `malformed` and is logged. Requests wait for one another: a kiosk has one customer, and an
 * operation never sees another one half done; a request after 32 that wait is `malformed`. A sign-out waits for none of
 * them, and a slip or an export lets later requests continue. A throw is a bug: it is logged under a reference number,
 * and the page gets that number alone.
 */
export function serve(options: {
  readonly ipcMain: Pick<IpcMain, "handle">;
  /** Whether a request's sender is the kiosk's window. */
  readonly owns: (sender: object) => boolean;
  readonly origin: string;
  readonly service: Promise<Service>;
}): Served {
  const { service } = options;
  let last: Promise<unknown> = Promise.resolve();
  let lastBeside: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let pagesGone = 0;
  const counted = <T>(turn: Promise<T>): Promise<T> => {
    waiting += 1;
    return turn.finally(() => {
      waiting -= 1;
    });
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = counted(last.then(work));
    last = turn.catch(() => undefined);
    return turn;
  };
  const besideTurns = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = counted(Promise.all([last, lastBeside]).then(work));
    lastBeside = turn.catch(() => undefined);
    return turn;
  };
  const answered = async (verb: Verb, sent: unknown): Promise<unknown> => {
    const { handle, log, random } = await service;
    try {
      return await answerTo(verb, sent, handle);
    } catch (error) {
      const reference = makeReference(random);
      log.error("unexpected", error, reference);
      return refused({ code: "unexpected", reference });
    }
  };
  for (const verb of verbs) {
    options.ipcMain.handle(channelOf(verb), async (event, sent: unknown) => {
      if (!isOurPage(event, options.owns, options.origin)) {
        const { log } = await service;
        log.error("foreign-sender", new Error(`Request for ${verb} from a foreign frame`));
        return refused({ code: "malformed" });
      }
      if (atOnce.has(verb)) return answered(verb, sent);
      if (waiting >= mostWaiting) return refused({ code: "malformed" });
      const before = pagesGone;
      const queue = beside.has(verb) ? besideTurns : inTurn;
      return queue(async () =>
        pagesGone === before ? answered(verb, sent) : refused({ code: "signed-out" }),
      );
    });
  }
  return {
    pageGone(work) {
      pagesGone += 1;
      return inTurn(async () => work(await service));
    },
  };
}

async function answerTo<V extends Verb>(verb: V, sent: unknown, handle: Handle) {
  const request = parseRequest(verb, sent);
  return request.ok ? handle(verb, request.value) : request;
}

/** 17 of Electron's security checklist. */
function isOurPage(
  event: IpcMainInvokeEvent,
  owns: (sender: object) => boolean,
  origin: string,
): boolean {
  try {
    const frame = event.senderFrame;
    return (
      owns(event.sender) &&
      frame !== null &&
      frame.parent === null &&
      frame.url.startsWith(`${origin}/`)
    );
  } catch {
    return false; // Electron throws where the frame was disposed of since it sent the request.
  }
}

/** Six digits: few enough to be read aloud, enough to find the line in that day's log. */
function makeReference(random: Random): string {
  const number = random(4).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, "0");
}
