import type { ScreenCase } from "./case.ts";
import {
  inUse,
  primary,
  profile,
  refusedFields,
  signedIn,
  unexpected,
  unissued,
  untilWarning,
} from "./values.ts";

const typed = [
  { act: "type", field: "loginId", text: "taro0001" },
  { act: "type", field: "loginPassword", text: "taro12" },
] as const;

const code = { act: "type", field: "oneTimePassword", text: "482915" } as const;
/** The first of the keys that change what the others are. */
const upper = "[data-keyboard] .functions [aria-pressed]";

/** Waiting, sign-in, the top page, and what may stand in their place. */
export const signInCases: readonly ScreenCase[] = [
  { id: "KWT001", large: true, from: "KWT001", what: "waiting for a customer", main: true },
  {
    id: "KWT001-demo",
    from: "KWT001",
    what: "marked as a demonstration",
    answers: { readKiosk: { ok: true, value: { ...profile, demo: true } } },
  },
  {
    id: "KWT001-choices",
    from: "KWT001",
    what: "look, reach and language are chosen",
    steps: [{ act: "press", at: "[data-opens-choices]" }],
    main: true,
  },
  {
    id: "out-of-service-fault",
    from: "KWT001",
    what: "out of service, with words for staff",
    answers: { readKiosk: { ok: true, value: { ...profile, fault: "keychain-locked" } } },
    main: true,
  },
  {
    id: "out-of-service-unexpected",
    from: "KWT001",
    what: "out of service before anything is known of the kiosk",
    answers: { readKiosk: unexpected },
  },
  { id: "KLG001", from: "KLG001", what: "login ID, full keys", main: true },
  {
    id: "KLG001-typed",
    large: true,
    from: "KLG001",
    what: "login password, shuffled keys, masked echo",
    steps: typed,
  },
  {
    id: "KLG001-upper",
    from: "KLG001",
    what: "capital letters",
    steps: [...typed, { act: "press", at: upper }],
  },
  {
    id: "KLG001-symbols",
    from: "KLG001",
    what: "signs",
    steps: [...typed, { act: "press", at: `${upper} ~ [aria-pressed]` }],
  },
  {
    id: "KLG001-abc",
    from: "KLG001",
    what: "keys in the order of the alphabet",
    before: {
      choices: {
        ...{ language: "ja", textSize: 100, contrast: "standard", reach: "standard" },
        ...{ keyboardOrder: "plain", unshuffled: false, speech: false },
      },
    },
  },
  {
    id: "KLG001-in-vain",
    from: "KLG001",
    what: "a hardware key where the keys of the screen are to be used",
    steps: [...typed, { act: "strike", key: "k" }],
  },
  {
    id: "KLG001-hardware",
    from: "KLG001",
    what: "the software keyboard given up",
    steps: [...typed, { act: "press", at: "input[type=checkbox]" }],
  },
  {
    id: "KLG001-fields",
    large: true,
    from: "KLG001",
    what: "both fields refused",
    read: true,
    answers: { signIn: refusedFields({ loginId: "missing", loginPassword: "missing" }) },
    steps: [primary],
  },
  {
    id: "KLG001-refused",
    from: "KLG001",
    what: "refused; it is not said which was wrong",
    answers: { signIn: { ok: false, refusal: { code: "credentials" } } },
    steps: [...typed, primary],
  },
  {
    id: "KLG001-locked",
    from: "KLG001",
    what: "locked; staff can be called",
    read: true,
    answers: { signIn: { ok: false, refusal: { code: "locked", kind: "loginPassword" } } },
    steps: [...typed, primary],
  },
  {
    id: "KLG001-unexpected",
    from: "KLG001",
    what: "something broke, with a number for staff",
    answers: { signIn: unexpected },
    steps: [...typed, primary],
  },
  {
    id: "KLG001-busy",
    from: "KLG001",
    what: "at work",
    answers: { signIn: "awaited" },
    steps: [...typed, primary],
  },
  {
    id: "KLG001-signed-out",
    from: "BOP001",
    to: "KLG001",
    what: "the session has ended",
    before: signedIn,
    answers: { readStatus: { ok: false, refusal: { code: "signed-out" } } },
  },
  {
    id: "KLG001-idle",
    from: "KLG001",
    what: "nobody touches it; the visit can go on",
    steps: [...typed, untilWarning],
  },
  { id: "KLG002", large: true, from: "KLG002", what: "sign-in asks for a code", main: true },
  {
    id: "KLG002-refused",
    from: "KLG002",
    what: "a wrong code",
    read: true,
    answers: { proveCode: refusedFields({ oneTimePassword: "wrong" }) },
    steps: [code, primary],
  },
  {
    id: "KLG002-locked",
    from: "KLG002",
    what: "locked",
    answers: { proveCode: { ok: false, refusal: { code: "locked", kind: "oneTimePassword" } } },
    steps: [code, primary],
  },
  {
    id: "KLG002-busy",
    from: "KLG002",
    what: "at work",
    answers: { proveCode: "awaited" },
    steps: [code, primary],
  },
  {
    id: "KLG002-phone-help",
    from: "KLG002",
    what: "what to do on the phone",
    steps: [{ act: "press", at: ".help .ask button" }],
    main: true,
  },
  {
    id: "KTP001",
    large: true,
    from: "KTP001",
    what: "what can be done here",
    before: signedIn,
    answers: { readStatus: { ok: true, value: unissued } },
    main: true,
  },
  {
    id: "KTP001-idle",
    from: "KTP001",
    what: "nobody touches it; the visit can go on",
    before: signedIn,
    answers: { readStatus: { ok: true, value: inUse } },
    steps: [untilWarning],
    main: true,
  },
];
