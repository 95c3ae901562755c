/**
 * By how much a customer's phone was off the kiosk's clock when a code was entered; `minutes`: ahead (+) or behind (−).
 */
export interface PhoneOffset {
  readonly customerId: string;
  readonly minutes: number;
}

/** How long a phone's offset counts. */
export const phonesMs = 24 * 3_600_000;
/** With fewer customers, their phones may be off in the same way by chance. */
const severalCustomers = 3;

/** The detail of a journal row for a phone's offset; a row without it stands for a phone that is right. */
export function phoneDetail(minutes: number): { readonly detail?: string } {
  return minutes === 0 ? {} : { detail: `phone-minutes=${String(minutes)}` };
}

/** The offset in the detail of a code's row. */
export function phoneMinutes(detail: string | null): number {
  return Number(/^phone-minutes=(-?[0-9]{1,4})$/.exec(detail ?? "")?.[1] ?? 0);
}

/**
 * The offset that several customers' phones have in common, with the number of phones, or null. With such an offset the
 * kiosk's clock is off, by as much the other way. `offsets`: oldest first; of each customer the newest counts.
 *
 * From 2 minutes on it takes three customers and more than half of all; a difference of a minute counts as equal, as
 * codes are typed after they were read. Codes of the minute before are common for that reason alone, so an offset of
 * one minute takes more than three quarters.
 */
export function commonOffset(
  offsets: readonly PhoneOffset[],
): { readonly minutes: number; readonly customers: number } | null {
  const newest = new Map(offsets.map(({ customerId, minutes }) => [customerId, minutes]));
  const all = [...newest.values()];
  const found = [...new Set(all)]
    .filter((minutes) => minutes !== 0)
    .map((minutes) => ({ minutes, customers: all.filter((other) => alike(minutes, other)).length }))
    .filter(
      ({ minutes, customers }) =>
        customers >= severalCustomers &&
        customers > all.length * (Math.abs(minutes) === 1 ? 0.75 : 0.5),
    );
  return found.sort((one, other) => other.customers - one.customers)[0] ?? null;
}

function alike(minutes: number, other: number): boolean {
  if (Math.abs(minutes) === 1 || Math.abs(other) === 1) return minutes === other;
  return other !== 0 && Math.abs(minutes - other) <= 1;
}
