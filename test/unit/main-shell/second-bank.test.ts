/** The invented bank of test/brands over what the kiosk really brings along. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadBrand } from "../../../main/config/load-brand.ts";
import { loadConfig } from "../../../main/config/load-config.ts";

const builtIn = "renderer/languages";
let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "kiosk-second-"));
  cpSync("test/brands/mizuumi", path.join(root, "mizuumi"), { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Its configuration and brand, as a kiosk of the bank has them in service. */
function mizuumi() {
  const file = path.join(root, "config.yaml");
  writeFileSync(
    file,
    'branding: mizuumi\ntoken: { firstUserId: "888800000001" }\nmail: { smtp: null }\n',
  );
  const config = loadConfig({ path: file, packaged: true });
  if (!config.ok) throw new Error(`${config.refusal.path} ${config.refusal.problem}`);
  const brand = loadBrand(config.value.branding, builtIn);
  if (!brand.ok) throw new Error(`${brand.refusal.path} ${brand.refusal.problem}`);
  return { config: config.value, brand: brand.value };
}

test("a second bank needs its folder and its kiosk's own numbers, and no code", () => {
  const { config, brand } = mizuumi();
  expect(config.bank).toMatchObject({ name: "みずうみ信用金庫", phone: "0120-333-444" });
  expect(config.bank.colours.primary).toBe("#0b5d4e");
  expect(config.mail.domains).toEqual(["mizuumi.example", "otp.mizuumi.example"]);
  expect(config.mail.texts.issued.subject).toBe("【みずうみ信用金庫】トークンの発行");
  expect(config.mail.texts.started.subject).toBe("ワンタイムパスワード利用開始のお知らせ");
  expect(brand.logo?.type).toBe("image/svg+xml");
});

test("it has notices of its own in Japanese and in English, and all other words as they are", () => {
  const { languages, changedWords } = mizuumi().brand;
  const japanese = languages.find(({ code }) => code === "ja");
  const english = languages.find(({ code }) => code === "en");
  expect(Object.keys(changedWords)).toEqual(["notices"]);
  expect(JSON.stringify(japanese?.words)).toContain("平日の9時から15時まで");
  expect(JSON.stringify(japanese?.words)).toContain("正確か確認してください");
  expect(JSON.stringify(english?.words)).toContain("on weekdays from 9:00 to 15:00");
  expect(english?.mails?.issued.subject).toBe("Mizuumi Shinkin Bank: your token");
  expect(english?.mails?.issued.text).toContain("{userId}");
});

test("it adds a language by a file, which must be whole", () => {
  const file = path.join(root, "mizuumi/languages/fr.json");
  const words = (name: string) =>
    JSON.parse(readFileSync(`${name}/en.json`, "utf8")) as Record<string, object>;
  const english = { ...words(builtIn), notices: { ...words(builtIn)["notices"] } };
  const own = words("test/brands/mizuumi/languages")["notices"];
  const french = {
    ...english,
    language: { code: "fr", name: "Français", locale: "fr-FR" },
    notices: { ...english.notices, ...own },
  };
  writeFileSync(file, JSON.stringify(french));
  const { languages } = mizuumi().brand;
  expect(languages.at(2)?.code).toBe("en");
  expect(languages.at(3)).toMatchObject({ code: "fr", name: "Français" });

  writeFileSync(file, JSON.stringify({ ...french, signIn: undefined }));
  expect(() => mizuumi()).toThrow(`${file}: signIn is missing`);
  rmSync(file);
});
