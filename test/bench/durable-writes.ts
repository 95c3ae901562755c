import type { Registry, RegistryRows } from "../../main/ports/registry.ts";

/** One write of a transaction, to be written again elsewhere. */
interface Write {
  readonly verb: keyof RegistryRows;
  readonly values: readonly unknown[];
}

/** A registry that passes everything on and remembers what was written, transaction by transaction. */
export function recording(registry: Registry): {
  readonly registry: Registry;
  readonly transactions: readonly (readonly Write[])[];
} {
  const transactions: Write[][] = [];
  return {
    transactions,
    registry: {
      close: () => registry.close(),
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

/** Writes the same rows in the same transactions, with nothing read and nothing decided. */
export async function replay(
  registry: Registry,
  transactions: readonly (readonly Write[])[],
): Promise<void> {
  for (const writes of transactions) {
    if (writes.length === 0) continue;
    await registry.transact(async (rows) => {
      for (const write of writes) await call(rows, write);
    });
  }
}

function isWrite(verb: string): boolean {
  return /^(insert|update|set|enqueue|close|append|record)/.test(verb);
}

async function call(rows: RegistryRows, { verb, values }: Write): Promise<unknown> {
  return Reflect.apply(rows[verb], rows, values) as Promise<unknown>;
}
