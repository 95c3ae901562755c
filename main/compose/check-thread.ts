/**
 * A thread of the kiosk's process: it does the one check of the registry that it was made for, answers it and ends. It
 * has a connection of its own, which writes nothing and for which no transaction waits.
 */
import { parentPort, workerData } from "node:worker_threads";
import { hmacUnder } from "../adapters/hashes.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import { journalReaderIn } from "../registry/journal-rows.ts";
import { openReader } from "../registry/sqlite/open-reader.ts";
import { checkWhole } from "../registry/sqlite/inspect.ts";
import type { CheckTask } from "./checks-in-thread.ts";

async function answerTo(task: CheckTask): Promise<unknown> {
  if (task.check === "file") return checkWhole(task.file);
  const registry = openReader(task.file);
  try {
    const mac = hmacUnder(task.key);
    return await verifyJournal(journalReaderIn(registry), mac, task.anchor);
  } finally {
    await registry.destroy();
  }
}

answerTo(workerData as CheckTask).then(
  (answer) => parentPort?.postMessage(answer),
  (error: unknown) => {
    // The thread that started this one receives it as an `error` event.
    process.nextTick(() => {
      throw error;
    });
  },
);
