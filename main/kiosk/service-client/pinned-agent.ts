import { Agent } from "node:https";
import type { Duplex } from "node:stream";
import { connect } from "node:tls";
import type { TLSSocket } from "node:tls";
import { identified } from "../../network/certificate.ts";
import type { KeyPair } from "../../network/certificate.ts";

/** The peer has another key than the service's: nothing was sent to it. */
export class UntrustedService extends Error {
  readonly fingerprint: string;

  constructor(fingerprint: string) {
    super("The service has another key than the one that was confirmed");
    this.fingerprint = fingerprint;
  }
}

/** `host`: a name or an address; an IPv6 address without brackets. */
export interface Host {
  readonly host: string;
  readonly port: number;
}

/** Opens the TLS connection, and answers it with the fingerprint of the peer's key. */
export function connectTo(
  { host, port }: Host,
  identity: KeyPair,
  timeoutMs: number,
): Promise<{ readonly socket: TLSSocket; readonly fingerprint: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly socket: TLSSocket;
    readonly fingerprint: string;
  }>();
  const socket = connect({
    ...{ host, port, key: identity.privateKey, cert: identity.certificate },
    minVersion: "TLSv1.3",
    ALPNProtocols: ["http/1.1"],
    // No authority vouches for either side: the caller compares the key itself. That the peer has the private half of it
    // is proven by the handshake in any case.
    rejectUnauthorized: false,
  });
  const timer = setTimeout(() => {
    socket.destroy(new Error(`No TLS connection after ${String(timeoutMs)} ms`));
  }, timeoutMs);
  socket.once("error", reject);
  socket.once("close", () => {
    clearTimeout(timer);
    reject(new Error("The connection was closed during the handshake"));
  });
  socket.once("secureConnect", () => {
    clearTimeout(timer);
    const peer = identified(socket.getPeerCertificate().raw);
    if (peer === null) socket.destroy(new Error("The service's key is none of P-256"));
    else resolve({ socket, fingerprint: peer.fingerprint });
  });
  return promise;
}

/** An agent whose connections are all to the service with the key `pin`. */
export function pinnedAgent(identity: KeyPair, pin: string, connectMs: number): Agent {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 4 });
  /** Node hands a connection over to its request through `done`, so no byte is written before the key was compared. */
  agent.createConnection = (options, done) => {
    const { host, port } = options as { readonly host?: string; readonly port?: number | string };
    connectTo({ host: host ?? "", port: Number(port) }, identity, connectMs)
      .then(({ socket, fingerprint }) => {
        if (fingerprint !== pin) {
          socket.destroy();
          throw new UntrustedService(fingerprint);
        }
        done?.(null, socket);
      })
      .catch((error: unknown) => {
        done?.(error instanceof Error ? error : new Error(String(error)), noConnection);
      });
    return undefined;
  };
  return agent;
}

/** Node's types want one where there is an error, too. */
const noConnection = undefined as unknown as Duplex;
