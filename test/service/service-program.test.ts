/** `npm run service` and its commands as processes of their own, from the first start to a kiosk that is revoked. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageOf } from "../bridge/network-bank.ts";
import { kioskClient } from "./kiosk-client.ts";
import type { KioskClient } from "./kiosk-client.ts";
import { kioskMessage } from "./listening.ts";
import { command, homeIn, serving } from "./running-service.ts";
import type { Home, Running } from "./running-service.ts";

const login = { loginId: "taro0001", loginPassword: "tarologin1" };
const folder = mkdtempSync(join(tmpdir(), "service-"));
let home: Home;
let service: Running;
/** A kiosk that staff have approved. */
let kiosk: KioskClient;

beforeAll(async () => {
  home = await homeIn(folder);
  service = await serving(home);
});
afterAll(async () => {
  await service.kill("SIGTERM");
  rmSync(folder, { recursive: true });
});

test("it says where it is, and a kiosk that joins is approved by staff who prove themselves", async () => {
  expect(service.said).toMatch(/Kiosks {5}https:\/\/127\.0\.0\.1:\d+\n[^]*private cluster/);
  kiosk = await kioskClient(home.port);
  expect(await kiosk.post("/v1/join", kioskMessage)).toMatchObject({ status: 202 });
  const wrong = await command(home, "300001\n111222\n", "approve", kiosk.fingerprint);
  expect(wrong).toMatchObject({ code: 1, said: "" });
  expect(wrong.complained).toContain("係員番号 or 暗証番号 is wrong.");
  const unfit = await command(home, "100001\n624813\n", "approve", kiosk.fingerprint);
  expect(unfit.complained).toContain("another role");
  const members = "300001\n957246\n200001\n846135\n";
  const grouped = kiosk.fingerprint.replace(/.{4}(?=.)/g, "$& ");
  const approved = await command(home, members, "approve", grouped);
  expect(approved).toMatchObject({ code: 0, said: `Approved: lobby-1 ${kiosk.fingerprint}\n` });
  expect(approved.complained).toContain(`Branch       本店営業部`);
  expect(approved.complained).toContain(`Fingerprint  ${grouped}`);
  expect(await kiosk.post("/v1/verbs/signIn", messageOf(login))).toMatchObject({
    body: { answer: { ok: true, value: { awaits: "nothing" } } },
  });
});

test("it outlives a kill, with the customer signed in still, and tells of its readiness", async () => {
  await service.kill("SIGKILL");
  service = await serving(home);
  expect(await kiosk.post("/v1/verbs/readStatus", messageOf({}))).toMatchObject({
    body: { answer: { ok: true, value: { registration: "unissued" } } },
  });
  const ready = await fetch(`http://127.0.0.1:${String(home.metricsPort)}/readyz`);
  expect(ready.status).toBe(200);
  const figures = await command(home, "", "metrics");
  expect(figures.said).toContain('otp_verbs_total{verb="readStatus",outcome="done"} 1');
  expect((await command(home, "", "migrate")).said).toContain("already");
});

test("keys are listed, rotated and go to another machine by an escrow", async () => {
  const passphrase = "fifteen letters and more";
  const list = await command(home, "", "keys", "list");
  expect(list.said).toMatch(/^[0-9a-f]{16} .*token secrets, in use$/m);
  const rotated = await command(home, "", "keys", "rotate");
  expect(rotated.said).toContain("Gone from the ring of keys:");
  const escrowed = await command(home, `${passphrase}\n`, "keys", "escrow", "ring.escrow");
  expect(escrowed).toMatchObject({ code: 0 });
  rmSync(join(home.dataDir, "keys", "ring"));
  const lost = await command(home, "", "kiosks");
  expect(lost).toMatchObject({ code: 1, said: "" });
  expect(lost.complained).toContain("keys recover");
  const recovered = await command(home, `${passphrase}\n`, "keys", "recover", "ring.escrow");
  expect(recovered).toMatchObject({ code: 0 });
});

test("the journal's bundle names the chains of service and commands, and isn't overwritten", async () => {
  const key = await command(home, "", "journal", "key");
  expect(key.said).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}\n$/);
  const written = await command(home, "", "journal", "bundle", "bank.jsonl");
  expect(written.said).toMatch(/^Written: .*bank\.jsonl, \d+ rows\n$/);
  const [header = ""] = readFileSync(join(folder, "bank.jsonl"), "utf8").split("\n");
  const { chains } = JSON.parse(header) as { chains: readonly { chain: string }[] };
  expect(chains.map(({ chain }) => chain)).toEqual(
    expect.arrayContaining(["service-commands/1", "service/1"]),
  );
  expect(await command(home, "", "journal", "bundle", "bank.jsonl")).toMatchObject({ code: 1 });
  const day = ["--from", "yesterday"];
  expect(await command(home, "", "journal", "bundle", "other", ...day)).toMatchObject({ code: 1 });
});

test("staff are made, and a kiosk is listed and revoked at once", async () => {
  const added = await command(home, "300002\n郡山 保守\n保守\n192837\n", "staff", "add");
  expect(added).toMatchObject({ code: 0, said: "Added: 300002 maintain 郡山 保守\n" });
  // When it was heard of is written every ten seconds.
  const listed = async () => (await command(home, "", "kiosks")).said;
  await expect
    .poll(listed, { timeout: 30_000 })
    .toMatch(/^approved {2}lobby-1 {2}本店営業部 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}0\.1\.0 /);
  const beginning = kiosk.fingerprint.slice(0, 12);
  const revoked = await command(home, "300002\n192837\n", "revoke", beginning);
  expect(revoked).toMatchObject({ code: 0, said: `Revoked: lobby-1 ${kiosk.fingerprint}\n` });
  const gone = { status: 403, body: { error: "revoked" } };
  await expect.poll(() => kiosk.get("/v1/watch")).toEqual(gone);
  const again = await command(home, "", "revoke", kiosk.fingerprint);
  expect(again).toMatchObject({ code: 1 });
});

test("it ends in order, commands work without it, and nothing that it wrote holds a secret", async () => {
  expect(await service.kill("SIGTERM")).toBe(0);
  const examined = await command(home, "", "doctor", "--json");
  expect(JSON.parse(examined.said)).toMatchObject({ healthy: true });
  nothingLeaks(home.dataDir, [kiosk.fingerprint.slice(17), ...Object.values(login), "957246"]);
});

test("a wrong key of the configuration, a wrong command, and help", async () => {
  const wrong = await homeIn(join(folder, "wrong"), { lockout: { wrongTrys: 3 } });
  expect(await command(wrong, "")).toEqual({
    ...{ code: 78, said: "" },
    complained: "Configuration: lockout.wrongTrys is no known key\n",
  });
  expect(await command(wrong, "", "approve")).toMatchObject({ code: 64 });
  const help = await command(wrong, "", "keys", "rotate", "--help");
  expect(help.said).toContain("The ring of keys gets a new key");
  const all = await command(wrong, "", "--help");
  for (const name of ["migrate", "kiosks", "approve FINGERPRINT", "doctor [--json]", "metrics"]) {
    expect(all.said).toContain(`  ${name} `);
  }
});

/** Everything that is written beside the database's own files. */
function nothingLeaks(dataDir: string, secrets: readonly string[]): void {
  const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("postgresql/cluster"))
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path).isFile());
  expect(files.some((path) => path.endsWith("service.log"))).toBe(true);
  const written = files.map((path) => readFileSync(path, "utf8")).join("\n");
  expect(written).toContain('"msg":"verb"');
  expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
}
