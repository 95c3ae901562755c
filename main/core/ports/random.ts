/** Bytes of the system's cryptographically secure generator (RFC 4226 §7.5 asks for one). */
export type Random = (byteLength: number) => Uint8Array;
