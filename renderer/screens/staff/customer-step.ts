import type { CustomerSecretKind } from "../../../preload/contract/answers.ts";
import type { TokenMailKind } from "../../../preload/contract/customer-sheet.ts";

/** A pending action of staff on KST004: a reason, or the address, is chosen and confirmed by the one button. */
export type CustomerStep =
  | { readonly action: "unlock"; readonly kind: CustomerSecretKind }
  | { readonly action: "allow" }
  | { readonly action: "resend"; readonly kind: TokenMailKind };
