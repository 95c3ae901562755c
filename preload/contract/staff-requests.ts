import * as v from "valibot";
import { pin, secretText } from "./fields.ts";

const nothing = v.strictObject({});

/** Shape and field rules of the staff's requests, as in `requests.ts`. */
export const staffRequests = {
  staffSignIn: v.strictObject({ staffId: secretText, pin }),
  staffSignOut: nothing,
  /** `searched`: a whole ログインID or ユーザID, or the beginning of a name. */
  findCustomers: v.strictObject({ searched: secretText }),
} as const;
