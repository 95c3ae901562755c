/** The verifier of a real service, asked by the script of the docs with curl, and by FreeRADIUS. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { messageOf } from "../bridge/network-bank.ts";
import { kioskClient } from "./kiosk-client.ts";
import type { KioskClient } from "./kiosk-client.ts";
import { kioskMessage } from "./listening.ts";
import { command, freePort, homeIn, serving } from "./running-service.ts";
import type { Home, Running } from "./running-service.ts";

const members = "300001\n957246\n200001\n846135\n";
const taro = { loginId: "taro0001", loginPassword: "tarologin1", confirmation: "tarokaku1" };
const hanako = { loginId: "hanako01", loginPassword: "hanalogin1", confirmation: "hanakaku1" };
const startPassword = "4826";
const mailAddress = "taro@example.jp";
const folder = mkdtempSync(join(tmpdir(), "verifier-"));
let home: Home;
let service: Running;
let loopbackPort: number;
let kiosk: KioskClient;
/** What the internet bank was told, in its order. */
const told: { readonly type: string; readonly data: { readonly loginId: string } }[] = [];
const hears = createServer((request, response) => {
  void text(request).then((body) => {
    told.push(JSON.parse(body) as (typeof told)[number]);
    response.writeHead(204).end();
  });
});

beforeAll(async () => {
  loopbackPort = await freePort();
  await new Promise<void>((resolve) => hears.listen(0, "127.0.0.1", resolve));
  const { port } = hears.address() as AddressInfo;
  writeFileSync(join(folder, "webhooks"), `whsec_${Buffer.alloc(32, 7).toString("base64")}\n`);
  const webhooks = { url: `http://127.0.0.1:${String(port)}/hook`, secretFile: "webhooks" };
  home = await homeIn(folder, { webhooks }, { verifier: { loopbackPort } });
  service = await serving(home);
});
afterAll(async () => {
  await service.kill("SIGTERM");
  hears.close();
  rmSync(folder, { recursive: true });
});

/** Brings the customer's token into use; answers the code of the step after, which is right for two minutes. */
async function inUse({ confirmation, ...login }: typeof taro): Promise<string> {
  const call = async (verb: string, request: object) => {
    const { body } = await kiosk.post(`/v1/verbs/${verb}`, messageOf(request));
    const { answer } = body as { answer: { ok: boolean; value: Record<string, string> } };
    if (!answer.ok) throw new Error(verb);
    return answer.value;
  };
  await call("signIn", login);
  const passwords = { startPassword, startPasswordAgain: startPassword };
  await call("draftIssue", { mailAddress, mailAddressAgain: mailAddress, ...passwords });
  await call("confirmIssue", { confirmationPassword: confirmation, language: "ja" });
  const { key = "" } = await call("showSetupCode", { startPassword });
  const now = Math.floor(Date.now() / 1_000);
  const codeAt = (seconds: number) => {
    const at = ["-N", `@${String(seconds)}`, key.replaceAll(" ", "")];
    return execFileSync("oathtool", ["--totp", "-b", "-s", "60s", ...at], { encoding: "utf8" });
  };
  await call("startToken", { oneTimePassword: codeAt(now).trim(), language: "ja" });
  return codeAt(now + 60).trim();
}

/** Debian's packages are optional. */
function isHere(program: string): boolean {
  return spawnSync("which", [program]).status === 0;
}

/** Runs the script of the docs with `words`. */
function script(fingerprint: string, ...words: readonly string[]): string {
  const page = readFileSync(new URL("../../build/docs/verifier.md", import.meta.url), "utf8");
  const written = /```sh\n([^]*?)```/.exec(page)?.[1] ?? "";
  return execFileSync("sh", ["-c", written, "verify.sh", ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      PATH: process.env["PATH"],
      SERVICE: `https://127.0.0.1:${String(home.port)}`,
      FINGERPRINT: fingerprint,
    },
  });
}

test("a kiosk is let in, at which customers bring their tokens into use", async () => {
  kiosk = await kioskClient(home.port);
  await kiosk.post("/v1/join", kioskMessage);
  expect(await command(home, members, "approve", kiosk.fingerprint)).toMatchObject({ code: 0 });
});

test.skipIf(!isHere("curl"))(
  "the script of the docs makes an identity, is approved, and is told right, used and unknown",
  async () => {
    const [right, { loginId }] = [await inUse(taro), taro];
    const { said: pinned } = await command(home, "", "fingerprint");
    const [state, own = ""] = script(pinned.trim(), "join").split("\n");
    expect(state).toBe('{"state":"pending"}');
    const approved = await command(home, members, "approve", own);
    expect(approved.complained).toContain("Role         relying system: may have codes verified");
    expect((await command(home, "", "kiosks")).said).toMatch(
      new RegExp(`^approved {2}internet-bank .*${own} {2}relying$`, "m"),
    );
    const verified = (...words: readonly string[]): unknown =>
      JSON.parse(script(pinned.trim(), ...words));
    expect(verified(loginId, right)).toEqual({ result: "accepted", state: "in-use" });
    expect(verified(loginId, right)).toEqual({ result: "wrong", state: "in-use" });
    expect(verified("nobody", right)).toEqual({ result: "not-in-use", state: "unissued" });
    // With another key in its place, the service isn't asked.
    expect(() => script("00".repeat(32), loginId, right)).toThrow(/exit|failed/i);
  },
);

/** Debian's FreeRADIUS with our files for it, as short of anything else as it can be. */
async function runRadius(): Promise<(user: string, password: string) => string> {
  const [port, place] = [await freePort(), join(folder, "radius")];
  const own = fileURLToPath(new URL("../../build/linux/freeradius/", import.meta.url));
  mkdirSync(place);
  const written = (name: string, changes: readonly (readonly [string, string])[]) => {
    const given = readFileSync(join(own, name), "utf8");
    const text = changes.reduce((before, [from, to]) => before.replace(from, to), given);
    writeFileSync(join(place, name), text);
  };
  written("rest", [["127.0.0.1:8480", `127.0.0.1:${String(loopbackPort)}`]]);
  written("otp", [["port = 1812", `port = ${String(port)}`]]);
  const main = [
    ...[`logdir = ${place}`, `run_dir = ${place}`, "libdir = /usr/lib/freeradius"],
    "security { allow_vulnerable_openssl = yes }",
    `modules {\n expr {\n }\n $INCLUDE ${join(place, "rest")}\n}`,
    "client localhost { ipaddr = 127.0.0.1\n secret = gateway }",
    `$INCLUDE ${join(place, "otp")}`,
  ];
  writeFileSync(join(place, "radiusd.conf"), `${main.join("\n")}\n`);
  copyFileSync("/etc/freeradius/3.0/dictionary", join(place, "dictionary"));
  const server = spawn("freeradius", ["-d", place, "-f", "-l", "stdout", "-x"]);
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      if (said.includes("Ready to process requests")) resolve();
    });
    server.once("exit", () => {
      reject(new Error(said));
    });
  });
  return (user, password) => {
    const at = `127.0.0.1:${String(port)}`;
    const { stdout } = spawnSync("radtest", [user, password, at, "0", "gateway"], {
      encoding: "utf8",
    });
    return /Received (Access-\w+)/.exec(stdout)?.[1] ?? stdout;
  };
}

// Debian's packages freeradius, freeradius-rest and freeradius-utils.
test.skipIf(!isHere("freeradius") || !isHere("radtest"))(
  "FreeRADIUS accepts a code once, rejects wrong ones, and the fifth locks",
  async () => {
    const [right, radtest, { loginId }] = [await inUse(hanako), await runRadius(), hanako];
    expect(radtest(loginId, right)).toBe("Access-Accept");
    expect(radtest(loginId, right)).toBe("Access-Reject");
    expect(radtest("nobody", right)).toBe("Access-Reject");
    expect(radtest("x&pass=1", "a b")).toBe("Access-Reject");
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
    for (let failures = 1; failures <= 5; failures += 1) {
      expect(radtest(loginId, wrong)).toBe("Access-Reject");
    }
    const base = `http://127.0.0.1:${String(loopbackPort)}/validate/check`;
    const answer = await fetch(`${base}?user=${loginId}&pass=${wrong}`);
    expect(await answer.json()).toMatchObject({
      detail: { message: "Failcounter exceeded" },
      result: { value: false },
    });
  },
);

test("the internet bank was told of each change at once", async () => {
  const of = (loginId: string) =>
    told.filter(({ data }) => data.loginId === loginId).map(({ type }) => type);
  const way = ["token.issued", "token.started"];
  await expect.poll(() => of(taro.loginId)).toEqual(way);
  const locked = isHere("freeradius") && isHere("radtest") ? ["token.suspended"] : [];
  await expect.poll(() => of(hanako.loginId)).toEqual(locked.length > 0 ? [...way, ...locked] : []);
  const waiting = await command(home, "", "doctor");
  expect(waiting.said).toMatch(/webhooks +.*0 wait/);
});
