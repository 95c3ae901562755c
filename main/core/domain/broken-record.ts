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
