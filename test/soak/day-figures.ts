import { readdir, readFile, readlink, stat } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { DayKiosk } from "./day-kiosk.ts";
import { familyOf } from "./processes.ts";

/** What the kiosk holds at one moment, by the figure's name; after garbage collection. */
export type Sample = Readonly<Record<string, number>>;

/**
 * Which figures there are, and in what; those of `perJourney` grow by design, so an hour's growth for each journey
 * counts. The main process' heap is told without compiled code: that is a cache, bounded by the program, which fills as
 * functions warm up, those that the day sends through the debugger among them. Resident memory holds it and is judged.
 */
export const figures: Readonly<Record<string, { unit: string; perJourney?: true }>> = {
  "main process, heap without compiled code": { unit: "MB" },
  "main process, resident": { unit: "MB" },
  "page, heap in use": { unit: "MB" },
  "page, DOM nodes": { unit: "" },
  "page, event listeners": { unit: "" },
  "all processes, memory of their own": { unit: "MB" },
  processes: { unit: "" },
  "main process, open handles": { unit: "" },
  "registry's write-ahead log": { unit: "MB" },
  "registry, a journey": { unit: "kB", perJourney: true },
  "log, a journey": { unit: "bytes", perJourney: true },
};

const megabyte = 1_048_576;

/** Takes every figure of `figures` now. */
export async function sample(kiosk: DayKiosk): Promise<Sample> {
  const page = await pageFigures(kiosk);
  const main = await kiosk.app.evaluate(() => {
    const v8 = process.getBuiltinModule("node:v8");
    const vm = process.getBuiltinModule("node:vm");
    v8.setFlagsFromString("--expose-gc");
    const collect = vm.runInNewContext("gc") as () => void;
    // What the first collection finalises is freed by the second.
    collect();
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    const code = v8.getHeapCodeStatistics();
    const compiled = code.code_and_metadata_size + code.bytecode_and_metadata_size;
    return { pid: process.pid, heap: heapUsed - compiled, rss };
  });
  const processes = familyOf(main.pid);
  const own = await Promise.all(processes.map(ownMemoryOf));
  const { dataDir } = kiosk.profile;
  return {
    ...page,
    "main process, heap without compiled code": main.heap / megabyte,
    "main process, resident": main.rss / megabyte,
    "all processes, memory of their own":
      own.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1_024,
    processes: processes.length,
    "main process, open handles": (await openFiles(main.pid)).length,
    "registry's write-ahead log": (await sizeOf(dataDir, "registry.sqlite-wal")) / megabyte,
    "registry, a journey": registryBytes(dataDir) / 1_024,
    "log, a journey": await logBytes(path.join(dataDir, "logs")),
  };
}

async function pageFigures({ page }: DayKiosk): Promise<Sample> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  for (let times = 0; times < 2; times += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  return {
    "page, heap in use": metric("JSHeapUsedSize") / megabyte,
    "page, DOM nodes": metric("Nodes"),
    "page, event listeners": metric("JSEventListeners"),
  };
}

/**
 * Kilobytes that the process has allotted itself, what it shares divided among those who share it. Mapped files are left
 * out: they are the kernel's cache, and their share falls whenever another program maps the same ones.
 */
async function ownMemoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, "utf8").catch(() => "");
  if (text === "") return 0; // it has just ended
  const part = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text)?.[1]);
  return part("Pss_Anon") + part("Pss_Shmem");
}

async function openFiles(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${String(pid)}/fd`;
  const names = await readdir(folder);
  const targets = await Promise.all(
    names.map((name) => readlink(path.join(folder, name)).catch(() => null)),
  );
  return targets.filter((target) => target !== null);
}

async function sizeOf(...parts: readonly string[]): Promise<number> {
  return stat(path.join(...parts)).then(
    ({ size }) => size,
    () => 0,
  );
}

async function logBytes(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map((name) => sizeOf(folder, name));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** The registry's pages in use, those still in the write-ahead log included. */
function registryBytes(dataDir: string): number {
  const database = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { timeout: 5_000 });
  database.exec("pragma query_only = on");
  const pragma = (name: string) =>
    Number(Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]);
  const bytes = pragma("page_size") * (pragma("page_count") - pragma("freelist_count"));
  database.close();
  return bytes;
}
