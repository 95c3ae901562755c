/** A chain that is in use until `release` is called. */
export interface ChainSlot {
  readonly writer: string;
  /** Whether other processes append to it, too: then each transaction waits for the one before. */
  readonly isShared: boolean;
  release(): void;
}

/** The chain of a service that has one transaction at a time. */
export function firstChain(writer: string): string {
  return chain(writer, 1);
}

function chain(writer: string, number: number): string {
  return `${writer}/${String(number)}`;
}

/**
 * The journal's chains of one service: as many as it has transactions at once, so that none of them waits for another
 * one's commit. `writer`: the service's name; its chains are `writer/1`, `writer/2` and so on. `isShared`: other processes
 * are called the same.
 */
export function chainSlots(writer: string, isShared: boolean): () => ChainSlot {
  const taken = new Set<number>();
  return () => {
    let number = 1;
    while (taken.has(number)) number += 1;
    taken.add(number);
    return {
      ...{ writer: chain(writer, number), isShared },
      release: () => {
        taken.delete(number);
      },
    };
  };
}
