import { expect, test } from "./launch.ts";
import { startPlainly } from "./plain.ts";

test.skip(process.getuid?.() !== 0, "only root is refused a sandbox");

const withoutFlag = (args: string[]) => args.filter((arg) => arg !== "--no-sandbox");

// shell/app/electron_main_delegate.cc, BasicStartupComplete: LOG(FATAL), which ends with SIGTRAP.
test("root without --no-sandbox is refused before the app's script runs", async ({ userData }) => {
  const { ended, output } = await startPlainly(userData, {}, withoutFlag);
  const [code, signal] = await ended;
  // A shell around it tells of the signal by 128 + 5.
  expect(signal ?? code).toEqual(signal === null ? 133 : "SIGTRAP");
  expect(output()).toContain("Running as root without --no-sandbox is not supported");
  expect(output()).not.toContain("sandbox switch");
});

// The same place: the variable, whatever its value, appends the switch.
test("ELECTRON_DISABLE_SANDBOX is the switch", async ({ userData }) => {
  const env = { ELECTRON_DISABLE_SANDBOX: "" };
  const { child, ended, output } = await startPlainly(userData, env, withoutFlag);
  await expect.poll(output).toContain("loaded");
  expect(output()).toContain("sandbox switch true");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

// shell/browser/api/electron_api_app.cc, App::EnableSandbox: it takes --no-sandbox back, so that root's network
// service is started with a sandbox and dies.
test("after app.enableSandbox no page of root's ever loads", async ({ userData }) => {
  const { child, ended, output } = await startPlainly(userData, { FIXTURE_SANDBOX: "1" });
  await expect.poll(output).toContain("Network service crashed");
  expect(output()).toContain("sandbox switch false");
  await new Promise((done) => setTimeout(done, 1000));
  expect(output()).not.toContain("loaded");
  child.kill("SIGKILL");
  await ended;
});
