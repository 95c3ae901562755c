import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../../main/config/load-config.ts";
import { temporaryFolder } from "../../contract/temporary-folder.ts";

/** A configuration with these keys of `token`, as it is read. */
function load(token: object) {
  const file = path.join(temporaryFolder(), "config.json");
  writeFileSync(file, JSON.stringify({ demo: true, token }));
  return loadConfig({ path: file, packaged: false });
}

const firstUserId = "999800000001";

test.each([["999800000001"], ["999801000000"], [null]])("a range may end at %j", (lastUserId) => {
  const token = { firstUserId, lastUserId };
  expect(load(token)).toMatchObject({ ok: true, value: { token } });
});

test("no end is stated by itself", () => {
  expect(load({ firstUserId })).toMatchObject({ value: { token: { lastUserId: null } } });
});

test.each([["999800000000"], ["12345"], [999_801_000_000]])(
  "nor may it end at %j",
  (lastUserId) => {
    const refusal = { path: "token.lastUserId" };
    expect(load({ firstUserId, lastUserId })).toMatchObject({ ok: false, refusal });
  },
);
