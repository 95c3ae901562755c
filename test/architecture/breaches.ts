/** A made-up project in which every rule is broken at least once. */

/** Each line: a file, the code that breaks a rule, the name of that rule. */
const LINES = `
preload/contract/a.ts | import "../../main/index.ts" | preload/contract imports no other
preload/contract/b.ts | import "zod" | preload/contract imports no other
preload/contract/c.ts | import "node:fs" | preload/contract imports nothing of Node
preload/index.ts | import "valibot"; import "node:fs" | preload/index imports no other
preload/index.ts | | preload/index imports nothing of Node
main/core/domain/a.ts | import "node:crypto" | main/core/domain imports nothing of Node
main/core/domain/b.ts | import { app } from "electron" | main/core/domain imports no other
main/core/domain/c.ts | import "../ports/p.ts" | main/core/domain imports no other
main/core/domain/d.ts | import { o } from "../../../preload/contract/o.ts"; o() | main/core/domain imports only types
main/core/domain/e.ts | import "valibot" | main/core/domain imports no other
main/core/ports/a.ts | import { d } from "../domain/ok.ts"; d() | main/core/ports imports only types
main/core/ports/b.ts | import type { A } from "../../adapters/x.ts" | main/core/ports imports no other
main/core/ports/c.ts | import type { Stats } from "node:fs" | main/core/ports imports nothing of Node
main/core/operations/a.ts | import "valibot" | main/core/operations imports no other
main/core/operations/b.ts | import "../../adapters/x.ts" | main/core/operations imports no other
main/core/operations/c.ts | import { p } from "../ports/p.ts"; p() | main/core/operations imports only types
main/core/operations/d.ts | import "node:fs" | main/core/operations imports nothing of Node
main/core/operations/e.ts | import "../middleware/ok.ts" | main/core/operations imports no other
main/core/a.ts | import "./domain/ok.ts" | main/core imports no other
main/core/b.ts | import { p } from "./ports/p.ts"; p() | main/core imports only types
main/core/c.ts | import "node:fs" | main/core imports nothing of Node
main/core/middleware/a.ts | import "../../registry/r.ts" | main/core/middleware imports no other
main/core/middleware/b.ts | import { p } from "../ports/p.ts"; p() | main/core/middleware imports only types
main/core/middleware/c.ts | import "node:fs" | main/core/middleware imports nothing of Node
main/registry/a.ts | import "../core/operations/ok.ts" | main/registry imports no other
main/registry/b.ts | import { p } from "../core/ports/p.ts"; p() | main/registry imports only types
main/adapters/a.ts | import "../core/operations/ok.ts" | main/adapters imports no other
main/adapters/b.ts | import "../registry/r.ts" | main/adapters imports no other
main/adapters/c.ts | import { p } from "../core/ports/p.ts"; p() | main/adapters imports only types
main/adapters/t.ts | import "../../test/fake.ts" | the product imports no tests and no tools
main/kiosk/a.ts | import "../core/operations/ok.ts" | main/kiosk imports no other
main/kiosk/b.ts | import { read } from "../config/ok.ts"; read() | main/kiosk imports only types
main/network/a.ts | import "../adapters/x.ts" | main/network imports no other
main/network/b.ts | import { d } from "../core/domain/ok.ts"; d() | main/network imports only types
main/service/a.ts | import "../kiosk/ok.ts" | main/service imports no other
main/service/b.ts | import { read } from "../config/ok.ts"; read() | main/service imports only types
main/service/command-line/a.ts | import "../../adapters/x.ts" | main/service/command-line imports no other
main/service/command-line/b.ts | import { o } from "../../../preload/contract/o.ts"; o() | main/service/command-line imports only types
main/config/a.ts | import "electron" | main/config imports no other
main/config/b.ts | import { o } from "../../preload/contract/o.ts"; o() | main/config imports only types
main/compose.ts | import "electron" | main/compose imports no other
main/boot.ts | import "./index.ts" | main/boot imports no other
main/index.ts | import "./adapters/x.ts" | main/index imports no other
main/index.ts | import { p } from "./core/ports/p.ts"; p() | main/index imports only types
main/core/domain/x.ts | import "./y.ts" | no circles
main/core/domain/z.ts | import "./nowhere.ts" | every import leads somewhere
main/command-line/a.ts | import "electron" | main/command-line imports no other
main/command-line/c.ts | import "../adapters/x.ts" | main/command-line imports no other
main/command-line/d.ts | import type { R } from "../registry/r.ts" | main/command-line imports no other
main/command-line/b.ts | import { o } from "../../preload/contract/o.ts"; o() | main/command-line imports only types
renderer/bridge.ts | import "./flow.ts" | renderer/bridge imports no other
renderer/bridge.ts | import "node:fs" | renderer/bridge imports nothing of Node
renderer/flow.ts | import "vue" | renderer/flow imports no other
renderer/flow.ts | import "node:fs" | renderer/flow imports nothing of Node
renderer/flow.ts | import { o } from "../preload/contract/o.ts"; o() | renderer/flow imports only types
renderer/stores/a.ts | import "./ok.ts" | renderer/stores imports no other
renderer/stores/b.ts | import "../../main/core/domain/ok.ts" | renderer/stores imports no other
renderer/stores/c.ts | import "node:fs" | renderer/stores imports nothing of Node
renderer/text/a.ts | import "pinia" | renderer/text imports no other
renderer/text/b.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/text imports only types
renderer/text/c.ts | import "node:util" | renderer/text imports nothing of Node
renderer/composables/a.ts | import "../stores/ok.ts" | renderer/composables imports no other
renderer/composables/b.ts | import "node:fs" | renderer/composables imports nothing of Node
renderer/composables/c.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/composables imports only types
renderer/features/keyboard/a.ts | import "../../stores/ok.ts" | renderer/features/keyboard imports no other
renderer/features/keyboard/b.ts | import "node:fs" | renderer/features/keyboard imports nothing of Node
renderer/features/speech/a.ts | import "../../stores/ok.ts" | renderer/features/speech imports no other
renderer/features/speech/b.ts | import "node:fs" | renderer/features/speech imports nothing of Node
renderer/components/a.vue | import "../stores/ok.ts" | renderer/components imports no other
renderer/components/b.vue | import "node:fs" | renderer/components imports nothing of Node
renderer/components/c.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/components imports only types
renderer/features/choices/a.ts | import "../../bridge.ts" | renderer/features/setup-code and choices imports no other
renderer/features/choices/b.ts | import "node:fs" | renderer/features/setup-code and choices imports nothing of Node
renderer/features/setup-code/a.ts | import { o } from "../../../preload/contract/o.ts"; o() | renderer/features/setup-code and choices imports only types
renderer/screens/a.vue | import "../bridge.ts" | renderer/screens imports no other
renderer/screens/b.ts | import "node:path" | renderer/screens imports nothing of Node
renderer/screens/c.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/screens imports only types
renderer/main.ts | import "electron" | renderer, its root imports no other
renderer/main.ts | import { o } from "../preload/contract/o.ts"; o() | renderer, its root imports only types
renderer/main.ts | import "node:fs" | renderer, its root imports nothing of Node
renderer/App.vue | import "../main/core/domain/ok.ts" | renderer, its root imports no other
renderer/styles/a.ts | import "../flow.ts" | renderer/styles imports no other
renderer/styles/b.ts | import "node:fs" | renderer/styles imports nothing of Node
renderer/stray.ts | import "./flow.ts" | every file has a row
`;

interface Breach {
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

export const BREACHES: readonly Breach[] = LINES.trim()
  .split("\n")
  .map((line) => {
    const [file = "", code = "", rule = ""] = line.split("|").map((part) => part.trim());
    return { file, code, rule };
  });

/** Files that break nothing, for the others to import. */
const SOUND: Readonly<Record<string, string>> = {
  "preload/contract/o.ts": "export const o = () => 1;",
  "main/core/domain/ok.ts": "export const d = () => 1;",
  "main/core/ports/p.ts": "export const p = () => 1;",
  "main/core/operations/ok.ts": 'import type { p } from "../ports/p.ts"; export type P = typeof p;',
  "main/core/middleware/ok.ts": 'import "../operations/ok.ts";',
  "main/registry/r.ts": 'import type { p } from "../core/ports/p.ts"; export type R = typeof p;',
  "main/adapters/x.ts": 'import type { p } from "../core/ports/p.ts"; export type A = typeof p;',
  "main/config/ok.ts": "export const read = () => 1;",
  "renderer/stores/ok.ts": 'import "../bridge.ts"; import "pinia";',
  "test/fake.ts": "export const fake = 1;",
};

export const SOUND_FILES = Object.keys(SOUND);

/** The made-up project, as paths and contents. */
export function brokenProject(): ReadonlyMap<string, string> {
  const files = new Map(Object.entries({ ...SOUND, "main/core/domain/y.ts": 'import "./x.ts";' }));
  for (const { file, code } of BREACHES) {
    files.set(file, `${files.get(file) ?? ""}${code};\n`);
  }
  for (const [file, code] of files) {
    if (file.endsWith(".vue")) files.set(file, `<script setup lang="ts">\n${code}</script>\n`);
  }
  return files;
}
