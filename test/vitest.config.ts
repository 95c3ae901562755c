import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

/** Milliseconds, for a machine that does other work beside. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

const node = {
  environment: "node",
  // To load the same modules anew for each file takes longer than the tests of most files.
  isolate: false,
  // Kiosks and commands that tests start compile the same files again and again.
  env: {
    NODE_COMPILE_CACHE: fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)),
  },
  ...patience,
} as const;

/** Files that take seconds each: they start kiosks, commands and keyrings, or play thousands of cases. */
const long = [
  "test/contract/command-line*.test.ts",
  "test/contract/{clock,doctor,key-rotation,keychain-vault,keyring-file,nothing-leaks}.test.ts",
  "test/contract/{restore,retention,smtp-mailer}.test.ts",
  "test/bridge/hostile.test.ts",
  "test/bridge/{guesses,life-cycle}/*.test.ts",
  "test/service/{import,rotation,service,verifier}-program.test.ts",
  "test/{session,runtime,soak}/**/*.test.ts",
];

/** Files that put something else in the place of a module, which no other file may have loaded before. */
const alone = ["test/contract/{keytar-not-loaded,without-log}.test.ts"];

// Screens, stores and components run in a simulated page; all else runs in Node itself.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    // Of the two cores Vitest by itself leaves one to an editor.
    maxWorkers: 2,
    projects: [
      {
        plugins: [vue()],
        test: {
          name: "renderer",
          environment: "happy-dom",
          include: ["test/unit/renderer/**/*.test.ts"],
          isolate: false,
          // Of a component in the cache, a style file of its own that has changed can't be read (plugin-vue 6.0.11).
          fsModuleCache: false,
          setupFiles: ["test/unit/renderer/clean-page.ts"],
          ...patience,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/{unit,contract,bridge,architecture,service}/**/*.test.ts"],
          exclude: ["test/unit/renderer/**", ...long, ...alone],
          globalSetup: "test/postgresql/start-cluster.ts",
          ...node,
        },
      },
      {
        test: {
          name: "long",
          include: long,
          globalSetup: ["test/contract/build-programs.ts", "test/postgresql/start-cluster.ts"],
          ...node,
        },
      },
      { test: { name: "alone", include: alone, ...node, isolate: true } },
    ],
  },
});
