import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { identified } from "../../network/certificate.ts";
import type { Identified } from "../../network/certificate.ts";
import { Refusal } from "./error-reply.ts";

/** A connection has one certificate, and many requests. */
const read = new WeakMap<Socket, Identified | null>();

/**
 * The certificate of the other side, whose private key the handshake has proven to be there; null: it has none, or none
 * of P-256. Nobody has signed it but itself: who may come in is decided by its fingerprint alone.
 */
export function peerOf(socket: Socket): Identified | null {
  const known = read.get(socket);
  if (known !== undefined) return known;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const peer = certificate === undefined ? null : identified(certificate.raw);
  read.set(socket, peer);
  return peer;
}

/** The certificate of who sent a request; throws `Refusal` where there is none. */
export function callerOf({ socket }: { readonly socket: Socket }): Identified {
  const peer = peerOf(socket);
  if (peer === null) throw new Refusal("unknown");
  return peer;
}
