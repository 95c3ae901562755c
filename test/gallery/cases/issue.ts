import type { Before, ScreenCase, Step } from "./case.ts";
import {
  firstAtLeft,
  issued,
  mailAddress,
  primary,
  refusedFields,
  setupCode,
  signedIn,
  token,
  unexpected,
} from "./values.ts";

const entry = { from: "BOT001", before: signedIn } as const;
const drafted: Before = {
  ...signedIn,
  issue: { pending: null, draft: { mailAddress }, issued: null },
};
const confirmation = { from: "BOT003", before: drafted } as const;
const done = {
  from: "BOT002",
  before: {
    ...signedIn,
    issue: { pending: null, draft: null, issued: { ...token, mailAddress } },
  },
} as const;

const addresses: readonly Step[] = [
  { act: "type", field: "mailAddress", text: mailAddress },
  { act: "type", field: "mailAddressAgain", text: mailAddress },
];
const filled: readonly Step[] = [
  ...addresses,
  { act: "type", field: "startPassword", text: "2580" },
  { act: "type", field: "startPasswordAgain", text: "2580" },
];
const confirmed: readonly Step[] = [
  { act: "type", field: "confirmationPassword", text: "taro12" },
  primary,
];
const ask: Step = { act: "press", at: ".offer button" };
const shown: readonly Step[] = [
  ask,
  { act: "type", field: "startPassword", text: "2580" },
  primary,
];

/** トークン発行: BOT001, BOT003, BOT002. */
export const issueCases: readonly ScreenCase[] = [
  { ...entry, id: "BOT001", what: "mail address, keys with domains", main: true },
  { ...entry, id: "BOT001-address", large: true, what: "an address typed", steps: addresses },
  { ...entry, id: "BOT001-filled", what: "shuffled digits, masked echo", steps: filled },
  {
    ...entry,
    id: "BOT001-missing",
    what: "every empty field named",
    read: true,
    answers: {
      draftIssue: refusedFields({
        mailAddress: "missing",
        mailAddressAgain: "missing",
        startPassword: "missing",
        startPasswordAgain: "missing",
      }),
    },
    steps: [primary],
  },
  {
    ...entry,
    id: "BOT001-differs",
    large: true,
    what: "addresses and start passwords differ",
    answers: {
      draftIssue: refusedFields({ mailAddressAgain: "differs", startPasswordAgain: "differs" }),
    },
    steps: [...filled, primary],
  },
  {
    ...entry,
    id: "BOT001-unexpected",
    what: "something broke",
    answers: { draftIssue: unexpected },
    steps: [...filled, primary],
  },
  {
    ...entry,
    id: "BOT001-busy",
    what: "at work",
    answers: { draftIssue: "awaited" },
    steps: [...filled, primary],
  },
  {
    ...entry,
    id: "BOT001-no-draft",
    from: "BOT003",
    to: "BOT001",
    what: "back without a draft, and why",
  },
  { ...entry, id: "BOT001-back", before: drafted, what: "back from BOT003, the address kept" },
  { ...confirmation, id: "BOT003", large: true, what: "the address to check", main: true },
  {
    ...confirmation,
    id: "BOT003-refused",
    what: "a wrong confirmation password",
    read: true,
    answers: { confirmIssue: refusedFields({ confirmationPassword: "wrong" }) },
    steps: confirmed,
  },
  {
    ...confirmation,
    id: "BOT003-locked",
    what: "locked",
    read: true,
    answers: {
      confirmIssue: { ok: false, refusal: { code: "locked", kind: "confirmationPassword" } },
    },
    steps: confirmed,
  },
  {
    ...confirmation,
    id: "BOT003-busy",
    what: "at work",
    answers: { confirmIssue: "awaited" },
    steps: confirmed,
  },
  { ...done, id: "BOT002", large: true, what: "token information", main: true },
  {
    ...done,
    id: "BOT002-printed",
    what: "the slip was printed",
    answers: { printSlip: { ok: true, value: { file: null } } },
    steps: [firstAtLeft],
  },
  {
    ...done,
    id: "BOT002-slip-refused",
    what: "the slip can't be printed",
    read: true,
    answers: { printSlip: { ok: false, refusal: { code: "print-failed" } } },
    steps: [firstAtLeft],
  },
  {
    ...done,
    id: "BOT002-mail-help",
    what: "when the mail doesn't come: domains and address",
    steps: [{ act: "press", at: ".information [aria-haspopup]" }],
    main: true,
  },
  { ...done, id: "BOT002-asking", what: "the start password is asked for", steps: [ask] },
  {
    ...done,
    id: "BOT002-shown",
    what: "set-up code with the time left",
    answers: {
      showSetupCode: { ok: true, value: setupCode },
      readStatus: { ok: true, value: issued },
    },
    steps: shown,
    main: true,
  },
];
