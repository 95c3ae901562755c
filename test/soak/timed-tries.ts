import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import type { VerifyingVerb } from "../../main/core/middleware/answer-periods.ts";
import type { PasswordHasher } from "../../main/core/ports/cryptography.ts";
import { taro as demoTaro } from "../e2e/customers.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import type { TimedBank } from "./timed-bank.ts";

/** How a verb is tried. */
export interface TimedTry {
  /** Without Argon2id the rest of the work, in which right and wrong differ, stands out from its noise. */
  readonly hasher: PasswordHasher;
  /** Hanako's login password, which nobody knows. */
  readonly imported?: string;
  /** Brings the bank, untimed, to where each kind of request can be made. */
  readonly ready: (bank: TimedBank) => Promise<void>;
  /** `right` is answered `ok`, all others are refused. */
  readonly requests: Readonly<Record<string, (bank: TimedBank) => object | Promise<object>>>;
  /** The kinds whose times are compared. */
  readonly compared: readonly (readonly [string, string])[];
}

const minute = 60_000;
const { loginId, loginPassword, confirmationPassword } = demoTaro;
const taro = { loginId, loginPassword };
const startPassword = "48261597";
const mailAddress = "taro@docomo.ne.jp";
const assistant = { staffId: "100001", pin: "624813" };
const wrongPin = "505152";

const wrongCode = async (bank: TimedBank) =>
  String((Number(await bank.code()) + 1) % 1_000_000).padStart(6, "0");

async function draft({ operations }: TimedBank): Promise<void> {
  await operations.signIn(taro);
  const entry = { mailAddress, mailAddressAgain: mailAddress, startPassword };
  await operations.draftIssue({ ...entry, startPasswordAgain: startPassword });
}

/** Taro is signed in, his token issued and not started. */
async function issued(bank: TimedBank): Promise<void> {
  const { operations } = bank;
  const state = (await bank.token())?.state;
  if (state === "issued") {
    await operations.signIn(taro);
    return;
  }
  if (state === "in-use") {
    await operations.staffSignIn(assistant);
    await operations.releaseForCustomer(staffRelease);
  }
  await draft(bank);
  await operations.confirmIssue({ confirmationPassword });
}

/** Taro's token is in use, and the code of this minute not used yet. */
async function inUse(bank: TimedBank): Promise<void> {
  if ((await bank.token())?.state !== "in-use") {
    await issued(bank);
    await bank.operations.startToken({ oneTimePassword: await bank.code() });
  }
  bank.clock.advance(minute);
}

const staffRelease = {
  ...{ customerId: "demo-taro", reason: "lost", evidence: "passport", evidenceDigits: "123A" },
  ...{ approverId: "200001", approverPin: "846135" },
};

/** Every verb that judges a password, a PIN or a code. */
export const timedTries: Readonly<Record<VerifyingVerb, TimedTry>> = {
  signIn: {
    hasher: argon2PasswordHasher,
    // As costly as an import may bring them.
    imported: `$argon2id$v=19$m=262144,t=1,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
    ready: async ({ operations }) => {
      await operations.signOut({});
    },
    requests: {
      right: () => taro,
      "wrong password": () => ({ ...taro, loginPassword: "tarologin2" }),
      "unknown ログインID": () => ({ ...taro, loginId: "nobody99" }),
      "wrong password against an import's hash": () => ({ ...taro, loginId: "hanako01" }),
    },
    compared: [
      ["unknown ログインID", "wrong password against an import's hash"],
      ["unknown ログインID", "wrong password"],
      ["right", "wrong password"],
    ],
  },
  proveCode: {
    hasher: plainPasswordHasher(),
    ready: async (bank) => {
      await inUse(bank);
      await bank.operations.signIn(taro);
    },
    requests: {
      right: async (bank) => ({ oneTimePassword: await bank.code() }),
      "wrong code": async (bank) => ({ oneTimePassword: await wrongCode(bank) }),
    },
    compared: [["right", "wrong code"]],
  },
  confirmIssue: {
    hasher: plainPasswordHasher(),
    ready: draft,
    requests: {
      right: () => ({ confirmationPassword }),
      "wrong password": () => ({ confirmationPassword: "nobody's" }),
    },
    compared: [["right", "wrong password"]],
  },
  showSetupCode: {
    hasher: plainPasswordHasher(),
    ready: issued,
    requests: {
      right: () => ({ startPassword }),
      "wrong password": () => ({ startPassword: "91827364" }),
    },
    compared: [["right", "wrong password"]],
  },
  startToken: {
    hasher: plainPasswordHasher(),
    ready: issued,
    requests: {
      right: async (bank) => ({ oneTimePassword: await bank.code() }),
      "wrong code": async (bank) => ({ oneTimePassword: await wrongCode(bank) }),
    },
    compared: [["right", "wrong code"]],
  },
  releaseToken: {
    hasher: plainPasswordHasher(),
    ready: async (bank) => {
      await inUse(bank);
      await bank.operations.signIn(taro);
      await bank.operations.proveCode({ oneTimePassword: await bank.code() });
      bank.clock.advance(minute);
    },
    requests: {
      right: async (bank) => ({ confirmationPassword, oneTimePassword: await bank.code() }),
      "wrong password": async (bank) => ({
        confirmationPassword: "nobody's",
        oneTimePassword: await bank.code(),
      }),
      "wrong code": async (bank) => ({
        confirmationPassword,
        oneTimePassword: await wrongCode(bank),
      }),
    },
    compared: [
      ["right", "wrong password"],
      ["right", "wrong code"],
    ],
  },
  staffSignIn: {
    hasher: argon2PasswordHasher,
    ready: async ({ clock, operations }) => {
      // After a wrong one the next PIN is looked at within a minute.
      clock.advance(minute);
      await operations.staffSignOut({});
    },
    requests: {
      right: () => assistant,
      "wrong PIN": () => ({ ...assistant, pin: wrongPin }),
      "unknown 係員番号": () => ({ ...assistant, staffId: "999999" }),
    },
    compared: [
      ["unknown 係員番号", "wrong PIN"],
      ["right", "wrong PIN"],
    ],
  },
  releaseForCustomer: {
    hasher: plainPasswordHasher(),
    ready: async (bank) => {
      await inUse(bank);
      await bank.operations.staffSignIn(assistant);
    },
    requests: {
      right: () => staffRelease,
      "wrong PIN": () => ({ ...staffRelease, approverPin: wrongPin }),
      "unknown 係員番号": () => ({ ...staffRelease, approverId: "999999" }),
    },
    compared: [
      ["unknown 係員番号", "wrong PIN"],
      ["right", "wrong PIN"],
    ],
  },
};
