import { killAppAtRandom } from "../../soak/kills.ts";
import { expect, test } from "../fixtures.ts";

// The short form of a row of `npm run soak`: other moments at every run.
test("the built app, killed at any moment, finds all that it answered, and no half of the rest", async () => {
  const { kills, losses } = await killAppAtRandom(2);
  expect(losses).toEqual([]);
  expect(kills).toBe(2);
});
