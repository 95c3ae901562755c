import type { TokenMailKind } from "../../../../preload/contract/customer-sheet.ts";
import { tokenMailKinds } from "../../../../preload/contract/customer-sheet.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import { closeMail } from "../upkeep/note-mail.ts";

/**
 * Cancels the mails that wait for the address of `token`, within the transaction of `rows`: the token was replaced, or
 * has another address. Notices to a former address are still sent. Answers the kinds, each once, oldest first.
 */
export async function voidMails(
  rows: RegistryRows,
  token: Token,
  at: number,
): Promise<readonly TokenMailKind[]> {
  const voided = new Set<TokenMailKind>();
  for (const mail of await rows.unsentMails()) {
    const kind = tokenMailKinds.find((name) => name === mail.kind);
    if (mail.userId !== token.userId || kind === undefined) continue;
    await closeMail(rows, mail, at, "cancelled");
    voided.add(kind);
  }
  return [...voided];
}
