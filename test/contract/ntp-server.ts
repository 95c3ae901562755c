import { createSocket } from "node:dgram";
import { once } from "node:events";
import { onTestFinished } from "vitest";

const to1970 = 2_208_988_800;

/** A server's answer to `question` at the time `at` (epoch milliseconds), after RFC 4330. */
export function answerAt(question: Buffer, at: number): Buffer {
  const answer = Buffer.alloc(48);
  answer[0] = 0b00_100_100;
  answer[1] = 2;
  question.copy(answer, 24, 40, 48);
  const seconds = (Math.floor(at / 1_000) + to1970) % 2 ** 32;
  for (const place of [32, 40]) {
    answer.writeUInt32BE(seconds, place);
    answer.writeUInt32BE(Math.floor(((at % 1_000) / 1_000) * 2 ** 32), place + 4);
  }
  return answer;
}

/** An NTP server on loopback that answers each question with what `answers` makes of it; gives its "HOST:PORT". */
export async function ntpServer(answers: (question: Buffer) => readonly Buffer[]): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => {
    for (const answer of answers(question)) socket.send(answer, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${String(socket.address().port)}`;
}
