import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

const told: Promise<unknown>[] = [];
let isHeld = false;

/**
 * Takes the lock of a profile folder, or tells its holder. The lock is a socket in Linux's abstract
 * name space: it needs no file and dies with its process.
 */
export function takeLock(
  folder: string,
  start: SecondStart,
  onSecond: (second: SecondStart) => void,
): boolean {
  if (isHeld) return true;
  const name = `\0kiosk-chromium-${createHash("sha256").update(folder).digest("hex")}`;
  const server = createServer((socket: Socket) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("end", () => {
      onSecond(JSON.parse(text) as SecondStart);
    });
    socket.on("error", () => undefined);
  });
  // Binding is done at once; only the error for a name in use comes later.
  server
    .on("error", () => undefined)
    .listen(name)
    .unref();
  isHeld = server.listening;
  if (isHeld) return true;
  const socket = connect(name).on("error", () => undefined);
  socket.end(JSON.stringify(start));
  told.push(once(socket, "close"));
  return false;
}

/** Whether the holder of the lock is still to be told of this start. */
export const isTelling = (): boolean => told.length > 0;

/** Waits until the holder of the lock has been told. */
export async function untilTold(): Promise<void> {
  await Promise.race([Promise.all(told), new Promise((done) => setTimeout(done, 1000))]);
}
