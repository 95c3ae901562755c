import type { ScreenCase, Step } from "./case.ts";
import { firstAtLeft, primary, profile, refusedFields, signedIn, unexpected } from "./values.ts";

const start = { from: "BOK001", before: signedIn } as const;
const started = { from: "BOK002", before: signedIn } as const;
const release = { from: "BOS001", before: signedIn } as const;
const done = {
  from: "BOS002",
  before: {
    ...signedIn,
    release: {
      pending: null,
      released: { limitBeforeYen: 1_000_000, limitAfterYen: 200_000, reissueFrom: "2026-11-25" },
    },
  },
} as const;

const code: Step = { act: "type", field: "oneTimePassword", text: "482915" };
const both: readonly Step[] = [
  { act: "type", field: "confirmationPassword", text: "taro12" },
  code,
];

/** ワンタイムパスワード利用開始 and 利用解除: BOK001, BOK002, BOS001, BOS002. */
export const startAndReleaseCases: readonly ScreenCase[] = [
  { ...start, id: "BOK001", large: true, what: "the code of the phone", main: true },
  { ...start, id: "BOK001-typed", what: "a code typed", steps: [code] },
  {
    ...start,
    id: "BOK001-clock",
    what: "diagnosis: the phone's clock is 4 minutes off",
    read: true,
    answers: { startToken: refusedFields({ oneTimePassword: "phone-clock" }, -4) },
    steps: [code, primary],
  },
  {
    ...start,
    id: "BOK001-zone",
    what: "diagnosis: the phone has another time zone's time",
    answers: { startToken: refusedFields({ oneTimePassword: "phone-zone" }, 210) },
    steps: [code, primary],
  },
  {
    ...start,
    id: "BOK001-period",
    what: "diagnosis: the app counts 30 seconds",
    answers: { startToken: refusedFields({ oneTimePassword: "period-30" }) },
    steps: [code, primary],
  },
  {
    ...start,
    id: "BOK001-locked",
    what: "locked",
    read: true,
    answers: { startToken: { ok: false, refusal: { code: "locked", kind: "oneTimePassword" } } },
    steps: [code, primary],
  },
  {
    ...start,
    id: "BOK001-busy",
    what: "at work",
    answers: { startToken: "awaited" },
    steps: [code, primary],
  },
  { ...started, id: "BOK002", what: "finished", main: true },
  {
    ...started,
    id: "BOK002-hold",
    what: "the bank may hold transfers back",
    answers: { readKiosk: { ok: true, value: { ...profile, transferHoldHours: 24 } } },
  },
  {
    ...started,
    id: "BOK002-stored",
    what: "the slip was stored for staff to print",
    answers: { printSlip: { ok: true, value: { file: "2026-11-24-101530.pdf" } } },
    steps: [firstAtLeft],
  },
  {
    ...release,
    id: "BOS001",
    large: true,
    what: "step marker, notice, password and code",
    main: true,
  },
  { ...release, id: "BOS001-typed", what: "both typed", steps: both },
  {
    ...release,
    id: "BOS001-refused",
    what: "a wrong password; the code wasn't looked at",
    read: true,
    answers: { releaseToken: refusedFields({ confirmationPassword: "wrong" }) },
    steps: [...both, primary],
  },
  {
    ...release,
    id: "BOS001-code-refused",
    what: "a wrong code",
    answers: { releaseToken: refusedFields({ oneTimePassword: "wrong" }) },
    steps: [...both, primary],
  },
  {
    ...release,
    id: "BOS001-busy",
    what: "at work",
    answers: { releaseToken: "awaited" },
    steps: [...both, primary],
  },
  {
    ...release,
    id: "BOS001-phone-help",
    what: "what to do on the phone",
    steps: [{ act: "press", at: ".help .ask button" }],
  },
  {
    ...release,
    id: "BOS001-unexpected",
    what: "something broke",
    answers: { releaseToken: unexpected },
    steps: [...both, primary],
  },
  {
    ...release,
    id: "BOS001-locked",
    what: "locked",
    read: true,
    answers: {
      releaseToken: { ok: false, refusal: { code: "locked", kind: "confirmationPassword" } },
    },
    steps: [...both, primary],
  },
  { ...done, id: "BOS002", what: "finished; the limit; what to do in the app", main: true },
];
