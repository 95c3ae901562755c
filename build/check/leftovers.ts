/** What a run of the checks has left behind on this machine. */
import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Caches that the tools keep in the temporary folder on purpose. */
const CACHES = /^(?:playwright-transform-cache|node-compile-cache|v8-compile-cache|vite)/;

function mentions(pid: string, file: "environ" | "cmdline", text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(text);
  } catch {
    return false; // it has ended meanwhile, or belongs to somebody else
  }
}

const name = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "ended";
  }
};

/** The processes whose environment or command line names `folder`, as process numbers. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc").filter(
    (pid) =>
      /^\d+$/.test(pid) &&
      pid !== String(process.pid) &&
      (mentions(pid, "environ", folder) || mentions(pid, "cmdline", folder)),
  );
}

/**
 * Ends the processes that a run in `folder` has left and names them and the files it left there.
 * What is about to end by itself gets `patience` milliseconds to do so.
 */
export async function leftovers(folder: string, patience = 20_000): Promise<string[]> {
  const giveUpAt = performance.now() + patience;
  while (processesOf(folder).length > 0 && performance.now() < giveUpAt) await pause(100);

  const processes = processesOf(folder).map((pid) => `process ${pid} (${name(pid)})`);
  for (const pid of processesOf(folder)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      continue; // it ended by itself after all
    }
  }
  const files = readdirSync(folder)
    .filter((file) => !CACHES.test(file))
    .map((file) => `in the temporary folder: ${file}`);
  return [...processes, ...files];
}
