import { expect, test } from "vitest";
import { steps } from "../../../renderer/flow.ts";
import { cases, customerCases } from "../../gallery/cases/all.ts";
import { screenOf, sheets } from "../../gallery/cases/case.ts";

test("every screen is in the gallery", () => {
  const shown = new Set(cases.map(screenOf));
  expect(Object.keys(steps).filter((screen) => !new Set<unknown>(shown).has(screen))).toEqual([]);
});

test("every customer's screen has a main case, whose reading is kept", () => {
  const mains = new Set<unknown>(customerCases.filter(({ main }) => main).map(screenOf));
  const customers = Object.keys(steps).filter((screen) => !screen.startsWith("KST"));
  expect(customers.filter((screen) => !mains.has(screen))).toEqual([]);
});

test("every sheet is in the gallery", () => {
  const shown = new Set(cases.flatMap((each) => ("sheet" in each ? [each.sheet] : [])));
  expect(sheets.filter((sheet) => !shown.has(sheet))).toEqual([]);
});

test("no two cases have the same name", () => {
  const ids = cases.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
