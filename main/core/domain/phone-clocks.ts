/** By how much a customer's phone was off the kiosk's clock when a code was tried; `minutes`: ahead (+) or behind (−). */
export interface PhoneOffset {
  readonly customerId: string;
  readonly minutes: number;
}

/** So long a phone's offset counts. */
export const phonesMs = 24 * 3_600_000;
/** Fewer customers than this may have phones that are off in the same way. */
const severalCustomers = 3;

/** How a journal row keeps a phone's offset; a row without keeps that of a phone that is right. */
export function phoneDetail(minutes: number): { readonly detail?: string } {
  return minutes === 0 ? {} : { detail: `phone-minutes=${String(minutes)}` };
}

/** The offset that the detail of a row of a code keeps. */
export function phoneMinutes(detail: string | null): number {
  return Number(/^phone-minutes=(-?[0-9]{1,4})$/.exec(detail ?? "")?.[1] ?? 0);
}

/**
 * The offset that several customers' phones have in common, with how many they are, or null: it is then the kiosk's clock
 * that is off, by as much the other way. `offsets`: oldest first; of each customer the newest counts.
 *
 * From 2 minutes on it takes three customers and more than half of all; a minute's difference counts as the same, as
 * codes are typed after they were read. Codes of the minute before are common for that reason alone, so that an offset
 * of one minute takes more than three quarters.
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
