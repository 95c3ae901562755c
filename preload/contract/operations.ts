import type { Verb } from "./channels.ts";
import type { Result } from "./result.ts";
import type {
  IssueDraft,
  IssuedToken,
  KioskProfile,
  PrintedSlip,
  ReleasedToken,
  SetupCode,
  SignInAnswer,
  TokenStatus,
} from "./answers.ts";
import type {
  AccountStoppedRefusal,
  CommonRefusal,
  CredentialsRefusal,
  LockedRefusal,
  NoDraftRefusal,
  SetupCodeRefusal,
  SlipRefusal,
  UnavailableRefusal,
} from "./refusals.ts";
import type { Request } from "./requests.ts";
import type { Words } from "./words-by-key.ts";
import type { StaffAnswers, StaffRefusals } from "./staff-operations.ts";

export interface Answers extends StaffAnswers {
  readKiosk: KioskProfile;
  /** All texts of the screens. */
  readWords: { readonly words: Words };
  prolong: null;
  signIn: SignInAnswer;
  proveCode: null;
  signOut: null;
  readStatus: TokenStatus;
  draftIssue: IssueDraft;
  cancelDraft: null;
  confirmIssue: IssuedToken;
  showSetupCode: SetupCode;
  startToken: null;
  releaseToken: ReleasedToken;
  printSlip: PrintedSlip;
}

export interface Refusals extends StaffRefusals {
  readKiosk: CommonRefusal;
  /** `malformed`: this language was not offered. */
  readWords: CommonRefusal;
  prolong: CommonRefusal;
  signIn: CommonRefusal | CredentialsRefusal | AccountStoppedRefusal | LockedRefusal;
  proveCode: CommonRefusal | LockedRefusal;
  signOut: CommonRefusal;
  readStatus: CommonRefusal;
  draftIssue: CommonRefusal | UnavailableRefusal;
  cancelDraft: CommonRefusal;
  confirmIssue: CommonRefusal | LockedRefusal | UnavailableRefusal | NoDraftRefusal;
  showSetupCode: CommonRefusal | LockedRefusal | SetupCodeRefusal;
  startToken: CommonRefusal | LockedRefusal | UnavailableRefusal;
  releaseToken: CommonRefusal | LockedRefusal | UnavailableRefusal;
  printSlip: CommonRefusal | SlipRefusal;
}

/** Every verb may answer a common refusal, so that all middlewares have one type of answer. */
export type Answer<V extends Verb> = Result<Answers[V], Refusals[V] | CommonRefusal>;
export type Refusal = Refusals[Verb];

/** `window.kiosk`: the preload exposes it, and the renderer calls it. */
export type KioskBridge = {
  readonly [V in Verb]: (request: Request<V>) => Promise<Answer<V>>;
};
