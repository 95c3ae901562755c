import { demoProfile } from "../../main/config/demo-profile.ts";
import type { KioskProfile } from "../../preload/contract/answers.ts";
import ja from "../../renderer/languages/ja.json" with { type: "json" };

const { bank, idle, setupCode, token, mail, screen, apps } = demoProfile;

/** What a kiosk with the demo profile tells its screens, in Japanese alone. */
export const profile: KioskProfile = {
  demo: true,
  fault: null,
  closedForCleaning: false,
  bankName: bank.name,
  phone: bank.phone,
  colours: bank.colours,
  logo: false,
  languages: [{ code: ja.language.code, name: ja.language.name }],
  words: {},
  mailDomains: mail.domains,
  nowMs: 0,
  idleSeconds: idle.seconds,
  phoneIdleSeconds: idle.phoneSeconds,
  staffIdleSeconds: idle.staffSeconds,
  idleWarningSeconds: idle.warningSeconds,
  finishSeconds: idle.finishSeconds,
  setupCodeShowings: setupCode.showings,
  codePeriodSeconds: 60,
  issuer: token.issuer,
  releaseLimitYen: token.releaseLimitYen,
  transferHoldHours: token.transferHoldHours,
  pixelsPerMillimetre: screen.pixelsPerMillimetre,
  suitableApps: apps.suitable,
  unsuitableApps: apps.unsuitable,
};
