import { browser } from "./browser.ts";
import type { Session } from "./cdp.ts";

/** Electron's words for Chromium's kinds of an end (TerminationStatus). */
const REASONS: Readonly<Record<string, Electron.RenderProcessGoneDetails["reason"]>> = {
  normal: "clean-exit",
  "abnormal exit": "abnormal-exit",
  killed: "killed",
  crashed: "crashed",
  oom: "oom",
  "failed to launch": "launch-failed",
  "integrity failure": "integrity-failure",
  "evicted for memory": "memory-eviction",
};

/** How long a document may have asked for nothing before its process is looked up in a trace. */
const patienceMs = 500;

/** The process that runs a page's main frame. */
export interface RendererProcess {
  /** Its id in the operating system; 0 when there is none. */
  readonly id: () => number;
  /** The main frame has a new document, and so perhaps another process. */
  readonly renew: () => void;
  /** A request of the page's, by the id that its process has made: `PID.NUMBER`. */
  readonly noteRequest: (networkId: string) => void;
  /** `webContents.forcefullyCrashRenderer`. */
  readonly crash: () => Promise<void>;
}

/** Watches the process of `targetId`; `onGone` is told how it has ended. */
export function watchProcess(
  session: Session,
  targetId: string,
  onGone: (details: Electron.RenderProcessGoneDetails) => void,
): RendererProcess {
  let id = 0;
  let timer: NodeJS.Timeout | undefined;
  const lookUp = async () => {
    if (id === 0) id = await traceProcess(session, targetId);
  };
  browser().onCrash(targetId, (crash) => {
    clearTimeout(timer);
    id = 0;
    onGone({ reason: REASONS[crash.status] ?? "crashed", exitCode: crash.errorCode });
  });
  return {
    id: () => id,
    renew() {
      id = 0;
      clearTimeout(timer);
      timer = setTimeout(() => {
        lookUp().catch(() => undefined);
      }, patienceMs).unref();
    },
    noteRequest(networkId) {
      const [, found] = /^(\d+)\.\d+$/.exec(networkId) ?? [];
      if (found !== undefined) id = Number(found);
    },
    async crash() {
      // Chromium's own command for it, Page.crash, is refused while a navigation is under way.
      await lookUp();
      // The signal of an IMMEDIATE_CRASH, which is what RenderProcessHost::ForceCrash makes the process do.
      if (id !== 0) process.kill(id, "SIGTRAP");
    },
  };
}

let tracing: Promise<unknown> = Promise.resolve();

/** Chromium names the processes of a page's frames at the start of a trace, also when the page hangs. One at a time. */
async function traceProcess(session: Session, targetId: string): Promise<number> {
  const mine = tracing.then(async () => {
    let found = 0;
    const ended = new Promise<void>((done) => {
      session.once("Tracing.tracingComplete", () => {
        done();
      });
    });
    const read = ({ value }: { value: { args?: unknown }[] }) => {
      for (const { args } of value) {
        const { data } = (args ?? {}) as {
          data?: { frames?: { frame: string; processId: number }[] };
        };
        found = data?.frames?.find(({ frame }) => frame === targetId)?.processId ?? found;
      }
    };
    session.on("Tracing.dataCollected", read);
    const includedCategories = ["disabled-by-default-devtools.timeline"];
    await session.send("Tracing.start", {
      transferMode: "ReportEvents",
      traceConfig: { includedCategories },
    });
    await session.send("Tracing.end");
    await ended;
    session.off("Tracing.dataCollected", read);
    return found;
  });
  tracing = mine.catch(() => undefined);
  return mine;
}
