import type { SheetCase } from "./case.ts";

/** Base components, each in all its states. */
export const sheetCases: readonly SheetCase[] = [
  {
    id: "sheet-buttons",
    sheet: "buttons",
    what: "buttons at rest, busy, disabled with a reason",
  },
  {
    id: "sheet-buttons-touched",
    sheet: "buttons",
    what: "buttons with the focus and under a finger",
    steps: [
      ...["primary", "secondary", "quiet", "danger"].map(
        (kind) => ({ act: "hold", at: `.rest .${kind}` }) as const,
      ),
      { act: "focus", at: ".shown .primary" },
    ],
  },
  { id: "sheet-fields", sheet: "fields", what: "fields empty, filled, masked, refused" },
  {
    id: "sheet-fields-focused",
    sheet: "fields",
    what: "a field with the focus",
    steps: [{ act: "focus", at: "input[name=loginId]" }],
  },
  { id: "sheet-choices", sheet: "choices", what: "choices open, made, refused" },
  {
    id: "sheet-choices-focused",
    sheet: "choices",
    what: "a choice with the focus",
    steps: [{ act: "focus", at: "input[type=radio]" }],
  },
  {
    id: "sheet-fields-cells-focused",
    sheet: "fields",
    what: "cells with the focus",
    steps: [{ act: "focus", at: "input[name=startPassword]" }],
  },
  {
    id: "sheet-fields-refused-focused",
    sheet: "fields",
    what: "a refused field with the focus",
    steps: [{ act: "focus", at: "input[name=loginPassword-refused]" }],
  },
  { id: "sheet-keys", sheet: "keys", what: "keys of every kind of field, and the choice of them" },
  {
    id: "sheet-keys-touched",
    sheet: "keys",
    what: "keys with the focus and under a finger; secret ones tell nothing",
    steps: [
      ...["id", "pin"].map(
        (kind) => ({ act: "hold", at: `.of-${kind} [data-key=character]` }) as const,
      ),
      { act: "hold", at: ".of-id [data-key=function]" },
      { act: "hold", at: ".of-mail [data-key=shortcut]" },
      { act: "focus", at: ".of-password [data-key=character]" },
    ],
  },
  { id: "sheet-guides", sheet: "guides", what: "steps on the phone, clock, time, scroll buttons" },
  { id: "sheet-headers", sheet: "headers", what: "nobody's, a customer's, staff's" },
  { id: "sheet-dialogs", sheet: "dialogs", what: "a question whose answer is at work" },
  { id: "sheet-lists", sheet: "lists", what: "facts and definitions" },
  {
    id: "sheet-measures",
    sheet: "measures",
    what: "our parts with their sizes beside those of デジタル庁デザインシステム",
  },
  { id: "sheet-messages", sheet: "messages", what: "notices, refusals, steps, what is done" },
  { id: "sheet-time", sheet: "time", what: "countdowns and the set-up code's symbol" },
];
