import { expect, test } from "vitest";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { outOfService } from "../../../../main/core/middleware/out-of-service.ts";
import { verbs } from "../../../../preload/contract/channels.ts";
import { operationsOf } from "../../../fakes/operations-of.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";

const kiosk = operationsOf(outOfService(demoProfile, plainBrand, () => 1_000, "keychain-locked"));

test("the profile says why", async () => {
  expect(await kiosk.readKiosk({})).toMatchObject({
    ok: true,
    value: {
      fault: "keychain-locked",
      bankName: "福島県商工信用組合",
      phone: "024-991-1000",
      nowMs: 1_000,
      codePeriodSeconds: 60,
      issuer: "FKENSHIN",
    },
  });
});

test("there is nobody to sign out, which is fine", async () => {
  expect(await kiosk.signOut({})).toEqual({ ok: true, value: null });
});

test("every verb but these is refused with the fault", async () => {
  const served: readonly string[] = ["readKiosk", "readWords", "signOut", "staffSignOut"];
  const others = verbs.filter((verb) => !served.includes(verb));
  const answers = await Promise.all(others.map((verb) => kiosk[verb]({} as never)));
  for (const answer of answers) {
    expect(answer).toEqual({
      ok: false,
      refusal: { code: "out-of-service", fault: "keychain-locked" },
    });
  }
});
