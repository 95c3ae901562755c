import { expect, test } from "vitest";
import { makeDecoy } from "../../../../main/core/operations/customer/password-attempt.ts";
import { plainPasswordHasher } from "../../../fakes/plain-password-hasher.ts";

test("the decoy is hashed once, and again after a failure alone", async () => {
  const plain = plainPasswordHasher();
  let hashed = 0;
  const decoy = makeDecoy({
    ...plain,
    hash: (password) => {
      hashed += 1;
      return hashed === 1 ? Promise.reject(new Error("out of memory")) : plain.hash(password);
    },
  });
  await expect(decoy()).rejects.toThrow("out of memory");
  const [first, second] = await Promise.all([decoy(), decoy()]);
  expect([first, await decoy()]).toEqual([second, first]);
  expect(hashed).toBe(2);
});
