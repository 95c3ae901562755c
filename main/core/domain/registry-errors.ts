/**
 * Thrown by a registry's transaction that another process kept waiting for longer than a customer waits: nothing of it
 * is done, and the same request may succeed in a moment. It is neither a bug nor a fault of the kiosk.
 */
export class RegistryBusy extends Error {
  constructor(cause?: unknown) {
    super("The registry is busy", { cause });
  }
}

/**
 * Thrown by a registry's transaction that reads a customer or a member of the staff whose rows differ from what the
 * kiosk wrote: the transaction is rolled back. It is a fault of that record alone, and neither a bug nor a fault of the
 * kiosk.
 */
export class BrokenRecord extends Error {
  readonly of: RecordOwner;

  constructor(of: RecordOwner, cause?: unknown) {
    super("A record isn't as the kiosk wrote it", { cause });
    this.of = of;
  }
}

/** The owner of the record, by their id. */
export type RecordOwner = { readonly customerId: string } | { readonly staffId: string };
