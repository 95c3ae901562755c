import * as v from "valibot";
import { optionalDay, optionalNumber, optionalText, pin, secretText } from "./fields.ts";

const nothing = v.strictObject({});

/** Which journal rows; an empty text leaves that out. `customer`: a whole ログインID or ユーザID; `kind`: an action. */
const journalFilter = {
  day: optionalDay,
  customer: optionalText,
  staffId: optionalText,
  kind: optionalText,
};

/** Shape and field rules of the staff's requests, as in `requests.ts`. */
export const staffRequests = {
  staffSignIn: v.strictObject({ staffId: secretText, pin }),
  staffSignOut: nothing,
  /** `searched`: a whole ログインID or ユーザID, or the beginning of a name. */
  findCustomers: v.strictObject({ searched: secretText }),
  /** `customerId`: as `findCustomers` answered it. */
  readCustomer: v.strictObject({ customerId: secretText }),
  showMailAddress: v.strictObject({ customerId: secretText }),
  /** `before`: the number of the row after which the page begins; empty: the first page. */
  findJournal: v.strictObject({ ...journalFilter, before: optionalNumber }),
  exportJournal: v.strictObject(journalFilter),
  /** Whole days, or everything: rows between could not be proven to be all. */
  bundleJournal: v.strictObject({ day: optionalDay }),
  readHealth: nothing,
  closeForCleaning: nothing,
  restartKiosk: nothing,
  shutDownKiosk: nothing,
} as const;
