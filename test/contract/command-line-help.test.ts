import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commands } from "../../main/command-line/commands.ts";
import { commandLine } from "./kiosk-session.ts";
import { columnNames, tokenColumns } from "../../main/adapters/customers-file/columns.ts";

function kiosk(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [commandLine, ...words],
    // No help needs a configuration.
    { encoding: "utf8", env: { ...process.env, KIOSK_CONFIG: "/nowhere/kiosk.yaml" } },
  );
  return { status, stdout, stderr };
}

test.each([...new Set(commands.map(({ name }) => name))])(
  "%s --help tells what it does, its options and its exit codes",
  (name) => {
    const page = kiosk(...name.split(" "), "--help");
    expect(page).toMatchObject({ status: 0, stderr: "" });
    for (const command of commands.filter((each) => each.name === name)) {
      expect(page.stdout).toContain(command.does);
      for (const [option, { does }] of Object.entries(command.options ?? {})) {
        expect(page.stdout).toContain(`--${option}`);
        expect(page.stdout).toContain(does);
      }
    }
    expect(page.stdout).toMatch(/Exit codes:\n {2}0 /);
  },
);

test("customers import --help tells the file's columns and rules", () => {
  const { stdout } = kiosk("customers", "import", "-h");
  const names = [...Object.values(columnNames).flat(), ...tokenColumns];
  expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
  for (const word of ["CP932", "6 to 12", "$argon2id$v=19$", "停止", "--raise-limits", "swap"]) {
    expect(stdout).toContain(word);
  }
});

test("--help of a family lists it, and alone everything; a wrong command tells the usage", () => {
  const family = kiosk("staff", "--help");
  expect(family.status).toBe(0);
  expect(family.stdout).toContain("staff unlock ID");
  expect(family.stdout).not.toContain("doctor");
  expect(kiosk("--help").stdout).toContain("doctor [--json]");
  const wrong = kiosk("customers", "import");
  expect(wrong).toMatchObject({ status: 64, stdout: "" });
  expect(wrong.stderr).toContain("Usage:");
});
