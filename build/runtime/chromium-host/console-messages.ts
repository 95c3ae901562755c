import type { WebFrameMain } from "electron";
import type { Session } from "./cdp.ts";
import { toApp } from "./protocol.ts";

const LEVELS: Readonly<Record<string, string>> = {
  error: "error",
  warning: "warning",
  debug: "debug",
};

/** Emits `console-message` for what a page writes to its console; `frame` is its main frame. */
export function followConsole(
  session: Session,
  frame: WebFrameMain,
  emit: (name: string, details: object) => unknown,
): void {
  session.on("Runtime.consoleAPICalled", ({ type, args, stackTrace }) => {
    const message = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(" ");
    const { lineNumber = 0, url: source = "" } = stackTrace?.callFrames[0] ?? {};
    const level = LEVELS[type] ?? "info";
    emit("console-message", { level, message, lineNumber, sourceId: toApp(source), frame });
  });
}
