import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { leftOutside } from "../../build/vite.config.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built programs. */
    readonly programs: string;
  }
}

const root = join(import.meta.dirname, "../..");

/** What tests start again and again, as a process of its own. */
const programs = {
  kiosk: "main/command-line/kiosk.ts",
  service: "main/service/command-line/service.ts",
  "busy-kiosk": "test/contract/busy-kiosk.ts",
  "aged-kiosk": "test/contract/aged-kiosk.ts",
  "open-vault-program": "test/contract/open-vault-program.ts",
  "guess-program": "test/bridge/guesses/guess-program.ts",
} as const;

/**
 * Vitest runs it once before the files that start programs. Built, as a kiosk's commands are, a program starts in a third
 * of the processor's time that its sources take. The folder is this run's own: no test meets an older build.
 */
export default async function buildPrograms(project: TestProject): Promise<() => void> {
  const out = join(root, "out");
  mkdirSync(out, { recursive: true });
  // As far below the root as the sources, which look for the languages from where they are.
  const folder = mkdtempSync(join(out, "programs-"));
  const external = [...leftOutside.main];
  await build({
    ...{ configFile: false, logLevel: "warn", root },
    ssr: { noExternal: true, external },
    build: {
      ...{ ssr: true, outDir: folder, target: "node24", minify: false },
      rolldownOptions: {
        ...{ external, input: programs, checks: { bundlerTimings: false } },
        output: { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" },
      },
    },
  });
  project.provide("programs", folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
