import type { CDPSession } from "@playwright/test";
import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";

/** One target of the Chrome DevTools Protocol: typed commands and events. */
export type Session = Pick<CDPSession, "send" | "on" | "once" | "off">;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * Speaks the protocol over Chromium's --remote-debugging-pipe: JSON messages, each ended by a NUL.
 * @returns the session with the given id; without an id the browser's own.
 */
export function connect(toChromium: Writable, fromChromium: Readable): (id?: string) => Session {
  const sessions = new Map<string | undefined, EventEmitter>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  let rest = "";

  const receive = (text: string) => {
    const { id, sessionId, method = "", params, result, error } = JSON.parse(text) as Message;
    if (id === undefined) {
      sessions.get(sessionId)?.emit(method, params);
      return;
    }
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  };
  fromChromium.setEncoding("utf8").on("data", (chunk: string) => {
    const texts = (rest + chunk).split("\0");
    rest = texts.pop() ?? "";
    texts.forEach(receive);
  });
  // Chromium's end is told by its process; what was asked of it then stays without an answer.
  for (const pipe of [fromChromium, toChromium]) pipe.on("error", () => undefined);

  const send = (sessionId: string | undefined, method: string, params?: object) => {
    const answer = Promise.withResolvers<unknown>();
    count += 1;
    waiting.set(count, answer);
    toChromium.write(`${JSON.stringify({ id: count, sessionId, method, params })}\0`);
    // Most commands are sent without waiting for the answer; who waits still sees the failure.
    answer.promise.catch(() => undefined);
    return answer.promise;
  };

  return (id) => {
    const known = sessions.get(id);
    if (known) return known as unknown as Session;
    const session = new EventEmitter().setMaxListeners(0);
    sessions.set(id, session);
    return Object.assign(session, { send: send.bind(null, id) }) as unknown as Session;
  };
}
