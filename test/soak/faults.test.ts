import { expect, test } from "vitest";
import { faults } from "./faults.ts";
import { injected } from "./injected.ts";

test.concurrent.for(Object.keys(faults))(
  "%s: it is said, does no harm, and is over when its cause is",
  { timeout: 400_000 },
  async (name, { skip }) => {
    const { losses, skipped } = await injected(name);
    if (skipped !== undefined) skip(skipped);
    expect(losses).toEqual([]);
  },
);
