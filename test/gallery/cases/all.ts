import type { Case, ScreenCase } from "./case.ts";
import { issueCases } from "./issue.ts";
import { selectionCases } from "./selection.ts";
import { sheetCases } from "./sheets.ts";
import { signInCases } from "./sign-in.ts";
import { staffCases } from "./staff.ts";
import { startAndReleaseCases } from "./start-and-release.ts";

/** What customers see: in every size, theme and language. */
export const customerCases: readonly ScreenCase[] = [
  ...signInCases,
  ...selectionCases,
  ...issueCases,
  ...startAndReleaseCases,
];

export { staffCases };

/** Everything in the gallery. */
export const cases: readonly Case[] = [...customerCases, ...staffCases, ...sheetCases];
