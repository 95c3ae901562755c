/** A chain that is in use until `release` is called. */
export interface ChainSlot {
  readonly writer: string;
  release(): void;
}

/**
 * The journal's chains of one service: as many as it has transactions at once, so that none of them waits for another
 * one's commit. `writer`: the service's name; its chains are `writer/1`, `writer/2` and so on.
 */
export function chainSlots(writer: string): () => ChainSlot {
  const taken = new Set<number>();
  return () => {
    let number = 1;
    while (taken.has(number)) number += 1;
    taken.add(number);
    return {
      writer: `${writer}/${String(number)}`,
      release: () => {
        taken.delete(number);
      },
    };
  };
}
