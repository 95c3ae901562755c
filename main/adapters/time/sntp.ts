import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { Clock } from "../../core/ports/clock.ts";

const timeoutMs = 2_000;
const ntpPort = 123;
/** Seconds from 1900 to 1970 (RFC 4330 §3). */
const to1970 = 2_208_988_800;
/** 2^32 seconds: from 2036 on, NTP counts from 0 again. */
const eraSeconds = 4_294_967_296;

/**
 * Measures by how many milliseconds `clock` is ahead (+) of the NTP server `server` ("HOST", "HOST:PORT", an IPv6
 * address in brackets), by one request as in RFC 4330 §5; null: there was no answer within 2 s, or none to trust,
 * because the server itself is not synchronised or sends its clients away. It never rejects.
 */
export async function clockOffset(server: string, clock: Clock): Promise<number | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => {
    resolve(null);
  }, timeoutMs);
  try {
    const { hostname, port } = new URL(`ntp://${server}`);
    const named = lookup(hostname.replace(/^\[|\]$/g, ""));
    const address = await Promise.race([named, late]);
    if (address === null) return null;
    return await offsetFrom({ ...address, port: Number(port || ntpPort) }, clock, late);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects where the server can't be reached. */
async function offsetFrom(
  { address, family, port }: { readonly port: number } & LookupAddress,
  clock: Clock,
  late: Promise<null>,
): Promise<number | null> {
  const socket = createSocket(family === 6 ? "udp6" : "udp4");
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = Buffer.alloc(48);
  request[0] = 0b00_100_011; // no warning, version 4, client
  // The server repeats this value, so a sender that doesn't see the request can't answer it. It need not be the kiosk's
  // time.
  const mark = randomBytes(8);
  mark.copy(request, 40);
  let requestedAt = 0;
  let sentAt = 0;
  socket.on("error", reject);
  socket.on("message", (answer) => {
    const took = performance.now() - sentAt;
    if (answersTo(answer, mark)) resolve(offsetBy(answer, requestedAt, took));
  });
  socket.on("connect", () => {
    requestedAt = clock();
    sentAt = performance.now();
    socket.send(request);
  });
  try {
    // A connected socket receives from that server alone, and fails at once when no process listens there.
    socket.connect(port, address);
    return await Promise.race([promise, late]);
  } finally {
    socket.close();
  }
}

/** The checks of RFC 4330 §5: a server's answer to this request, with a stratum and a time. */
function answersTo(answer: Buffer, mark: Buffer): boolean {
  if (answer.length < 48) return false;
  const first = answer.readUInt8(0);
  const stratum = answer.readUInt8(1);
  const unsynchronised = first >> 6 === 3;
  const isServer = (first & 0b111) === 4;
  const repeats = answer.subarray(24, 32).equals(mark);
  const hasTime = answer.readUInt32BE(40) !== 0;
  return !unsynchronised && isServer && stratum >= 1 && stratum <= 15 && repeats && hasTime;
}

/** ((T1 − T2) + (T4 − T3)) / 2, where T1 and T4 are the kiosk's times of request and answer. */
function offsetBy(answer: Buffer, requestedAt: number, took: number): number {
  const received = timeAt(answer, 32);
  const sent = timeAt(answer, 40);
  return Math.round((requestedAt - received + (requestedAt + took - sent)) / 2);
}

/** Epoch milliseconds; without the highest bit it is a time after 2036 (RFC 4330 §3). */
function timeAt(answer: Buffer, place: number): number {
  const seconds = answer.readUInt32BE(place);
  const era = seconds < eraSeconds / 2 ? eraSeconds : 0;
  const fraction = answer.readUInt32BE(place + 4) / eraSeconds;
  return (seconds + era - to1970 + fraction) * 1_000;
}
