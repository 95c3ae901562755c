import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "./launch.ts";
import { findRuntime } from "../../build/runtime/find-runtime.ts";

const run = promisify(execFile);
const finder = path.resolve(import.meta.dirname, "../../build/runtime/find-runtime.ts");
const standIn = path.resolve(finder, "../chromium-host/kiosk-chromium");

const find = async (env: NodeJS.ProcessEnv) =>
  (await run(process.execPath, [finder], { env: { ...process.env, ...env } })).stdout;

test("the command prints the path of the executable and nothing else", async () => {
  expect(await find({ KIOSK_RUNTIME: "stand-in" })).toBe(`${standIn}\n`);
});

test("an installed binary of Electron's comes first", async ({ userData }) => {
  const dist = path.join(userData, "dist");
  await mkdir(dist);
  await writeFile(path.join(dist, "electron"), "", { mode: 0o755 });
  expect(await find({ ELECTRON_OVERRIDE_DIST_PATH: dist })).toBe(
    `${path.join(dist, "electron")}\n`,
  );
});

test("a release site that never answers is given up", async () => {
  test.skip((await findRuntime()).kind === "electron", "the binary is installed");
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((done) => silent.once("listening", done));
  const { port } = silent.address() as AddressInfo;
  const found = await find({
    KIOSK_RUNTIME: "electron",
    ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
    electron_config_cache: path.join("/nonexistent", "cache"),
  });
  expect(found).toBe(`${standIn}\n`);
  silent.close();
});
