/** A machine that the service knows, or that asks to be known. Times are epoch milliseconds. */
export interface Identity {
  /** Hex SHA-256 of its certificate's public key: the identity itself. */
  readonly fingerprint: string;
  readonly name: string;
  readonly branch: string;
  readonly role: "kiosk" | "relying";
  readonly state: "pending" | "approved" | "revoked";
  /** When its certificate ends. */
  readonly notAfter: number;
  readonly askedAt: number;
  readonly revokedAt: number | null;
  readonly seenAt: number | null;
  readonly version: string | null;
}

/** What an identity may do now: everything, or nothing for the reason that it is told. */
export type Standing = "approved" | "unknown" | "pending" | "revoked" | "expired";

/** The standing of an identity at the time `now`; null: nobody has asked for it. */
export function standingOf(
  identity: Pick<Identity, "state" | "notAfter"> | null,
  now: number,
): Standing {
  if (identity === null) return "unknown";
  if (identity.state !== "approved") return identity.state;
  return now > identity.notAfter ? "expired" : "approved";
}
