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
  { id: "sheet-lists", sheet: "lists", what: "facts and definitions" },
  { id: "sheet-messages", sheet: "messages", what: "notices, refusals, steps, what is done" },
  { id: "sheet-time", sheet: "time", what: "countdowns and the set-up code's symbol" },
];
