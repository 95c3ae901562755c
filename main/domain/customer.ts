/** A customer of the credit union as the registry keeps them. Passwords are Argon2id hashes in PHC string form. */
export interface Customer {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  /** The name in full-width katakana, for search; empty where it isn't known. */
  readonly kana: string;
  readonly loginPasswordHash: string;
  readonly confirmationPasswordHash: string;
  /** 振込・振替限度額, whole yen. */
  readonly transferLimitYen: number;
}
