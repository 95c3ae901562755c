import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { makeDeliverMail } from "../../../../main/core/operations/upkeep/deliver-mail.ts";
import type { Mailer } from "../../../../main/core/ports/mailer.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import type { RecordingLog } from "../../../fakes/recording-log.ts";
import type { Bank } from "./a-kiosk.ts";

/** The delivery of the bank's outbox through `mailer`, and what it logs. */
export function deliveryOf(
  bank: Bank,
  mailer: Mailer,
  registry: Registry = bank.registry,
): {
  readonly deliver: () => Promise<void>;
  readonly log: RecordingLog;
} {
  const log = recordingLog();
  const deliver = makeDeliverMail({
    registry,
    mailer,
    config: demoProfile,
    languages: plainBrand.languages,
    clock: bank.clock,
    log,
    isClockRight: () => true,
  });
  return { deliver, log };
}

/** Each mail of the outbox with what became of it; null: unsent. */
export function outcomesOf(bank: Bank): readonly (readonly [string, string | null])[] {
  return bank.registry
    .mails()
    .map(({ kind, userId, outcome }) => [`${userId}-${kind}`, outcome] as const);
}
