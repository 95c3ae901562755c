import type { Rectangle } from "electron";
import { EventEmitter } from "node:events";
import type { Session } from "./cdp.ts";
import { startChromium, type Chromium } from "./chromium.ts";

let running: Chromium | undefined;
let isEnding = false;
let opening = 0;
const strangers = new Set<string>();
const sessions = new Map<string, PromiseWithResolvers<Session>>();
const targets = new EventEmitter().setMaxListeners(0);

function attachment(targetId: string): PromiseWithResolvers<Session> {
  const found = sessions.get(targetId) ?? Promise.withResolvers<Session>();
  sessions.set(targetId, found);
  return found;
}

/** Starts Chromium; from then on `browser` works. Resolves when it listens. */
export async function startBrowser(userData: string, switches: readonly string[]): Promise<void> {
  const chromium = startChromium(userData, switches);
  running = chromium;
  void chromium.ended.then(() => {
    // Electron's browser process is the app itself: without it nothing can go on.
    if (!isEnding) process.exit(1);
  });
  const session = chromium.session();
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    const { type, targetId, openerId } = targetInfo;
    const attached = chromium.session(sessionId);
    if (type === "page" && openerId === undefined && opening > 0) {
      attachment(targetId).resolve(attached);
      return;
    }
    // A window that a page has opened: its opener waits until it may run, so it may, and is closed.
    strangers.add(targetId);
    if (type === "page") void session.send("Target.closeTarget", { targetId });
    void attached.send("Runtime.runIfWaitingForDebugger");
  });
  session.on("Target.targetCrashed", (crash) => targets.emit(`crashed ${crash.targetId}`, crash));
  session.on("Target.detachedFromTarget", ({ targetId }) => {
    targets.emit(`gone ${targetId}`);
    targets.removeAllListeners(`gone ${targetId}`).removeAllListeners(`crashed ${targetId}`);
  });
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  await session.send("Target.setDiscoverTargets", { discover: true });
  if (switches.some((flag) => flag.startsWith("--remote-debugging-port="))) {
    process.stderr.write(`${await chromium.devtoolsLine}\n`);
  }
}

/** The running Chromium: its own session's commands and events, and its windows. */
interface Browser extends Pick<Session, "send" | "on"> {
  /** Opens a window with an empty page, in the background without taking the keyboard, which waits until it is told to run. */
  readonly open: (bounds: Rectangle, inBackground: boolean) => Promise<OpenedPage>;
  /** Whether this is the main frame of a window which a page has opened, and which is being closed. */
  readonly isStranger: (frameId: string) => boolean;
  readonly onGone: (targetId: string, listener: () => void) => void;
  readonly onCrash: (targetId: string, listener: (how: Crash) => void) => void;
}

/** How the process of a page has ended: Chromium's TerminationStatus in words, and a code. */
export interface Crash {
  readonly status: string;
  readonly errorCode: number;
}

interface OpenedPage {
  readonly session: Session;
  readonly targetId: string;
  readonly windowId: number;
}

/** Chromium, once the app is ready. */
export function browser(): Browser {
  if (!running) throw new Error("The app is not ready");
  const session = running.session();
  return {
    send: session.send,
    on: session.on.bind(session),
    async open({ x: left, y: top, width, height }, background) {
      opening += 1;
      const place = { newWindow: true, left, top, width, height };
      const wanted = { url: "about:blank", background, ...place };
      const { targetId } = await session.send("Target.createTarget", wanted);
      const attached = await attachment(targetId).promise;
      opening -= 1;
      const { windowId } = await session.send("Browser.getWindowForTarget", { targetId });
      return { session: attached, targetId, windowId };
    },
    isStranger: (frameId) => strangers.has(frameId),
    onGone(targetId, listener) {
      targets.on(`gone ${targetId}`, listener);
    },
    onCrash(targetId, listener) {
      targets.on(`crashed ${targetId}`, listener);
    },
  };
}

/** Ends Chromium, if it was started, and waits until it is gone, at most 3 s. */
export async function endBrowser(): Promise<void> {
  if (!running) return;
  isEnding = true;
  void running.session().send("Browser.close");
  await Promise.race([running.ended, new Promise((done) => setTimeout(done, 3000))]);
}
