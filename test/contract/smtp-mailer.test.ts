import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import { smtpMailer } from "../../main/adapters/nodemailer/smtp-mailer.ts";
import type { SmtpServer } from "../../main/adapters/nodemailer/smtp-mailer.ts";
import { smtpServer } from "./smtp-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sender = { name: "組合", address: "otp@example.jp" };
const message = {
  id: "mail-1",
  to: "taro..d.@docomo.ne.jp",
  subject: "件名",
  text: "本文",
  at: 0,
};
const sent = { ok: true, value: null };
const notNow = { ok: false, refusal: "not-now" };
const rejected = { ok: false, refusal: "rejected" };

const patience = { beforeText: 10_000, afterText: 10_000 };

function send(port: number, security: SmtpServer["security"] = "none", patient = patience) {
  return smtpMailer({ host: "127.0.0.1", port, security }, sender, patient).send(message);
}

/**
 * A server of bare sockets that answers each command by its first word, and keeps every line it was
 * told: what stands on the wire, before any library has read it.
 */
async function scriptedServer(replies: Readonly<Record<string, string | null>> = {}) {
  const lines: string[] = [];
  const answers = { EHLO: "250 kiosk", DATA: "354 go on", ".": "250 taken", ...replies };
  const server = createServer((socket) => {
    let rest = "";
    let inText = false;
    const say = (reply: string | null | undefined) => {
      if (reply !== null) socket.write(`${reply ?? "250 fine"}\r\n`);
    };
    say("greeting" in replies ? replies["greeting"] : "220 kiosk ESMTP");
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const parts = `${rest}${chunk.toString("utf8")}`.split("\r\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        const word = inText ? line : (line.split(/[ :]/)[0] ?? "");
        if (inText && line !== ".") continue;
        const reply = Object.entries(answers).find(([command]) => command === word)?.[1];
        inText = word === "DATA" && (reply ?? "").startsWith("354");
        say(reply);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => new Promise((closed) => server.close(() => closed())));
  return { port: (server.address() as AddressInfo).port, lines };
}

test("on the wire the local part of a carrier address is quoted, as RFC 5321 §4.1.2 wants", async () => {
  const { port, lines } = await scriptedServer();
  expect(await send(port)).toEqual(sent);
  expect(lines).toContain("MAIL FROM:<otp@example.jp>");
  expect(lines).toContain('RCPT TO:<"taro..d."@docomo.ne.jp>');
});

describe("a refusal", () => {
  test.each([
    ["the recipient for good", { RCPT: "550 5.1.1 unknown" }, rejected],
    ["the recipient for now", { RCPT: "450 4.2.1 greylisted" }, notNow],
    ["the message for good", { ".": "554 5.6.0 no" }, rejected],
    ["the message for now", { ".": "451 4.3.0 later" }, notNow],
    ["the kiosk itself", { greeting: "554 5.7.1 not you" }, notNow],
    ["the sender's address", { MAIL: "550 5.7.1 not this sender" }, notNow],
    ["everything for lack of space", { MAIL: "452 4.3.1 full" }, notNow],
  ])("of %s", async (_what, replies, expected) => {
    const { port } = await scriptedServer(replies);
    expect(await send(port)).toEqual(expected);
  });
});

describe("a server that is away", () => {
  test("refuses connections", async () => {
    const gone = createServer();
    await new Promise<void>((listening) => gone.listen(0, "127.0.0.1", listening));
    const { port } = gone.address() as AddressInfo;
    await new Promise((closed) => gone.close(closed));
    expect(await send(port)).toEqual(notNow);
  });

  test.each(["greeting", "EHLO", "RCPT", "DATA"])("falls silent at %s", async (at) => {
    const { port, lines } = await scriptedServer({ [at]: null });
    expect(await send(port, "none", { ...patience, beforeText: 300 })).toEqual(notNow);
    expect(lines).not.toContain(".");
  });

  test("falls silent after the text for longer than anybody waits", async () => {
    const { port } = await scriptedServer({ ".": null });
    expect(await send(port, "none", { ...patience, afterText: 300 })).toEqual(notNow);
  });

  test("isn't meant by one that takes its time after the text", async () => {
    const beforeText = 2_000;
    const server = await smtpServer({
      onData(stream, _session, done) {
        stream.resume().once("end", () => setTimeout(done, 2 * beforeText));
      },
    });
    expect(await send(server.port, "none", { ...patience, beforeText })).toEqual(sent);
  });
});

describe("encryption", () => {
  test("that is required but not offered stops the mail", async () => {
    const { port, lines } = await scriptedServer();
    expect(await send(port, "starttls")).toEqual(notNow);
    expect(lines.filter((line) => /^(?:MAIL|RCPT)/.test(line))).toEqual([]);
  });

  test.each(["starttls", "tls"] as const)("hides the mail: %s", async (security) => {
    const { key, cert } = selfSigned();
    const trusted = getCACertificates("default");
    setDefaultCACertificates([...trusted, cert]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    const server = await smtpServer({ secure: security === "tls", key, cert });
    expect(await send(server.port, security)).toEqual(sent);
    expect(server.mails).toHaveLength(1);
  });

  test.each(["starttls", "tls"] as const)(
    "with a certificate nobody vouches for stops the mail: %s",
    async (security) => {
      const server = await smtpServer({ secure: security === "tls", ...selfSigned() });
      expect(await send(server.port, security)).toEqual(notNow);
      expect(server.mails).toEqual([]);
    },
  );
});

/** A key and a certificate for 127.0.0.1, made for the running test. */
function selfSigned(): { readonly key: string; readonly cert: string } {
  const file = join(temporaryFolder(), "key");
  const words =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=kiosk";
  const cert = execFileSync(
    "openssl",
    [...words.split(" "), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  return { key: readFileSync(file, "utf8"), cert };
}
