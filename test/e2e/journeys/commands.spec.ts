import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import type { Profile } from "../profile.ts";
import { runtimeCommand } from "../runtime-command.ts";
import { Attract } from "../screens/sign-in.ts";

interface Ending {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

/**
 * Runs a command as on an installed kiosk: the launcher of the package, over the built app on this machine's runtime.
 * It takes itself for the user `userId`, whoever the tester is.
 */
async function command(
  profile: Profile,
  words: readonly string[],
  {
    input = "",
    env = {},
    userId = 1000,
  }: { input?: string; env?: Record<string, string>; userId?: number } = {},
): Promise<Ending> {
  const { executablePath, args } = await runtimeCommand(projectRoot);
  const installed = "/usr/bin/otp-enrolment-kiosk";
  const launcher = await readFile(path.join(projectRoot, "build/linux/otp-enrolment-kiosk-cli"), {
    encoding: "utf8",
  });
  expect(launcher).toContain(`exec ${installed} `);
  const here = launcher.replace(
    `exec ${installed} `,
    `exec ${[executablePath, ...args].map((word) => `"${word}"`).join(" ")} `,
  );
  const programs = path.join(profile.root, "programs");
  await mkdir(programs, { recursive: true });
  await writeFile(path.join(programs, "id"), `#!/bin/sh\necho ${userId}\n`, { mode: 0o755 });
  const child = spawn("/bin/sh", ["-c", here, "otp-enrolment-kiosk-cli", ...words], {
    cwd: profile.root,
    env: { ...profile.env, ...env, PATH: `${programs}:${profile.env["PATH"] ?? ""}` },
  });
  // A command that is refused at once may be gone before it has read its input (EPIPE); its exit code tells what came of it.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const exit = once(child, "exit") as Promise<[number]>;
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit,
  ]);
  return { code, said, complained };
}

test("the built kiosk has its commands, beside itself", async ({
  kiosk: { app, page },
  profile,
}) => {
  await expect(page.getByRole("button", { name: "はじめる" })).toBeVisible();

  const verified = await command(profile, ["journal", "verify"]);
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.said).toMatch(/^\d+ rows, all whole\.\n$/);

  const doctor = await command(profile, ["doctor", "--json"]);
  expect(doctor).toMatchObject({ code: 0 });
  expect(JSON.parse(doctor.said)).toMatchObject({ healthy: true });

  const added = await command(profile, ["staff", "add"], {
    input: "500001\n郡山 新\n係員\n284916\n",
  });
  expect(added).toMatchObject({ code: 0, said: "Added: 500001 assist 郡山 新\n" });

  // None of them took the kiosk's place or opened a window.
  expect(app.windows()).toEqual([page]);
  await new Attract(page).shown();
});

test("what is no command, or has no right configuration, ends as on npm's command line", async ({
  profile,
}) => {
  for (const words of [[], ["journal"], ["erase", "--all"]]) {
    const unknown = await command(profile, words);
    expect(unknown).toMatchObject({ code: 64, said: "" });
    expect(unknown.complained).toContain("journal verify");
  }
  const file = path.join(profile.root, "config.yaml");
  await writeFile(file, "demo: true\nsetupCode:\n  showing: 3\n");
  const misconfigured = await command(profile, ["doctor"], { env: { KIOSK_CONFIG: file } });
  expect(misconfigured).toMatchObject({ code: 78, said: "" });
  expect(misconfigured.complained).toContain("Configuration: setupCode.showing");
});

test("root is told to give the command as the kiosk's user", async ({ profile }) => {
  const refused = await command(profile, ["doctor"], { userId: 0 });
  expect(refused).toMatchObject({ code: 77, said: "" });
  expect(refused.complained).toContain("Not as root");
});
