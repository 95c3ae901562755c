import type { CustomerSecretKind } from "../../preload/contract/answers.ts";
import type { OwnMailKind } from "../../preload/contract/customer-sheet.ts";

/** A pending action of staff on KST004: a reason, or the address, is chosen and confirmed by the one button. */
export type CustomerStep =
  | { readonly deed: "unlock"; readonly kind: CustomerSecretKind }
  | { readonly deed: "allow" }
  | { readonly deed: "resend"; readonly kind: OwnMailKind };
