import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { journalCsv } from "../adapters/journal-csv.ts";
import { otplibOneTimePasswords } from "../adapters/otplib-one-time-passwords.ts";
import { qrcodeEncoder } from "../adapters/qrcode-encoder.ts";
import { sha256 } from "../adapters/hashes.ts";
import { systemMonotonicClock } from "../adapters/system-clock.ts";
import { systemRandom } from "../adapters/system-random.ts";
import type { Parts } from "../core/operations/operation.ts";

/** The adapters that are the same for every kiosk and hold no state of one. */
export const plainAdapters = {
  oneTimePasswords: otplibOneTimePasswords,
  passwordHasher: argon2PasswordHasher,
  qrEncoder: qrcodeEncoder,
  hash: sha256,
  journalFile: journalCsv,
  random: systemRandom,
  monotonicClock: systemMonotonicClock,
} satisfies Partial<Parts>;
