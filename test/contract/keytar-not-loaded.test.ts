import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compose } from "../../main/compose.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { wellMachine } from "../fakes/well-machine.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const message = "libsecret-1.so.0: cannot open shared object file: No such file or directory";

test("a keytar that can't be loaded is logged with what the system says, once", async () => {
  const hooks = registerHooks({
    resolve: (name, context, next) => {
      if (name === "keytar") throw new Error(message);
      return next(name, context);
    },
  });
  onTestFinished(() => {
    hooks.deregister();
  });
  const dataDir = temporaryFolder();
  const settings = { config: demoProfile, brand: plainBrand };
  const kiosk = await compose(settings, { dataDir, clockOffsetSeconds: 0 }, wellMachine());
  expect(await kiosk.handle("readKiosk", {})).toMatchObject({
    value: { fault: "keychain-absent" },
  });
  await kiosk.close();
  const lines = readFileSync(join(dataDir, "logs/kiosk.log"), "utf8").split("\n");
  const told = lines.filter((line) => line.includes("keytar-not-loaded"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(message);
});
