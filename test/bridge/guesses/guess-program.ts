/**
 * One kiosk of a fleet: opens the registry that all share, sends one request many times at once as soon as
 * its standard input ends, and says on stdout what was answered.
 */
import { text } from "node:stream/consumers";
import type { Verb } from "../../../preload/contract/channels.ts";
import { taro } from "../states.ts";
import { openSharedBank } from "./shared-bank.ts";
import type { SharedRegistry } from "./shared-bank.ts";

export interface Order {
  readonly shared: SharedRegistry;
  /** The time at which the kiosk's clock stands, epoch milliseconds. */
  readonly now: number;
  readonly signsIn: boolean;
  readonly verb: Verb;
  readonly request: object;
  readonly times: number;
}

export interface Report {
  /** How often each refusal's code was answered, and "ok"; what was told to try again in a moment has done so. */
  readonly answers: Readonly<Record<string, number>>;
  /** How often a password was verified or a secret opened, sign-in apart. */
  readonly judged: number;
}

const order = JSON.parse(process.argv[2] ?? "") as Order;
const { bank, close } = await openSharedBank(order.shared, `guesses-${String(process.pid)}`);
bank.clock.set(order.now);
const kiosk = bank.kiosk();
if (order.signsIn) await kiosk.call("signIn", taro);
const before = bank.judged();
process.stdout.write("ready\n");
await text(process.stdin);

const answers: Record<string, number> = {};
const send = async (): Promise<void> => {
  let answer = await kiosk.call(order.verb, order.request);
  while (!answer.ok && answer.refusal.code === "busy") {
    answer = await kiosk.call(order.verb, order.request);
  }
  const code = answer.ok ? "ok" : answer.refusal.code;
  answers[code] = (answers[code] ?? 0) + 1;
};
await Promise.all(Array.from({ length: order.times }, send));
await close();
const report: Report = { answers, judged: bank.judged() - before };
process.stdout.write(JSON.stringify(report));
