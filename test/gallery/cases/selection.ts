import type { SetupCodeState, TokenStatus } from "../../../preload/contract/answers.ts";
import type { Prepared, ScreenCase, Step } from "./case.ts";
import {
  inUse,
  issued,
  primary,
  refusedFields,
  released,
  setupCode,
  signedIn,
  suspended,
  unexpected,
  unissued,
} from "./values.ts";

const at = { from: "BOP001", before: signedIn } as const;
const status = (value: TokenStatus): Prepared => ({ readStatus: { ok: true, value } });
const withheld = (state: SetupCodeState): Prepared => status({ ...issued, setupCode: state });

const ask: Step = { act: "press", at: ".offer button" };
const typed: Step = { act: "type", field: "startPassword", text: "2580" };

/** BOP001 in every 登録状況, and the set-up code from there. */
export const selectionCases: readonly ScreenCase[] = [
  { ...at, id: "BOP001-unissued", what: "未発行", answers: status(unissued), main: true },
  {
    ...at,
    id: "BOP001-issued",
    large: true,
    what: "トークン発行済",
    answers: status(issued),
    main: true,
  },
  { ...at, id: "BOP001-in-use", what: "利用中", answers: status(inUse), main: true },
  { ...at, id: "BOP001-suspended", what: "利用停止", answers: status(suspended), main: true },
  { ...at, id: "BOP001-released", what: "利用解除済", answers: status(released), main: true },
  {
    ...at,
    id: "BOP001-reading",
    what: "before the answer",
    answers: { readStatus: "awaited" },
    steps: [{ act: "wait", seconds: 1 }],
  },
  {
    ...at,
    id: "BOP001-unexpected",
    what: "the state can't be read",
    answers: { readStatus: unexpected },
  },
  {
    ...at,
    id: "BOP001-spent",
    what: "the set-up code was shown too often",
    answers: withheld({ available: false, reason: "spent" }),
  },
  {
    ...at,
    id: "BOP001-expired",
    what: "the set-up code's time is over",
    answers: withheld({ available: false, reason: "expired" }),
  },
  {
    ...at,
    id: "BOP001-arrival",
    from: "BOK001",
    to: "BOP001",
    what: "led back with a reason: the token was suspended meanwhile",
    answers: {
      ...status(suspended),
      startToken: { ok: false, refusal: { code: "unavailable", reason: "suspended" } },
    },
    steps: [{ act: "type", field: "oneTimePassword", text: "482915" }, primary],
  },
  {
    ...at,
    id: "BOP001-asking",
    what: "the start password gates the set-up code",
    answers: status(issued),
    steps: [ask],
    main: true,
  },
  {
    ...at,
    id: "BOP001-mail-help",
    what: "when the mail doesn't come: domains",
    answers: status(issued),
    steps: [{ act: "press", at: ".offer [aria-haspopup]" }],
  },
  {
    ...at,
    id: "BOP001-asking-busy",
    what: "at work",
    answers: { ...status(issued), showSetupCode: "awaited" },
    steps: [ask, typed, primary],
  },
  {
    ...at,
    id: "BOP001-asking-refused",
    what: "a wrong start password",
    read: true,
    answers: { ...status(issued), showSetupCode: refusedFields({ startPassword: "wrong" }) },
    steps: [ask, typed, primary],
  },
  {
    ...at,
    id: "BOP001-asking-locked",
    what: "the start password is locked",
    read: true,
    answers: {
      ...status(issued),
      showSetupCode: { ok: false, refusal: { code: "locked", kind: "startPassword" } },
    },
    steps: [ask, typed, primary],
  },
  {
    ...at,
    id: "BOP001-shown",
    what: "set-up code with the time left",
    answers: { ...status(issued), showSetupCode: { ok: true, value: setupCode } },
    steps: [ask, typed, primary, { act: "wait", seconds: 35 }],
    main: true,
  },
  {
    ...at,
    id: "BOP001-ended",
    what: "its time has ended",
    read: true,
    answers: { ...status(issued), showSetupCode: { ok: true, value: setupCode } },
    steps: [ask, typed, primary, { act: "wait", seconds: 121 }],
  },
];
