import type { ScreenCase } from "./case.ts";
import { fleetOf, smallFleet } from "./fleet-values.ts";
import { by, maintainInNetwork } from "./staff-members.ts";

/** What 保守 see at a kiosk of the bank's network. */
export const fleetCases: readonly ScreenCase[] = [
  {
    id: "KST002-maintain",
    from: "KST002",
    what: "保守 at a kiosk of the bank's network: what the role may do",
    before: by(maintainInNetwork),
  },
  {
    id: "KST010",
    from: "KST010",
    what: "保守: 200 kiosks, those to be checked, in pages",
    before: by(maintainInNetwork),
    answers: { readFleet: { ok: true, value: fleetOf(200) } },
  },
  {
    id: "KST010-all",
    from: "KST010",
    what: "all of them",
    before: by(maintainInNetwork),
    answers: { readFleet: { ok: true, value: fleetOf(200) } },
    steps: [{ act: "press", at: "input[value=all]" }],
  },
  {
    id: "KST010-well",
    from: "KST010",
    what: "a few kiosks, and nothing to check",
    before: by(maintainInNetwork),
    answers: { readFleet: { ok: true, value: smallFleet } },
  },
];
