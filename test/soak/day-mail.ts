import { SMTPServer } from "smtp-server";

/** The bank's mail server on loopback; it can be away for a while. */
export interface PostOffice {
  readonly port: number;
  /** Message-IDs of the mails it took, and how often each. */
  readonly taken: ReadonlyMap<string, number>;
  /** Takes no more connections until {@link PostOffice.open}. */
  close(): Promise<void>;
  /** Listens at its port again. */
  open(): Promise<void>;
}

/** Opens a mail server that takes every mail and keeps its Message-ID alone; it accepts none before `accepts`. */
export async function openPostOffice(
  accepts: Promise<unknown> = Promise.resolve(),
): Promise<PostOffice> {
  const taken = new Map<string, number>();
  const listen = async (port: number): Promise<SMTPServer> => {
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const id = /^Message-ID: <(.+)>\r$/im.exec(text)?.[1] ?? "none";
          taken.set(id, (taken.get(id) ?? 0) + 1);
          void accepts.then(() => {
            done();
          });
        });
      },
    });
    server.on("error", () => undefined); // a client that breaks off is the kiosk's affair
    await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
    return server;
  };
  let server = await listen(0);
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const { port } = address;
  return {
    port,
    taken,
    close: () => new Promise((closed) => server.close(closed)),
    async open() {
      server = await listen(port);
    },
  };
}
