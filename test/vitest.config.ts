import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// Screens, stores and components run in a simulated page; all else runs in Node itself.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: "renderer",
          environment: "happy-dom",
          include: ["test/unit/renderer/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "node",
          environment: "node",
          include: ["test/{unit,contract,bridge,architecture,session,runtime,soak}/**/*.test.ts"],
          exclude: ["test/unit/renderer/**"],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
