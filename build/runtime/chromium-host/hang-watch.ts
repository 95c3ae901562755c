import type { EventEmitter } from "node:events";
import type { Session } from "./cdp.ts";

const ASK_EVERY_MS = 5_000;
const HUNG_AFTER_MS = 15_000;

/** Emits `unresponsive` when a page's main thread answers nothing for 15 s, and `responsive` when it does again. */
export function watchForHang(session: Session, events: EventEmitter): { stop: () => void } {
  let askedAt: number | undefined;
  let isHung = false;
  const settle = () => {
    askedAt = undefined;
    if (isHung) events.emit("responsive");
    isHung = false;
  };
  const timer = setInterval(() => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      session.send("Runtime.evaluate", { expression: "0" }).then(settle, settle);
    } else if (!isHung && performance.now() - askedAt > HUNG_AFTER_MS) {
      isHung = true;
      events.emit("unresponsive");
    }
  }, ASK_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
