import type { KeyObject } from "node:crypto";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { JournalAnchor } from "../core/domain/journal-chain.ts";
import type { FileCheck, RegistryChecks } from "../core/ports/registry-checks.ts";

/** What one thread checks; see `check-thread.ts`. A key object is cloned into the thread, its bytes aren't read. */
export type CheckTask =
  | { readonly check: "file"; readonly file: string }
  | {
      readonly check: "journal";
      readonly file: string;
      readonly key: KeyObject;
      readonly anchor: JournalAnchor | null;
    };

/** Checks that each have a thread of their own, so that the process goes on with all else. */
interface ThreadChecks extends FileCheck {
  /** Those of the journal too, which is sealed under `key`. */
  withKey(key: KeyObject): RegistryChecks;
  /** Ends what is under way; who waits for it hears no more. */
  stop(): Promise<void>;
}

/** The checks of the registry `file`. `program`: `check-thread.ts`, or what it was built into. */
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
    // One that ends without an answer was stopped.
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
