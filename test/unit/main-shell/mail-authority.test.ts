import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { loadConfig } from "../../../main/config/load-config.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-authority-"));
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=a";
  for (const name of ["one", "two"]) {
    const files = ["-keyout", path.join(folder, `${name}.key`), "-out", place(`${name}.pem`)];
    execFileSync("openssl", [...words.split(" "), ...files], { stdio: "ignore" });
  }
  execFileSync("openssl", [
    "x509",
    "-in",
    place("one.pem"),
    "-outform",
    "der",
    "-out",
    place("der"),
  ]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const place = (name: string) => path.join(folder, name);

/** A configuration file whose `mail.smtp.ca` is `ca`. */
function load(ca: unknown) {
  const smtp = { host: "mail.bank.example", port: 587, security: "starttls", ca };
  writeFileSync(place("config.yaml"), stringify({ demo: true, mail: { smtp } }));
  return loadConfig({ path: place("config.yaml"), packaged: false });
}
function authority(ca: unknown): string | null {
  const loaded = load(ca);
  if (!loaded.ok) throw new Error(loaded.refusal.problem);
  return loaded.value.mail.smtp?.ca ?? null;
}

test("is read beside the configuration file, or by its whole path", () => {
  const one = readFileSync(place("one.pem"), "utf8");
  expect(authority("one.pem")).toBe(one);
  expect(authority(place("one.pem"))).toBe(one);
  expect(authority(null)).toBeNull();
});

test("may be several, with words between them, and takes nothing else along", () => {
  const pem = (name: string) => readFileSync(place(name), "utf8");
  const windows = `\ufeffBag of the bank\r\n${pem("one.pem").replaceAll("\n", "\r\n")}`;
  writeFileSync(place("bundle.pem"), `${windows}# and\n${pem("two.key")}${pem("two.pem")}`);
  const read = authority("bundle.pem") ?? "";
  expect(read.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(read).not.toContain("PRIVATE KEY");
});

test.each<[string, unknown, RegExp]>([
  ["that isn't there", "missing.pem", /^can't be read: ENOENT/],
  ["that is a folder", "folder", /^can't be read: EISDIR/],
  ["that is empty", "empty.pem", /no certificate in PEM/],
  ["in DER", "der", /no certificate in PEM/],
  ["with a key alone", "one.key", /no certificate in PEM/],
  ["whose second certificate is broken", "broken.pem", /no readable certificate at place 2/],
  ["without a name", "", /must be a file's path/],
  ["that is a number", 7, /must be/],
])("a file %s is refused by the key's path", (_what, ca, problem) => {
  mkdirSync(place("folder"), { recursive: true });
  writeFileSync(place("empty.pem"), "");
  const [begin, end] = ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"];
  writeFileSync(
    place("broken.pem"),
    `${readFileSync(place("one.pem"), "utf8")}${begin}\nAAAA\n${end}\n`,
  );
  expect(load(ca)).toMatchObject({
    ok: false,
    refusal: { path: "mail.smtp.ca", problem: expect.stringMatching(problem) as string },
  });
});
