import { request } from "node:https";
import type { Agent } from "node:https";
import type { IncomingMessage } from "node:http";
import type { Host } from "./pinned-agent.ts";

/** An answer's status and its JSON; `body` undefined: it is none. */
export interface Exchanged {
  readonly status: number;
  readonly body: unknown;
}

/** The service took the request, and answered nothing in time. */
export class NoAnswer extends Error {
  constructor(milliseconds: number) {
    super(`No answer after ${String(milliseconds)} ms`);
  }
}

/** One request to the service. */
export interface Message {
  readonly method: "GET" | "POST";
  /** With its query. */
  readonly path: string;
  /** JSON; null: there is none. */
  readonly body: string | null;
}

/** No answer of the service is longer; a journal's page of 10 rows has some 10 kB. */
const mostBytes = 4_000_000;

/** Sends `message` to `host` and reads the whole answer; rejects on a broken connection, and when `limitMs` are over. */
export async function exchange(
  agent: Agent,
  host: Host,
  message: Message,
  limitMs: number,
): Promise<Exchanged> {
  const opened = open(agent, host, message, limitMs);
  try {
    const answer = await opened.answer;
    let bytes = 0;
    const parts: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > mostBytes) throw new Error("The service's answer is too long");
      parts.push(part);
    }
    if (!answer.complete) throw new Error("The service's answer was cut off");
    const body = jsonFrom(Buffer.concat(parts).toString("utf8"));
    return { status: answer.statusCode ?? 0, body };
  } catch (error) {
    throw opened.late() ?? error;
  } finally {
    opened.end();
  }
}

/**
 * The same for an answer that is read while it arrives: its lines. Each part of it must come within `limitMs`, and not the
 * whole.
 */
export async function exchangeLines(
  agent: Agent,
  host: Host,
  message: Message,
  limitMs: number,
): Promise<{ readonly status: number; readonly lines: AsyncIterable<string> }> {
  const opened = open(agent, host, message, limitMs);
  const answer = await opened.answer.catch((error: unknown) => {
    opened.end();
    throw opened.late() ?? error;
  });
  return { status: answer.statusCode ?? 0, lines: linesOf(answer, opened) };
}

async function* linesOf(answer: IncomingMessage, opened: Opened): AsyncGenerator<string> {
  try {
    let rest = "";
    answer.setEncoding("utf8");
    for await (const part of answer as AsyncIterable<string>) {
      opened.goOn();
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > mostBytes) throw new Error("A line of the service's answer is too long");
      yield* lines;
    }
    if (!answer.complete) throw new Error("The service's answer was cut off");
    if (rest !== "") yield rest;
  } finally {
    opened.end();
  }
}

interface Opened {
  readonly answer: Promise<IncomingMessage>;
  /** Why it was given up; null: it wasn't. */
  late(): Error | null;
  /** Begins the time anew. */
  goOn(): void;
  /** Gives up what is still under way. */
  end(): void;
}

function open(agent: Agent, host: Host, message: Message, limitMs: number): Opened {
  const { method, path, body } = message;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const json = body === null ? {} : { "content-type": "application/json; charset=utf-8" };
  const length = body === null ? {} : { "content-length": Buffer.byteLength(body) };
  const sent = request(
    { agent, ...host, method, path, headers: { ...json, ...length, accept: "application/json" } },
    resolve,
  );
  let isConnected = false;
  sent.once("socket", () => (isConnected = true));
  let late: Error | null = null;
  const giveUp = () => {
    late = isConnected ? new NoAnswer(limitMs) : new Error("No connection in time");
    sent.destroy(late);
    // A connection that is still being made has no socket yet whose end would be told.
    reject(late);
  };
  let timer = setTimeout(giveUp, limitMs);
  sent.on("error", reject);
  sent.end(body ?? undefined);
  return {
    answer: promise,
    late: () => late,
    goOn() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, limitMs);
    },
    end() {
      clearTimeout(timer);
      // After the whole answer this does nothing: the connection is free again.
      if (!sent.closed) sent.destroy();
    },
  };
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
