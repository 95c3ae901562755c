import type { Config } from "./config.ts";
import { mailTexts } from "./mail-texts.ts";
import { defaultPalette } from "./palette.ts";

/** The values that a bank's file need not state: all except the bank, its token's numbers and its mail. */
export const defaults = {
  demo: false,
  branding: null,
  bank: { colours: defaultPalette },
  token: { lastUserId: null, reissueDays: 1, releaseLimitYen: 200_000, transferHoldHours: null },
  // 半角英数字6～12桁, as the manual states.
  customers: { idSigns: "._-", loginIdSigns: "._-", passwordLength: { least: 6, most: 12 } },
  kiosk: { name: "kiosk", powerOff: false },
  service: null,
  clock: { ntpServer: null },
  print: { printer: null, paper: "a5", perVisit: 5 },
  retention: { mailAddressDays: 90, printDays: 7, exportDays: 30, spoolDays: 30 },
  lockout: { wrongTries: 5 },
  setupCode: { showings: 3, seconds: 120, minutesAfterIssue: 10 },
  idle: {
    seconds: 60,
    phoneSeconds: 180,
    warningSeconds: 30,
    finishSeconds: 60,
    sessionMinutes: 15,
    staffSeconds: 120,
  },
  // A 19" screen of 1280 × 1024.
  screen: { pixelsPerMillimetre: 3.4 },
  keychain: { timeoutSeconds: 10 },
  // Determined from the apps' source: these honour a period of 60 s, those stay at 30 s.
  apps: {
    suitable: [
      { name: "Aegis Authenticator", phones: "Android" },
      { name: "FreeOTP", phones: "Android・iPhone" },
      { name: "Ente Auth", phones: "Android・iPhone" },
    ],
    unsuitable: [
      { name: "Google Authenticator", phones: "Android" },
      { name: "Microsoft Authenticator", phones: "Android・iPhone" },
    ],
  },
  mail: { texts: mailTexts },
} satisfies Overlayable<Config>;

/**
 * What a kiosk of the bank's network need not state either: its service has the registry, and sends the mails. Nothing
 * reads these values there.
 */
export const networkDefaults = {
  token: { serviceId: "0000", firstUserId: "000000000000" },
  mail: {
    from: { name: "-", address: "none@service.invalid" },
    smtp: null,
    links: { mobile: "https://service.invalid", smartphone: "https://service.invalid" },
  },
};

/** A configuration with optional keys; lists are replaced as a whole. */
type Overlayable<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Overlayable<T[K]> }
    : T;
