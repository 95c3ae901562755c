import { expect, test } from "vitest";
import { faults } from "./faults.ts";
import { injected } from "./injected.ts";

test.concurrent.each(Object.keys(faults))(
  "%s: it is said, does no harm, and is over when its cause is",
  async (name) => {
    expect((await injected(name)).losses).toEqual([]);
  },
  180_000,
);
