import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { demoProfile } from "../../../main/config/demo-profile.ts";
import { loadConfig } from "../../../main/config/load-config.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-config-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a bank must state, and no more. */
const bankFile = {
  bank: { name: "試験信用金庫", phone: "0120-000-000" },
  token: { serviceId: "20223342", firstUserId: "999900000001", issuer: "SHIKEN" },
  kiosk: { branch: "駅前支店" },
  mail: {
    from: { name: "試験信用金庫", address: "otp@bank.example" },
    smtp: { host: "mail.bank.example", port: 587, security: "starttls" },
    domains: ["bank.example"],
    links: { mobile: "https://bank.example/m", smartphone: "https://bank.example/s" },
  },
};

function load(text: string, packaged = false) {
  const file = path.join(folder, "config.yaml");
  writeFileSync(file, text);
  return loadConfig({ path: file, packaged });
}

/** The bank's file with `value` at the key `keyPath`, or without that key. */
function bankFileWith(keyPath: string, value: unknown): string {
  const file = structuredClone(bankFile) as Record<string, unknown>;
  const keys = keyPath.split(".");
  const last = keys.pop() ?? "";
  let section = file;
  for (const key of keys) section = (section[key] ??= {}) as Record<string, unknown>;
  section[last] = value;
  return stringify(file);
}

test("without a file the kiosk runs on the demo profile, with the manual's names and numbers", () => {
  const config = loadConfig({ packaged: false });
  expect(config).toMatchObject({
    ok: true,
    value: {
      demo: true,
      bank: { name: "福島県商工信用組合", phone: "024-991-1000" },
      token: { serviceId: "10112231", firstUserId: "999800000001" },
      mail: { domains: ["fukushimakenshin.co.jp", "otp-auth.net"], smtp: null },
    },
  });
});

test("the mail of an issue is the manual's, word for word", () => {
  const filled = demoProfile.mail.texts.issued.text
    .replaceAll("{bankName}", demoProfile.bank.name)
    .replaceAll("{phone}", demoProfile.bank.phone)
    .replaceAll("{mobileLink}", demoProfile.mail.links.mobile)
    .replaceAll("{smartphoneLink}", demoProfile.mail.links.smartphone)
    .replaceAll(/\{(?:serviceId|userId)\}/g, "○○○○○○");
  expect(demoProfile.mail.texts.issued.subject).toBe("トークン発行のご案内");
  expect(filled).toBe(`いつも福島県商工信用組合をご利用いただきありがとうございます。
トークンアプリにサービスID、ユーザID、利用開始パスワードを入力し、トークンの設定を行ってください。
サービスID : ○○○○○○
ユーザID : ○○○○○○
トークンアプリをお持ちでない場合には、下記のURLよりダウンロードしてください。
携帯の方 : https://xxxxx.xxxxx.xxxxx.xxxxx
スマートフォンの方 : https://xxxxx.xxxxx.xxxxx.xxxxx
ご不明な点がございましたら、下記までご連絡ください。
連絡先 : 024-991-1000
これからも福島県商工信用組合をよろしくお願いいたします。
`);
});

test("a bank states bank, token, branch and mail, and has defaults for all else", () => {
  expect(load(stringify(bankFile), true)).toMatchObject({
    ok: true,
    value: {
      ...bankFile,
      demo: false,
      token: { ...bankFile.token, reissueDays: 1, releaseLimitYen: 200_000 },
      print: { printer: null, paper: "a5", perVisit: 5 },
      lockout: { wrongTries: 5 },
      setupCode: { showings: 3, seconds: 120, minutesAfterIssue: 10 },
      idle: {
        seconds: 60,
        phoneSeconds: 180,
        warningSeconds: 30,
        finishSeconds: 60,
        sessionMinutes: 15,
      },
    },
  });
});

test("JSON is read as well", () => {
  expect(load(JSON.stringify(bankFile))).toMatchObject({ ok: true, value: bankFile });
});

test.each(["ntp.bank.example", "ntp.bank.example:65535", "192.0.2.7:123", null])(
  "the clock may be compared with %j",
  (ntpServer) => {
    expect(load(bankFileWith("clock.ntpServer", ntpServer))).toMatchObject({
      ...{ ok: true, value: { clock: { ntpServer } } },
    });
  },
);

test("a file may change single keys of the demo profile, and replaces its lists", () => {
  expect(load("demo: true\nidle: { seconds: 5 }\nmail: { domains: [bank.example] }")).toEqual({
    ok: true,
    value: {
      ...demoProfile,
      idle: { ...demoProfile.idle, seconds: 5 },
      mail: { ...demoProfile.mail, domains: ["bank.example"] },
    },
  });
});

test.each([
  ["without a file", undefined],
  ["in a file", "demo: true"],
])("a packaged kiosk refuses the demo profile %s", (_name, text) => {
  const config = text === undefined ? loadConfig({ packaged: true }) : load(text, true);
  expect(config).toMatchObject({ ok: false, refusal: { path: "demo" } });
});

test.each([undefined, "demo: true"])("nothing of a loaded configuration can be changed", (text) => {
  const config = text === undefined ? loadConfig({ packaged: false }) : load(text);
  expect(config.ok && everyObjectFrozen(config.value)).toBe(true);
});

function everyObjectFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(everyObjectFrozen);
}

describe("a refusal names the key's path:", () => {
  test.each([
    ["demo", "yes please"],
    ["bank.name", undefined],
    ["bank.colours.primary", "red"],
    ["bank.colours.tint", "#fff"],
    ["bank.colours.tinted", "#ffffff"],
    ["branding", 7],
    ["branding", ""],
    ["bank.name", ""],
    ["bank.name", "二行\nの名前"],
    ["bank.phone", 249911000],
    ["bank.phone", "call us"],
    ["token.serviceId", 20223342],
    ["token.firstUserId", "12345"],
    ["token.issuer", "FUKUSHIMA"],
    ["token.issuer", "A:B"],
    ["token.issuer", undefined],
    ["token.reissueDays", 0],
    ["token.reissueDays", 1.5],
    ["token.releaseLimitYen", -1],
    ["token.transferHoldHours", 0],
    ["token.transferHoldHours", 721],
    ["kiosk.branch", undefined],
    ["kiosk.branch", "　"],
    ["print.printer", ""],
    ["print.paper", "a4"],
    ["lockout.wrongTries", 0],
    ["setupCode.showings", "3"],
    ["setupCode.seconds", 0],
    ["setupCode.minutesAfterIssue", 61],
    ["idle.seconds", 0],
    ["idle.phoneSeconds", "long"],
    ["idle.warningSeconds", null],
    ["idle.finishSeconds", true],
    ["idle.sessionMinutes", 121],
    ["screen.pixelsPerMillimetre", 0],
    ["keychain.timeoutSeconds", 0],
    ["kiosk.powerOff", "yes"],
    ["clock.ntpServer", "two words"],
    ["clock.ntpServer", "ntp.bank.example:"],
    ["clock.ntpServer", "ntp.bank.example:65536"],
    ["clock.ntpServer", "http://ntp.bank.example"],
    ["apps.suitable", "Aegis"],
    ["apps.unsuitable", null],
    ["mail.from.name", 1],
    ["mail.from.address", "otp@bank.example\nBcc: x@y.example"],
    ["mail.smtp", "localhost"],
    ["mail.smtp", undefined],
    ["mail.smtp.host", "two words"],
    ["mail.smtp.port", "smtp"],
    ["mail.smtp.port", 65_536],
    ["mail.smtp.security", "ssl"],
    ["mail.domains", []],
    ["mail.links.mobile", "http://bank.example"],
    ["mail.links.smartphone", undefined],
    ["mail.texts.issued.subject", "一行目\r\nBcc: x@y.example"],
    ["mail.texts.started.text", ""],
    ["mail.texts.released.text", "{userID} 様"],
    ["idel", 5],
    ["mail.smtp.prot", 25],
    ["screen.toString", 1],
    ["constructor", {}],
    ["__proto__", { demo: true }],
  ])("%s set to %j", (keyPath, value) => {
    const text =
      keyPath === "__proto__"
        ? `${stringify(bankFile)}\n__proto__: { demo: true }\n`
        : bankFileWith(keyPath, value);
    expect(load(text, true)).toMatchObject({ ok: false, refusal: { path: keyPath } });
  });

  test("an app without its phones", () => {
    const text = bankFileWith("apps", { suitable: [{ name: "FreeOTP" }] });
    expect(load(text)).toMatchObject({
      ok: false,
      refusal: { path: "apps.suitable.0.phones", problem: "is missing" },
    });
  });

  test("a number where a text stands is told to be quoted", () => {
    expect(load(bankFileWith("token.serviceId", 20223342))).toMatchObject({
      refusal: { problem: expect.stringContaining("in quotes") as string },
    });
  });
});

test.each([
  ["broken", "bank: ["],
  ["empty", ""],
  ["a list", "- bank"],
  ["stating a key twice", "demo: true\ndemo: false"],
])("a file that is %s is refused by its own path", (_name, text) => {
  expect(load(text)).toMatchObject({
    ok: false,
    refusal: { path: path.join(folder, "config.yaml") },
  });
});

test("a file that isn't there is refused by its own path", () => {
  const missing = path.join(folder, "no-such.yaml");
  expect(loadConfig({ path: missing, packaged: false })).toMatchObject({
    ok: false,
    refusal: { path: missing },
  });
});
