/** A token as another verifier gets it. */
export interface HandedToken {
  readonly userId: string;
  readonly loginId: string;
  /** Plain; its bytes are zeroed after the call that gets it. */
  readonly secret: Uint8Array;
  /** The newest step whose code was accepted. */
  readonly lastStep: number | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** The format of a file for one kind of verifier; each text includes its line end. */
export interface HandOverFormat {
  readonly kind: "pskc" | "users-oath" | "keycloak";
  /** Whether the verifier is told a token's last step, and so refuses its code and earlier ones. */
  readonly tellsLastStep: boolean;
  header(): string;
  /** `index`: of the token in the file, from 0. */
  token(token: HandedToken, index: number): string;
  footer(): string;
}

/** A token that was in use and is released. */
export interface ReleasedToken {
  readonly userId: string;
  readonly loginId: string;
  /** Epoch milliseconds. */
  readonly releasedAt: number;
}

/** The format of the list of releases beside a hand-over; each text includes its line end. */
export interface ReleasesFile {
  header(): string;
  line(released: ReleasedToken): string;
}
