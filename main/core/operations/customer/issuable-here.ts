import type { UnavailableRefusal } from "../../../../preload/contract/refusals.ts";
import { refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Config } from "../../../config/config.ts";
import { issuable } from "../../domain/availability.ts";
import type { Token } from "../../domain/token.ts";
import { userIdsLeft } from "../../domain/user-id.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/**
 * `issuable`, for a registry that has a ユーザID left to issue: past its own range it would issue those of another kiosk.
 */
export async function issuableHere(
  rows: Pick<RegistryRows, "greatestUserId">,
  token: Token | null,
  now: number,
  rules: Config["token"],
): Promise<Result<Token | null, UnavailableRefusal>> {
  const issue = issuable(token, now, rules.reissueDays);
  if (!issue.ok || userIdsLeft(await rows.greatestUserId(), rules) > 0) return issue;
  return refused({ code: "unavailable", reason: "user-ids-spent" });
}
