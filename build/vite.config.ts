import path from "node:path";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { InlineConfig, Plugin } from "vite";
import { typeface } from "./fonts/typeface.ts";

const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

const quiet = { configFile: false, logLevel: "warn", clearScreen: false } satisfies InlineConfig;
// Where the time goes is told when it is asked for.
const checks = { pluginTimings: false };

/**
 * One CommonJS file with every library inside it, save those named; Node's own modules stay outside.
 *
 * CommonJS because a sandboxed preload can be nothing else, and because the main process is loaded
 * the same way on both runtimes.
 */
function oneFile(
  entry: string,
  out: string,
  external: readonly string[],
  name = "index",
  splits = false,
): InlineConfig {
  return {
    ...quiet,
    root: folder(path.dirname(entry)),
    ssr: { noExternal: true, external: [...external] },
    // Its core alone: the rest draws PNG and SVG, which the kiosk doesn't.
    resolve: { alias: [{ find: /^qrcode$/, replacement: "qrcode/lib/core/qrcode.js" }] },
    build: {
      ssr: path.basename(entry),
      outDir: folder(`dist/${out}`),
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        checks,
        external: [...external],
        output: {
          format: "cjs",
          entryFileNames: `${name}.cjs`,
          chunkFileNames: `${name}-[name].cjs`,
          codeSplitting: splits,
        },
      },
    },
  };
}

/** What each bundle may leave outside, besides Node's own modules: what is native, or is Electron. */
export const leftOutside = {
  boot: [],
  main: ["electron", "keytar", "@node-rs/argon2"],
  "command-line": ["keytar", "@node-rs/argon2"],
  "check-thread": [],
  preload: ["electron"],
} as const;

/** What Electron loads, and loads the main process's bundle. */
export const bootBundle = oneFile("main/boot.ts", "main", leftOutside.boot);

/** The main process: what opens the window, and beside it what the window doesn't wait for. */
export const mainBundle = oneFile("main/index.ts", "main", leftOutside.main, "kiosk", true);

/** Its commands, apart from it: a kiosk that starts doesn't read them. */
export const commandLineBundle = oneFile(
  "main/command-line/run-command.ts",
  "command-line",
  leftOutside["command-line"],
);

/** What checks the registry in a thread of the main process. */
export const checkThreadBundle = oneFile(
  "main/compose/check-thread.ts",
  "check-thread",
  leftOutside["check-thread"],
);

/** The border between the two sides: runs in the sandbox, so Electron is all that it can require. */
export const preloadBundle = oneFile("preload/index.ts", "preload", leftOutside.preload);

/** Chromium reads WOFF2, so the older WOFF that fontsource's rules name beside each file isn't packed. */
const noWoff: Plugin = {
  name: "no-woff",
  generateBundle(_options, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type !== "asset") continue;
      if (name.endsWith(".woff")) Reflect.deleteProperty(bundle, name);
      if (!name.endsWith(".css")) continue;
      file.source = Buffer.from(file.source)
        .toString()
        .replaceAll(/,\s*url\([^)]*\.woff\)\s*format\(["']?woff["']?\)/g, "");
    }
  },
};

/** Scripts and components, with the styles in these. */
const code = /\.(?:ts|js|mjs|vue)(?:\?|$)/;

/**
 * The screens, and the page that slips are printed from. Served as files from `app://kiosk/` under a policy that refuses inline scripts, inline
 * styles and data addresses, so nothing is inlined.
 */
export const rendererBundle: InlineConfig = {
  ...quiet,
  root: folder("renderer"),
  base: "./",
  plugins: [vue(), typeface, noWoff],
  define: {
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  build: {
    outDir: folder("dist/renderer"),
    emptyOutDir: true,
    target: "esnext",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks,
      input: [folder("renderer/index.html"), folder("renderer/slip.html")],
      // One file for the first screen and one for all that is read after it, with a style sheet each: every file is a
      // request that the main process answers. The style sheet of the typeface is the slip's too, and stays apart.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], test: code, priority: 2 },
            { name: "later", test: code, priority: 1 },
          ],
        },
      },
    },
  },
};
