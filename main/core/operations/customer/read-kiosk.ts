import type { Fault } from "../../../../preload/contract/answers.ts";
import { ok } from "../../../../preload/contract/result.ts";
import type { Brand, Config } from "../../../config/config.ts";
import { periodSeconds } from "../../domain/totp.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Operation } from "../operation.ts";
import type { Cleaning } from "../staff/cleaning.ts";

/**
 * The facts of this kiosk for the screens, including `fault`. It reads nothing but the configuration and writes
 * nothing; it needs no session, and doesn't postpone a session's end.
 */
export function makeReadKiosk(
  config: Config,
  brand: Brand,
  clock: Clock,
  fault: () => Fault | null,
  cleaning?: Pick<Cleaning, "isClosed">,
): Operation<"readKiosk"> {
  return async () =>
    ok({
      demo: config.demo,
      fault: fault(),
      closedForCleaning: cleaning?.isClosed() ?? false,
      bankName: config.bank.name,
      phone: config.bank.phone,
      colours: config.bank.colours,
      logo: brand.logo !== null,
      languages: brand.languages.map(({ code, name }) => ({ code, name })),
      words: brand.changedWords,
      mailDomains: config.mail.domains,
      nowMs: clock(),
      idleSeconds: config.idle.seconds,
      phoneIdleSeconds: Math.max(config.idle.seconds, config.idle.phoneSeconds),
      staffIdleSeconds: config.idle.staffSeconds,
      idleWarningSeconds: config.idle.warningSeconds,
      finishSeconds: config.idle.finishSeconds,
      setupCodeShowings: config.setupCode.showings,
      codePeriodSeconds: periodSeconds,
      issuer: config.token.issuer,
      releaseLimitYen: config.token.releaseLimitYen,
      transferHoldHours: config.token.transferHoldHours,
      pixelsPerMillimetre: config.screen.pixelsPerMillimetre,
      suitableApps: config.apps.suitable,
      unsuitableApps: config.apps.unsuitable,
    });
}
