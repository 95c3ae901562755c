import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, test } from "vitest";
import { clockOffset } from "../../main/adapters/time/sntp.ts";
import { answerAt, ntpServer } from "./ntp-server.ts";

/** The clock that asks; whole seconds. */
const now = Date.UTC(2026, 10, 22, 3, 0, 0);

/** Answers that differ from a right one in one byte or more. */
const spoilt = (change: (answer: Buffer) => void) => (question: Buffer) => {
  const answer = answerAt(question, now);
  change(answer);
  return [answer];
};

test.each([0, 1_500, -7_250, 86_400_000])("a clock %d ms ahead is told so", async (ahead) => {
  const ntp = await ntpServer((question) => [answerAt(question, now - ahead)]);
  const offset = await clockOffset(ntp, () => now);
  // What the way there and back took counts half.
  expect(Math.abs((offset ?? Number.NaN) - ahead)).toBeLessThan(1_000);
});

test("times after 2036 are read as such", async () => {
  const later = Date.UTC(2040, 0, 1);
  const ntp = await ntpServer((question) => [answerAt(question, later)]);
  expect(Math.abs((await clockOffset(ntp, () => later)) ?? Number.NaN)).toBeLessThan(1_000);
});

test("what is no answer to its own question is passed over", async () => {
  const ntp = await ntpServer((question) => [
    Buffer.from("no time"),
    ...spoilt((answer) => answer.fill(0, 24, 32))(question),
    answerAt(question, now - 2_000),
  ]);
  expect(Math.abs(((await clockOffset(ntp, () => now)) ?? Number.NaN) - 2_000)).toBeLessThan(1_000);
});

test("a server that can't tell the time gives none", async () => {
  const servers = {
    "is silent": () => [],
    "isn't synchronised": spoilt((answer) => answer.writeUInt8(0b11_100_100, 0)),
    "sends its clients away": spoilt((answer) => answer.writeUInt8(0, 1)),
    "has no stratum": spoilt((answer) => answer.writeUInt8(16, 1)),
    "is a client": spoilt((answer) => answer.writeUInt8(0b00_100_011, 0)),
    "knows no time": spoilt((answer) => answer.fill(0, 40, 48)),
  };
  // All at once, as each is waited for.
  await Promise.all(
    Object.entries(servers).map(async ([which, answers]) => {
      expect(await clockOffset(await ntpServer(answers), () => now), which).toBeNull();
    }),
  );
});

test("where nobody listens, and where there is no such host, there is none", async () => {
  const gone = createSocket("udp4");
  gone.bind(0, "127.0.0.1");
  await once(gone, "listening");
  const { port } = gone.address();
  gone.close();
  await once(gone, "close");
  expect(await clockOffset(`127.0.0.1:${String(port)}`, () => now)).toBeNull();
  expect(await clockOffset("no-such-host.invalid", () => now)).toBeNull();
});

test("what is no server's name or port is none, and nothing is thrown", async () => {
  const servers = ["127.0.0.1:0", "127.0.0.1:70000", "", "[::g]:123", "two words", "::1"];
  for (const server of servers) expect(await clockOffset(server, () => now), server).toBeNull();
  const broken = () => {
    throw new Error("no clock");
  };
  await expect(clockOffset("127.0.0.1:0", broken)).resolves.toBeNull();
});
