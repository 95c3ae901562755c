/** JSON lines for the operators of the kiosk. Fields never carry a secret, password, code or mail address. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  /** Writes the stack of `error`; the reference, if any, is the one that the customer sees. */
  error(event: string, error: unknown, reference?: string): void;
}
