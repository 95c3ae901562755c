/** The table "who may import whom" as data. */

import { CONTRACT, RESULT, npm } from "./dependency-row.ts";
import type { Row } from "./dependency-row.ts";
import { RENDERER_ROWS } from "./renderer-table.ts";

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
/** What kiosks and the bank's service say to each other. */
const NETWORK = "^main/network/";
const CLIENT = "^main/kiosk/service-client/";

/** A file that no row speaks for is refused. */
export const ROWS: readonly Row[] = [
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
      npm("pg"),
    ],
    mayTypes: [PORTS, CONTRACT],
    node: true,
  },
  {
    // The one library that each adapts is a rule of its own, below.
    from: "main/adapters",
    files: "^main/adapters/",
    may: ["^main/adapters/", DOMAIN, RESULT, NETWORK, "^package\\.json$", npm(".*")],
    mayTypes: [PORTS, CONTRACT, CONFIG],
    node: true,
  },
  {
    from: "main/network",
    files: NETWORK,
    may: [NETWORK, CONTRACT, npm("valibot"), npm("@peculiar/x509"), npm("reflect-metadata")],
    mayTypes: [DOMAIN],
    node: true,
  },
  {
    from: "main/kiosk",
    files: "^main/kiosk/",
    may: ["^main/kiosk/", CONTRACT, NETWORK, npm("valibot"), npm("electron")],
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
    may: [
      COMPOSE,
      "^main/(?:core|registry|adapters)/",
      "^main/service/(?!command-line/)",
      CLIENT,
      NETWORK,
      CONFIG,
      CONTRACT,
    ],
    node: true,
  },
  {
    // The bank's service, which has nothing of Electron.
    from: "main/service",
    files: "^main/service/(?!command-line/)",
    may: [
      "^main/service/(?!command-line/)",
      "^main/(?:core|registry|adapters)/",
      NETWORK,
      CONTRACT,
      npm("(?:valibot|@valibot/to-json-schema|fastify|@fastify/rate-limit|prom-client|kysely)"),
    ],
    mayTypes: [CONFIG],
    node: true,
  },
  {
    from: "main/service/command-line",
    files: "^main/service/command-line/",
    may: ["^main/(?:service|compose|command-line|core)/", CONFIG, NETWORK, RESULT],
    mayTypes: [CONTRACT],
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
  ...RENDERER_ROWS,
];
