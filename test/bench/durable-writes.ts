import type { Registry, RegistryRows } from "../../main/core/ports/registry.ts";

/** One write of a transaction, to be written again elsewhere. */
interface Write {
  readonly verb: keyof RegistryRows;
  readonly values: readonly unknown[];
}

export interface Recording {
  readonly registry: Registry;
  readonly transactions: readonly (readonly Write[])[];
}

/** A registry that passes everything on and remembers what was written, transaction by transaction. */
export function recording(registry: Registry): Recording {
  const transactions: Write[][] = [];
  return {
    transactions,
    registry: {
      close: () => registry.close(),
      read: (work) => registry.read(work),
      transact: (work) =>
        registry.transact((rows) => {
          const writes: Write[] = [];
          transactions.push(writes);
          return work(
            new Proxy(rows, {
              get:
                (target, verb: keyof RegistryRows) =>
                (...values: readonly unknown[]) => {
                  if (isWrite(verb)) writes.push({ verb, values });
                  return call(target, { verb, values });
                },
            }),
          );
        }),
    },
  };
}

/** About what an operation computes between two commits. */
const pauseMs = 0.5;

/**
 * Writes the same rows in the same transactions, with nothing read and nothing decided. Answers the
 * milliseconds that the transactions took. They are spaced as an operation spaces them, by a pause that is
 * not counted: a disk takes commits that follow one another at once in half the time.
 */
export async function replay(
  registry: Registry,
  transactions: readonly (readonly Write[])[],
): Promise<number> {
  let taken = 0;
  for (const writes of transactions) {
    if (writes.length === 0) continue;
    pause();
    const started = performance.now();
    await registry.transact(async (rows) => {
      for (const write of writes) await call(rows, write);
    });
    taken += performance.now() - started;
  }
  return taken;
}

/** Busy, as computing is: a timer would let the processor sleep. */
function pause(): void {
  const until = performance.now() + pauseMs;
  while (performance.now() < until);
}

function isWrite(verb: string): boolean {
  return /^(insert|update|set|enqueue|close|append|record)/.test(verb);
}

async function call(rows: RegistryRows, { verb, values }: Write): Promise<unknown> {
  return Reflect.apply(rows[verb], rows, values) as Promise<unknown>;
}
