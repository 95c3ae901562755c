import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demoProfile } from "../../../main/config/demo-profile.ts";
import { loadConfig } from "../../../main/config/load-config.ts";
import { defaultPalette } from "../../../main/config/palette.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "kiosk-bank-"));
  mkdirSync(path.join(root, "bank"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const inBank = (name: string) => path.join(root, "bank", name);

/** The configuration of a kiosk whose file is `kiosk` and whose bank's file is `bank`. */
function load(kiosk: string, bank: string | null) {
  const file = path.join(root, "config.yaml");
  writeFileSync(file, kiosk);
  if (bank !== null) writeFileSync(inBank("bank.yaml"), bank);
  return loadConfig({ path: file, packaged: false });
}

test("the bank's file lies over the defaults, and the kiosk's over it", () => {
  const bank = `
bank: { name: みずうみ信用金庫, phone: 0120-000-000, colours: { primary: "#0b5d4e" } }
mail: { domains: [lake.example, post.example] }
idle: { seconds: 50 }
`;
  expect(load("demo: true\nbranding: bank\nidle: { seconds: 40 }", bank)).toEqual({
    ok: true,
    value: {
      ...demoProfile,
      branding: path.join(root, "bank"),
      bank: {
        name: "みずうみ信用金庫",
        phone: "0120-000-000",
        colours: { ...defaultPalette, primary: "#0b5d4e" },
      },
      mail: { ...demoProfile.mail, domains: ["lake.example", "post.example"] },
      idle: { ...demoProfile.idle, seconds: 40 },
    },
  });
});

test("a file that is too large is refused by its path", () => {
  expect(load("demo: true\nbranding: bank", `# ${"x".repeat(500_000)}`)).toEqual({
    ok: false,
    refusal: { path: inBank("bank.yaml"), problem: "must have 500000 bytes at most" },
  });
});

test("a kiosk without a branding folder has the project's own colours", () => {
  expect(load("demo: true", null)).toMatchObject({
    value: { branding: null, bank: { colours: defaultPalette } },
  });
});

test("a folder without a bank's file is enough, and files that begin with a dot are no matter", () => {
  writeFileSync(inBank(".gitignore"), "");
  expect(load("demo: true\nbranding: ./bank/", null)).toMatchObject({
    ok: true,
    value: { branding: path.join(root, "bank") },
  });
});

test.each([
  ["bank: { phone: call us }", "bank.phone"],
  ["bank: { coulours: {} }", "bank.coulours"],
  ["mail: { texts: { issued: { text: '{userID}' } } }", "mail.texts.issued.text"],
  ["idel: { seconds: 5 }", "idel"],
  ["demo: true", "demo"],
  ["branding: other", "branding"],
  ["keychain: { timeoutSeconds: 5 }", "keychain"],
])("%s in the bank's file is refused by file and key", (bank, key) => {
  expect(load("demo: true\nbranding: bank", bank)).toMatchObject({
    ok: false,
    refusal: { path: `${inBank("bank.yaml")}: ${key}` },
  });
});

test("a key that the kiosk's own file has wrong is that file's", () => {
  const bank = "bank: { phone: 0120-000-000 }";
  expect(load("demo: true\nbranding: bank\nbank: { phone: call us }", bank)).toMatchObject({
    refusal: { path: "bank.phone" },
  });
});

test("a bank's file that is broken is refused by its path", () => {
  expect(load("demo: true\nbranding: bank", "bank: [")).toMatchObject({
    refusal: { path: inBank("bank.yaml") },
  });
});

test("a folder that isn't there is refused", () => {
  expect(load("demo: true\nbranding: no-such-folder", null)).toMatchObject({
    refusal: { path: "branding", problem: expect.stringContaining("ENOENT") as string },
  });
});

test.each(["bank.yml", "Logo.svg", "logo.jpg", "notices"])(
  "%s in the folder, which nobody would read, is refused",
  (name) => {
    writeFileSync(inBank(name), "");
    expect(load("demo: true\nbranding: bank", null)).toMatchObject({
      refusal: { path: inBank(name) },
    });
  },
);

const pale = 'bank: { colours: { primary: "#88bbee" } }';
const tooPale =
  "gives white #ffffff on primary #88bbee a contrast of 2, at least 4.5 is needed (WCAG 2.2, SC 1.4.3)";

test.each([
  ["bank's file", "demo: true\nbranding: bank", pale, true],
  ["kiosk's file", `demo: true\n${pale}`, null, false],
])("colours of the %s that can't be told apart are refused", (_name, kiosk, bank, isBanks) => {
  expect(load(kiosk, bank)).toEqual({
    ok: false,
    refusal: {
      path: isBanks ? `${inBank("bank.yaml")}: bank.colours` : "bank.colours",
      problem: tooPale,
    },
  });
});

test.each(["firstUserId", "lastUserId"])(
  "token.%s is each kiosk's own, whatever the kiosk's file states",
  (key) => {
    for (const kiosk of ["", "token: { firstUserId: '999800500001' }"]) {
      const loaded = load(
        `demo: true\nbranding: bank\n${kiosk}`,
        `token: { ${key}: '999800600001' }`,
      );
      expect(loaded).toMatchObject({
        ok: false,
        refusal: {
          path: `${inBank("bank.yaml")}: token.${key}`,
          problem: expect.stringContaining("each kiosk's own configuration") as string,
        },
      });
    }
  },
);
