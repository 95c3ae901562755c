import type { KeyObject } from "node:crypto";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import type { FileCheck, RegistryChecks } from "../core/ports/registry-checks.ts";

/** The check of one thread; see `check-thread.ts`. A key object is cloned into the thread without reading its bytes. */
export type CheckTask =
  | { readonly check: "file"; readonly file: string }
  | {
      readonly check: "journal";
      readonly file: string;
      readonly key: KeyObject;
      readonly anchor: JournalAnchor | null;
    };

/** Checks that run in a thread each, so that the process can continue with all other work. */
interface ThreadChecks extends FileCheck {
  /** Adds the checks of the journal, which is sealed under `key`. */
  withKey(key: KeyObject): RegistryChecks;
  /** Ends the checks that are under way; their promises stay pending. */
  stop(): Promise<void>;
}

/** The checks of the registry `file`. `program`: `check-thread.ts`, or its built form. */
export function checksInThread(
  file: string,
  program = path.join(import.meta.dirname, "check-thread.ts"),
): ThreadChecks {
  const running = new Set<Worker>();
  const run = async (task: CheckTask): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const thread = new Worker(program, { workerData: task });
    running.add(thread);
    thread.once("message", resolve).once("error", reject);
    // A thread that ends without an answer was stopped.
    thread.once("exit", () => running.delete(thread));
    return promise;
  };
  const isWhole = () => run({ check: "file", file }) as ReturnType<FileCheck["isWhole"]>;
  return {
    isWhole,
    withKey: (key) => ({
      isWhole,
      verifyJournal: (anchor) =>
        run({ check: "journal", file, key, anchor }) as ReturnType<RegistryChecks["verifyJournal"]>,
    }),
    async stop() {
      await Promise.all([...running].map((thread) => thread.terminate()));
    },
  };
}
