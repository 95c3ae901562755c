import type { App } from "electron";
import { mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { FLAGS } from "./chromium.ts";
import { makeSwitches } from "./command-line.ts";
import { endBrowser, startBrowser } from "./browser.ts";
import { windowEvents, windows } from "./browser-window.ts";
import { openGate } from "./gate.ts";
import { emitter, implemented, missing, preventable } from "./implemented.ts";
import { sealSchemes } from "./protocol.ts";
import { refuseDownloads } from "./downloads.ts";
import { relaunch, startRelaunched } from "./relaunch.ts";
import { askApp } from "./request-rules.ts";
import { serveRequests } from "./requests.ts";
import { measureScreen } from "./screen.ts";
import { isTelling, takeLock, untilTold } from "./single-instance.ts";

const EVENTS =
  "ready window-all-closed second-instance before-quit will-quit quit web-contents-created render-process-gone".split(
    " ",
  );

/** What the app's package.json and command line say. */
export interface AppFacts {
  readonly name: string;
  readonly version: string;
  readonly root: string;
  readonly executable: string;
  readonly userData: string | undefined;
  /** Flags for Chromium. */
  readonly switches: readonly string[];
}

/** Makes Electron's `app`; `start` starts Chromium and makes it ready. */
export function makeApp(facts: AppFacts): {
  readonly app: App;
  readonly start: () => Promise<void>;
} {
  const events = emitter("app", EVENTS);
  const ready = Promise.withResolvers<undefined>();
  const switches = makeSwitches(facts.switches, FLAGS);
  const paths: Record<string, string> = {
    home: homedir(),
    appData: process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config"),
    temp: tmpdir(),
    exe: facts.executable,
    ...(facts.userData === undefined ? {} : { userData: facts.userData }),
  };
  let name = facts.name;
  let stage: "starting" | "ready" | "quitting" | "ended" = "starting";
  let isStarted = false;

  const tell = (event: string, ...details: unknown[]) => {
    const { event: argument, isPrevented } = preventable(event);
    events.emit(event, argument, ...details);
    return !isPrevented();
  };
  const end = async (code: number) => {
    if (stage === "ended") return;
    stage = "ended";
    // Electron's Browser::Exit: before its message loop runs there is nothing to end but the process.
    if (isStarted) {
      for (const window of windows.values()) window.destroy();
      tell("quit", code);
    } else if (!isTelling()) {
      startRelaunched();
      process.exit(code);
    }
    await untilTold();
    await endBrowser();
    startRelaunched();
    process.exit(code);
  };
  const finish = () => {
    if (tell("will-quit")) void end(Number(process.exitCode ?? 0));
    else stage = "ready";
  };
  const quit = () => {
    if (stage === "ended" || stage === "quitting" || !tell("before-quit")) return;
    if (windows.size === 0) {
      finish();
      return;
    }
    stage = "quitting";
    for (const window of windows.values()) window.close();
  };
  // A window that would not close has called the whole off.
  windowEvents.on("close-cancelled", () => {
    if (stage === "quitting") stage = "ready";
  });
  windowEvents.on("all-closed", () => {
    if (stage === "ended") return;
    if (stage === "quitting") finish();
    else if (events.listenerCount("window-all-closed") > 0) events.emit("window-all-closed");
    else quit();
  });
  windowEvents.on("contents", (contents: unknown) => tell("web-contents-created", contents));
  windowEvents.on("gone", (event, contents, details) =>
    events.emit("render-process-gone", event, contents, details),
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, quit);

  const app: App = implemented<App>(
    "app",
    {
      whenReady: () => ready.promise,
      isReady: () => stage !== "starting",
      quit,
      exit(code = 0) {
        void end(code);
      },
      relaunch,
      requestSingleInstanceLock(data) {
        const folder = app.getPath("userData");
        return takeLock(folder, { argv: process.argv, cwd: process.cwd(), data }, (second) =>
          tell("second-instance", second.argv, second.cwd, second.data),
        );
      },
      getPath(key) {
        const path =
          key === "userData" ? (paths[key] ?? join(paths["appData"] ?? "", name)) : paths[key];
        if (path === undefined) throw missing(`app.getPath('${key}')`);
        if (key === "userData") mkdirSync(path, { recursive: true });
        return path;
      },
      setPath(key, path) {
        if (!isAbsolute(path)) throw new Error("Path must be absolute");
        paths[key] = path;
      },
      getName: () => name,
      setName(wanted) {
        name = wanted;
      },
      getVersion: () => facts.version,
      getAppPath: () => facts.root,
      isPackaged: false,
      commandLine: switches.api,
      enableSandbox: switches.enableSandbox,
      // No GPU is used anyway.
      disableHardwareAcceleration: () => undefined,
    },
    events,
  );
  const start = async () => {
    if (stage === "ended") return;
    isStarted = true;
    const asked = { method: "GET", resourceType: "webSocket" as const, contents: undefined };
    const gate = await openGate(
      async (host) => !(await askApp({ ...asked, url: `wss://${host}/` })).cancel,
    );
    const proxy = [`--proxy-server=socks5://127.0.0.1:${gate}`, "--proxy-bypass-list=<-loopback>"];
    const starting = Promise.all([
      startBrowser(app.getPath("userData"), [...proxy, ...switches.seal()]),
      measureScreen(),
    ]);
    // Node makes these when they are first used. Once Playwright is connected, it may run code in the
    // middle of that, which would then meet them half made.
    for (const name of ["performance", "crypto", "Request"]) Reflect.get(globalThis, name);
    await starting;
    serveRequests();
    refuseDownloads();
    sealSchemes();
    if (stage !== "starting") return;
    stage = "ready";
    tell("ready", {});
    ready.resolve(undefined);
  };
  return { app, start };
}
