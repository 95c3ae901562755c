import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { InlineConfig, Plugin } from "vite";

const folder = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const quiet = { configFile: false, logLevel: "warn", clearScreen: false } satisfies InlineConfig;

/**
 * One CommonJS file with every library inside it, save those named; Node's own modules stay outside.
 *
 * CommonJS because a sandboxed preload can be nothing else, and because the main process is loaded
 * the same way on both runtimes.
 */
function oneFile(name: "main" | "preload", external: readonly string[]): InlineConfig {
  return {
    ...quiet,
    root: folder(name),
    ssr: { noExternal: true, external: [...external] },
    build: {
      ssr: "index.ts",
      outDir: folder(`dist/${name}`),
      emptyOutDir: true,
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: [...external],
        output: { format: "cjs", entryFileNames: "index.cjs", codeSplitting: false },
      },
    },
  };
}

/** What each bundle may leave outside, besides Node's own modules: what is native, or is Electron. */
export const leftOutside = {
  main: ["electron", "keytar", "@node-rs/argon2"],
  preload: ["electron"],
} as const;

/** The main process. */
export const mainBundle = oneFile("main", leftOutside.main);

/** The border between the two sides: runs in the sandbox, so Electron is all that it can require. */
export const preloadBundle = oneFile("preload", leftOutside.preload);

/**
 * Chromium reads WOFF2, which comes first in the typeface's style sheets. The older WOFF beside each
 * file would double the package and never be read.
 */
const dropOldFonts: Plugin = {
  name: "drop-old-fonts",
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

/**
 * The screens. Served as files from `app://kiosk/` under a policy that refuses inline scripts, inline
 * styles and data addresses, so nothing is inlined.
 */
export const rendererBundle: InlineConfig = {
  ...quiet,
  root: folder("renderer"),
  base: "./",
  plugins: [vue(), dropOldFonts],
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
  },
};
