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

type Settle = (message: Message) => void;

/**
 * Speaks the protocol over Chromium's --remote-debugging-pipe: JSON messages, each ended by a NUL.
 * @returns the session with the given id; without an id the browser's own.
 */
export function connect(toChromium: Writable, fromChromium: Readable): (id?: string) => Session {
  const sessions = new Map<string | undefined, EventEmitter>();
  const waiting = new Map<number, Settle>();
  let count = 0;
  let rest = "";
  let closed = false;

  const receive = (text: string) => {
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) {
      sessions.get(message.sessionId)?.emit(message.method ?? "", message.params);
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  const close = () => {
    closed = true;
    for (const settle of waiting.values()) settle({ error: { message: "Chromium has ended" } });
    waiting.clear();
  };
  fromChromium.setEncoding("utf8").on("data", (chunk: string) => {
    const texts = (rest + chunk).split("\0");
    rest = texts.pop() ?? "";
    texts.forEach(receive);
  });
  fromChromium.on("close", close).on("error", close);
  toChromium.on("error", close);

  const send = (sessionId: string | undefined, method: string, params?: object) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const settle: Settle = ({ error, result }) => {
      if (error) reject(new Error(`${method}: ${error.message}`));
      else resolve(result);
    };
    if (closed) {
      settle({ error: { message: "Chromium has ended" } });
    } else {
      count += 1;
      waiting.set(count, settle);
      toChromium.write(`${JSON.stringify({ id: count, sessionId, method, params })}\0`);
    }
    // Most commands are sent without waiting for the answer; who waits still sees the failure.
    promise.catch(() => undefined);
    return promise;
  };

  return (id) => {
    const known = sessions.get(id);
    if (known) return known as unknown as Session;
    const session = new EventEmitter().setMaxListeners(0);
    sessions.set(id, session);
    return Object.assign(session, { send: send.bind(null, id) }) as unknown as Session;
  };
}
