/** A made-up project in which every rule is broken at least once. */

/** Each line: a file, the code that breaks a rule, the name of that rule. */
const LINES = `
preload/contract/a.ts | import "../../main/index.ts" | preload/contract imports no other
preload/contract/b.ts | import "zod" | preload/contract imports no other
preload/contract/c.ts | import "node:fs" | preload/contract imports nothing of Node
preload/index.ts | import "valibot"; import "node:fs" | preload/index imports no other
preload/index.ts | | preload/index imports nothing of Node
main/domain/a.ts | import "node:crypto" | main/domain imports nothing of Node
main/domain/b.ts | import { app } from "electron" | main/domain imports no other
main/domain/c.ts | import "../ports/p.ts" | main/domain imports no other
main/domain/d.ts | import { o } from "../../preload/contract/o.ts"; o() | main/domain imports only types
main/domain/e.ts | import "valibot" | main/domain imports no other
main/ports/a.ts | import { d } from "../domain/ok.ts"; d() | main/ports imports only types
main/ports/b.ts | import type { A } from "../adapters/x.ts" | main/ports imports no other
main/ports/c.ts | import type { Stats } from "node:fs" | main/ports imports nothing of Node
main/operations/a.ts | import "valibot" | main/operations imports no other
main/operations/b.ts | import "../adapters/x.ts" | main/operations imports no other
main/operations/c.ts | import { p } from "../ports/p.ts"; p() | main/operations imports only types
main/operations/d.ts | import "node:fs" | main/operations imports nothing of Node
main/adapters/a.ts | import "../operations/ok.ts" | main/adapters imports no other
main/adapters/c.ts | import { p } from "../ports/p.ts"; p() | main/adapters imports only types
main/adapters/t.ts | import "../../test/fake.ts" | the product imports no tests and no tools
main/bridge/a.ts | import "../operations/ok.ts" | main/bridge imports only types
main/bridge/b.ts | import "../adapters/x.ts" | main/bridge imports no other
main/bridge/c.ts | import "node:net" | main/bridge imports nothing of Node
main/window/a.ts | import "../bridge/ok.ts" | main/window imports no other
main/window/b.ts | import { read } from "../config/ok.ts"; read() | main/window imports only types
main/config/a.ts | import "electron" | main/config imports no other
main/config/b.ts | import { o } from "../../preload/contract/o.ts"; o() | main/config imports only types
main/small.ts | import "./index.ts" | main, small functions imports no other
main/compose.ts | import "electron" | main/compose imports no other
main/compose.ts | import { p } from "./ports/p.ts"; p() | main/compose imports only types
main/index.ts | import "./adapters/x.ts" | main/index imports no other
main/index.ts | import { p } from "./ports/p.ts"; p() | main/index imports only types
main/domain/x.ts | import "./y.ts" | no circles
main/domain/z.ts | import "./nowhere.ts" | every import leads somewhere
main/command-line/a.ts | import "electron" | main/command-line imports no other
main/command-line/b.ts | import { p } from "../ports/p.ts"; p() | main/command-line imports only types
renderer/bridge.ts | import "./flow.ts" | renderer/bridge imports no other
renderer/bridge.ts | import "node:fs" | renderer/bridge imports nothing of Node
renderer/flow.ts | import "vue" | renderer/flow imports no other
renderer/flow.ts | import "node:fs" | renderer/flow imports nothing of Node
renderer/flow.ts | import { o } from "../preload/contract/o.ts"; o() | renderer/flow imports only types
renderer/stores/a.ts | import "./ok.ts" | renderer/stores imports no other
renderer/stores/b.ts | import "../../main/domain/ok.ts" | renderer/stores imports no other
renderer/stores/c.ts | import "node:fs" | renderer/stores imports nothing of Node
renderer/text/a.ts | import "pinia" | renderer/text imports no other
renderer/text/b.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/text imports only types
renderer/text/c.ts | import "node:util" | renderer/text imports nothing of Node
renderer/composables/a.ts | import "../stores/ok.ts" | renderer/composables imports no other
renderer/composables/b.ts | import "node:fs" | renderer/composables imports nothing of Node
renderer/components/a.vue | import "../stores/ok.ts" | renderer/components imports no other
renderer/components/b.vue | import "node:fs" | renderer/components imports nothing of Node
renderer/screens/a.vue | import "../bridge.ts" | renderer/screens imports no other
renderer/screens/b.ts | import "node:path" | renderer/screens imports nothing of Node
renderer/screens/c.ts | import { o } from "../../preload/contract/o.ts"; o() | renderer/screens imports only types
renderer/main.ts | import "electron" | renderer, its root imports no other
renderer/main.ts | import { o } from "../preload/contract/o.ts"; o() | renderer, its root imports only types
renderer/main.ts | import "node:fs" | renderer, its root imports nothing of Node
renderer/App.vue | import "../main/domain/ok.ts" | renderer, its root imports no other
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
  "main/domain/ok.ts": "export const d = () => 1;",
  "main/ports/p.ts": "export const p = () => 1;",
  "main/operations/ok.ts": 'import type { p } from "../ports/p.ts"; export type P = typeof p;',
  "main/adapters/x.ts": 'import type { p } from "../ports/p.ts"; export type A = typeof p;',
  "main/bridge/ok.ts": 'import "valibot";',
  "main/config/ok.ts": "export const read = () => 1;",
  "renderer/stores/ok.ts": 'import "../bridge.ts"; import "pinia";',
  "test/fake.ts": "export const fake = 1;",
};

export const SOUND_FILES = Object.keys(SOUND);

/** The made-up project, as paths and contents. */
export function brokenProject(): ReadonlyMap<string, string> {
  const files = new Map(Object.entries({ ...SOUND, "main/domain/y.ts": 'import "./x.ts";' }));
  for (const { file, code } of BREACHES) {
    files.set(file, `${files.get(file) ?? ""}${code};\n`);
  }
  for (const [file, code] of files) {
    if (file.endsWith(".vue")) files.set(file, `<script setup lang="ts">\n${code}</script>\n`);
  }
  return files;
}
