/** The table "who may import whom" as rules for dependency-cruiser. */
import type { IForbiddenRuleType } from "dependency-cruiser";
import type { Row } from "./dependency-row.ts";
import { ROWS } from "./dependency-table.ts";

function rulesOf({ from, files, may = [], mayTypes = [], node }: Row): IForbiddenRuleType[] {
  const outside = [...may, ...mayTypes];
  const rules: IForbiddenRuleType[] = [
    {
      name: `${from} imports no other`,
      severity: "error",
      from: { path: files },
      to: {
        ...(outside.length > 0 && { pathNot: outside }),
        dependencyTypesNot: ["core"],
      },
    },
  ];
  if (mayTypes.length > 0) {
    rules.push({
      name: `${from} imports only types`,
      severity: "error",
      from: { path: files },
      to: {
        path: [...mayTypes],
        ...(may.length > 0 && { pathNot: [...may] }),
        dependencyTypesNot: ["type-only"],
      },
    });
  }
  if (node === undefined) {
    rules.push({
      name: `${from} imports nothing of Node`,
      severity: "error",
      from: { path: files },
      to: { dependencyTypes: ["core"] },
    });
  }
  return rules;
}

/** Every row, and what holds for all of them. */
export const RULES: IForbiddenRuleType[] = [
  ...ROWS.flatMap(rulesOf),
  {
    name: "every file has a row",
    severity: "error",
    from: { path: "^(?:main|preload|renderer)/", pathNot: ROWS.map(({ files }) => files) },
    to: {},
  },
  { name: "no circles", severity: "error", from: {}, to: { circular: true } },
  {
    name: "every import leads somewhere",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "the product imports no tests and no tools",
    severity: "error",
    from: { path: "^(?:main|preload|renderer)/" },
    to: { path: "^(?:test|build)/" },
  },
];
