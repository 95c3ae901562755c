import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";
import { typeface } from "../../build/fonts/typeface.ts";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The gallery's page, with the renderer's own components in it, into out/gallery/; served on loopback. */
export const galleryPage: InlineConfig = {
  configFile: false,
  logLevel: "warn",
  clearScreen: false,
  root: folder("."),
  base: "./",
  plugins: [vue(), typeface],
  build: {
    outDir: folder("../../out/gallery"),
    emptyOutDir: true,
    target: "esnext",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    minify: false,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // In one file, modules run in the order of their imports: the bridge's stand-in before its users.
      output: { codeSplitting: false },
    },
  },
  preview: { host: "127.0.0.1", port: 0 },
};
