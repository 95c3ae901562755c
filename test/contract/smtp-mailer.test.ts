import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { smtpMailer } from "../../main/adapters/nodemailer/smtp-mailer.ts";
import type { SmtpServer } from "../../main/adapters/nodemailer/smtp-mailer.ts";
import type { MailCause } from "../../main/core/domain/mail-failure.ts";
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
const failed = (cause: MailCause, reply: string | null = null) => ({
  ok: false,
  refusal: { cause, reply },
});
const isAway = failed("away");

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
  test.each<[string, Record<string, string>, MailCause, string]>([
    ["the address", { RCPT: "550 5.1.1 unknown" }, "address", "550 5.1.1"],
    ["the address in lines", { RCPT: "550-5.1.1 a\r\n550 5.1.1 b" }, "address", "550 5.1.1"],
    ["the address after the text", { ".": "550 5.1.1 unknown" }, "address", "550 5.1.1"],
    ["the recipient for now", { RCPT: "450 4.2.1 greylisted" }, "put-off", "450 4.2.1"],
    ["a full mailbox", { RCPT: "552 5.2.2 full" }, "put-off", "552 5.2.2"],
    ["whatever 550 alone means", { RCPT: "550 no" }, "put-off", "550"],
    ["relaying", { RCPT: "554 5.7.1 Relay access denied" }, "denied", "554 5.7.1"],
    ["the message for good", { ".": "554 5.6.0 no" }, "address", "554 5.6.0"],
    ["the message for now", { ".": "451 4.3.0 later" }, "put-off", "451 4.3.0"],
    ["the text's beginning", { DATA: "554 no" }, "put-off", "554"],
    ["the kiosk itself", { greeting: "554 5.7.1 not you" }, "denied", "554 5.7.1"],
    ["the kiosk for now", { greeting: "421 busy" }, "away", "421"],
    ["the sender's address", { MAIL: "550 5.1.1 no such sender" }, "denied", "550 5.1.1"],
    [
      "who isn't signed in",
      { MAIL: "530 5.7.0 Authentication required" },
      "authentication",
      "530 5.7.0",
    ],
    ["everything for lack of space", { MAIL: "452 4.3.1 full" }, "away", "452 4.3.1"],
  ])("of %s", async (_what, replies, cause, told) => {
    const { port } = await scriptedServer(replies);
    expect(await send(port)).toEqual(failed(cause, told));
  });

  test("by a real server that takes several commands at once is told alike", async () => {
    const refusal = Object.assign(new Error("5.1.1 unknown"), { responseCode: 550 });
    const server = await smtpServer({
      onRcptTo(_address, _session, done) {
        done(refusal);
      },
    });
    expect(await send(server.port)).toEqual(failed("address", "550 5.1.1"));
  });
});

describe("a server that is away", () => {
  test("refuses connections", async () => {
    const gone = createServer();
    await new Promise<void>((listening) => gone.listen(0, "127.0.0.1", listening));
    const { port } = gone.address() as AddressInfo;
    await new Promise((closed) => gone.close(closed));
    expect(await send(port)).toEqual(isAway);
  });

  test.each(["greeting", "EHLO", "RCPT", "DATA"])("falls silent at %s", async (at) => {
    const { port, lines } = await scriptedServer({ [at]: null });
    expect(await send(port, "none", { ...patience, beforeText: 300 })).toEqual(isAway);
    expect(lines).not.toContain(".");
  });

  test("falls silent after the text for longer than anybody waits", async () => {
    const { port } = await scriptedServer({ ".": null });
    expect(await send(port, "none", { ...patience, afterText: 300 })).toEqual(isAway);
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
    const { port, lines } = await scriptedServer({ STARTTLS: "502 5.5.1 what?" });
    expect(await send(port, "starttls")).toEqual(failed("tls"));
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
      expect(await send(server.port, security)).toEqual(failed("tls"));
      expect(server.mails).toEqual([]);
    },
  );

  test.each(["starttls", "tls"] as const)(
    "with a certificate of a private authority: %s, by that authority alone",
    async (security) => {
      const ours = privateAuthority();
      const server = await smtpServer({ secure: security === "tls", ...ours.issued });
      expect(await send(server.port, security)).toEqual(failed("tls"));
      const sendBy = (ca: string) =>
        smtpMailer({ host: "127.0.0.1", port: server.port, security, ca }, sender).send(message);
      expect(await sendBy(privateAuthority().ca)).toEqual(failed("tls"));
      expect(server.mails).toEqual([]);
      expect(await sendBy(ours.ca)).toEqual(sent);
      expect(server.mails).toHaveLength(1);
    },
  );

  test.each(["starttls", "tls"] as const)(
    "keeps its proof where the environment would take it away: %s",
    async (security) => {
      const server = await smtpServer({ secure: security === "tls", ...selfSigned() });
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
      onTestFinished(() => {
        vi.unstubAllEnvs();
      });
      expect(await send(server.port, security)).toEqual(failed("tls"));
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

/** A certificate authority that nobody knows, and a certificate for 127.0.0.1 by it. */
function privateAuthority() {
  const folder = temporaryFolder();
  const openssl = (words: string) =>
    execFileSync("openssl", words.split(" "), { cwd: folder, stdio: "ignore" });
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  openssl(`req -x509 ${key} -days 1 -subj /CN=authority -keyout ca.key -out ca.pem`);
  openssl(`req ${key} -subj /CN=relay -keyout key -out request`);
  writeFileSync(join(folder, "extensions"), "subjectAltName=IP:127.0.0.1\n");
  openssl(
    "x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -extfile extensions -out cert",
  );
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { ca: read("ca.pem"), issued: { key: read("key"), cert: read("cert") } };
}
