import type { CustomerSecretKind } from "../../preload/contract/answers.ts";
import type { OwnMailKind } from "../../preload/contract/customer-sheet.ts";

/** What staff are about to do on KST004: a reason is chosen, or the address, and confirmed by the one button. */
export type CustomerStep =
  | { readonly deed: "unlock"; readonly kind: CustomerSecretKind }
  | { readonly deed: "allow" }
  | { readonly deed: "resend"; readonly kind: OwnMailKind };
