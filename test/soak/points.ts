import { createRequire, syncBuiltinESMExports } from "node:module";
import type * as promises from "node:fs/promises";
import type keytar from "keytar";
import { StatementSync } from "node:sqlite";

/** What changes something durable, or decides whether it is: before and after each the process can be stopped. */
const writes = /^\s*(?:begin|insert|update|delete|commit|rollback)/i;

let passed = 0;
let left = Infinity;

/** From now on, the `point`th write point is where this process is killed; 0: nowhere. */
export function dieAt(point: number): void {
  passed = 0;
  left = point === 0 ? Infinity : point;
}

/** Write points passed since {@link dieAt}. */
export function pointsPassed(): number {
  return passed;
}

function pass(): void {
  passed += 1;
  if (passed >= left) process.kill(process.pid, "SIGKILL");
}

function around<A extends unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  return function (this: unknown, ...given: A): R {
    pass();
    const answer = work.apply(this, given);
    if (answer instanceof Promise) return answer.finally(pass) as R;
    pass();
    return answer;
  };
}

/**
 * Puts a write point before and after each statement that writes, each step of a mail into the spool, and each write
 * into the keychain. It changes Node's and keytar's own functions, so it comes before the kiosk's modules.
 */
export function setWritePoints(): void {
  for (const name of ["run", "all"] as const) {
    const original = StatementSync.prototype[name] as (
      this: StatementSync,
      ...values: never[]
    ) => unknown;
    const watched = around(original);
    Reflect.set(StatementSync.prototype, name, function (this: StatementSync, ...values: never[]) {
      return (writes.test(this.sourceSQL) ? watched : original).apply(this, values);
    });
  }
  const require = createRequire(import.meta.url);
  const keychain = require("keytar") as typeof keytar;
  Reflect.set(keychain, "setPassword", around(keychain.setPassword));
  const files = require("node:fs/promises") as typeof promises;
  const open = files.open;
  Reflect.set(files, "open", async (...given: Parameters<typeof open>) => {
    pass();
    const handle = await open(...given);
    for (const name of ["writeFile", "sync", "close"] as const) {
      Reflect.set(
        handle,
        name,
        around((handle[name] as (...given: never[]) => Promise<void>).bind(handle)),
      );
    }
    return handle;
  });
  Reflect.set(files, "rename", around(files.rename));
  syncBuiltinESMExports();
}
