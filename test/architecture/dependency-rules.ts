/** The table "who may import whom" as data, and as rules for dependency-cruiser. */
import type { IForbiddenRuleType } from "dependency-cruiser";

/** One row of the table. Paths are regular expressions from the project's root. */
interface Row {
  /** The row's name, which a violation is reported under. */
  readonly from: string;
  /** The files that the row speaks for. */
  readonly files: string;
  /** What they may import. */
  readonly may?: readonly string[];
  /** What they may import the types of, and nothing that is there when the program runs. */
  readonly mayTypes?: readonly string[];
  /** Whether they may import Node's own modules. */
  readonly node?: true;
}

const npm = (name: string): string => `/?node_modules/${name}/`;
const CONTRACT = "^preload/contract/";
/** `ok` and `refused`: the shape of every answer. */
const RESULT = `${CONTRACT}result\\.ts$`;
/** What is meant where digits are asked for: one function for what is typed and what is sent. */
const DIGITS = `${CONTRACT}digits\\.ts$`;
const CONFIG = "^main/config/";
const COMPOSE = "^main/compose(?:\\.ts$|/)";
const DOMAIN = "^main/core/domain/";
const OPERATIONS = "^main/core/operations/";
const MIDDLEWARE = "^main/core/middleware/";
const PORTS = "^main/core/ports/";
/** The way in to the use cases, and the core of one kiosk that is put together behind it. */
const HANDLE = "^main/core/handle\\.ts$";
const CORE = "^main/core/[^/]+\\.ts$";
const REGISTRY = "^main/registry/";

const ROWS: readonly Row[] = [
  { from: "preload/contract", files: CONTRACT, may: [CONTRACT, npm("valibot")] },
  { from: "preload/index", files: "^preload/index\\.ts$", may: [CONTRACT, npm("electron")] },
  {
    from: "main/core/domain",
    files: DOMAIN,
    may: [DOMAIN, RESULT],
    mayTypes: [CONTRACT],
  },
  {
    from: "main/core/ports",
    files: PORTS,
    mayTypes: [PORTS, DOMAIN, CONTRACT],
  },
  {
    from: "main/core/operations",
    files: OPERATIONS,
    may: [OPERATIONS, DOMAIN, CONTRACT],
    mayTypes: [PORTS, CONFIG],
  },
  {
    from: "main/core/middleware",
    files: MIDDLEWARE,
    may: [MIDDLEWARE, OPERATIONS, DOMAIN, CONTRACT, HANDLE],
    mayTypes: [PORTS, CONFIG],
  },
  {
    from: "main/core",
    files: CORE,
    may: [CORE, OPERATIONS, MIDDLEWARE],
    mayTypes: [PORTS, CONTRACT],
  },
  {
    from: "main/registry",
    files: REGISTRY,
    may: [
      REGISTRY,
      DOMAIN,
      RESULT,
      "^main/adapters/(?:folders|system-random)\\.ts$",
      npm("kysely"),
    ],
    mayTypes: [PORTS, CONTRACT],
    node: true,
  },
  {
    // The one library that each adapts is a rule of its own, below.
    from: "main/adapters",
    files: "^main/adapters/",
    may: ["^main/adapters/", DOMAIN, RESULT, "^package\\.json$", npm(".*")],
    mayTypes: [PORTS, CONTRACT, CONFIG],
    node: true,
  },
  {
    from: "main/kiosk",
    files: "^main/kiosk/",
    may: ["^main/kiosk/", CONTRACT, npm("valibot"), npm("electron")],
    mayTypes: [HANDLE, PORTS, DOMAIN, CONFIG],
    node: true,
  },
  {
    from: "main/config",
    files: CONFIG,
    may: [CONFIG, RESULT, npm("yaml"), npm("valibot")],
    mayTypes: [CONTRACT],
    node: true,
  },
  {
    from: "main/compose",
    files: COMPOSE,
    may: [COMPOSE, "^main/(?:core|registry|adapters)/", CONFIG, CONTRACT],
    node: true,
  },
  { from: "main/boot", files: "^main/boot\\.ts$", node: true },
  {
    from: "main/index",
    files: "^main/index\\.ts$",
    may: [COMPOSE, "^main/kiosk/", "^main/adapters/hashes\\.ts$", CONFIG, npm("electron")],
    // The commands are a bundle of their own, which the kiosk's start doesn't load.
    mayTypes: [PORTS, "^main/command-line/run-command\\.ts$", CONTRACT],
    node: true,
  },
  {
    from: "main/command-line",
    files: "^main/command-line/",
    // Which adapters there are is chosen in compose/.
    may: ["^main/compose/", "^main/(?:command-line|core)/", CONFIG, RESULT],
    mayTypes: [CONTRACT],
    node: true,
  },
  { from: "renderer/bridge", files: "^renderer/bridge\\.ts$", may: [CONTRACT] },
  {
    from: "renderer/stores",
    files: "^renderer/stores/",
    may: [
      "^renderer/bridge\\.ts$",
      "^renderer/stores/one-request\\.ts$",
      CONTRACT,
      npm("vue"),
      npm("pinia"),
    ],
  },
  { from: "renderer/flow", files: "^renderer/flow\\.ts$", mayTypes: [CONTRACT] },
  {
    from: "renderer/text",
    files: "^renderer/text/",
    may: ["^renderer/(?:text|languages)/", npm("vue")],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer/composables",
    files: "^renderer/composables/",
    may: ["^renderer/composables/", DIGITS, npm("vue")],
  },
  {
    from: "renderer/components",
    files: "^renderer/components/",
    may: [
      "^renderer/(?:components|composables)/",
      "^renderer/text/(?:ruby|words)\\.ts$",
      npm("vue"),
    ],
  },
  {
    from: "renderer/screens",
    files: "^renderer/screens/",
    may: [
      "^renderer/(?:screens|stores|components|composables|text)/",
      "^renderer/flow\\.ts$",
      npm("vue"),
    ],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer, its root",
    files: "^renderer/(?:main\\.ts|App\\.vue)$",
    may: [
      "^renderer/",
      npm("vue"),
      npm("pinia"),
      npm("@fontsource"),
      "/?node_modules/vite/client\\.d\\.ts$",
    ],
    mayTypes: [CONTRACT],
  },
  { from: "renderer/styles", files: "^renderer/styles/", may: ["^renderer/styles/"] },
];

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
