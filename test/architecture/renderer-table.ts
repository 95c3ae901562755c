/** The renderer's part of the table "who may import whom". */
import { CONTRACT, npm } from "./dependency-row.ts";
import type { Row } from "./dependency-row.ts";

/** What is meant where digits are asked for: one function for what is typed and what is sent. */
const DIGITS = `${CONTRACT}digits\\.ts$`;

export const RENDERER_ROWS: readonly Row[] = [
  { from: "renderer/bridge", files: "^renderer/bridge\\.ts$", may: [CONTRACT] },
  {
    from: "renderer/stores",
    files: "^renderer/stores/",
    may: [
      "^renderer/bridge\\.ts$",
      "^renderer/stores/(?:lifetime|request)\\.ts$",
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
    may: [
      "^renderer/composables/",
      "^renderer/flow\\.ts$",
      "^renderer/features/keyboard/edit-text\\.ts$",
      "^renderer/text/refusals\\.ts$",
      DIGITS,
      npm("vue"),
    ],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer/features/keyboard",
    files: "^renderer/features/keyboard/",
    may: [
      "^renderer/features/keyboard/",
      "^renderer/composables/",
      "^renderer/components/RubyText\\.ts$",
      "^renderer/text/(?:ruby|words)\\.ts$",
      npm("vue"),
    ],
  },
  {
    from: "renderer/features/speech",
    files: "^renderer/features/speech/",
    may: [
      "^renderer/features/(?:speech|keyboard)/",
      "^renderer/composables/until-read\\.ts$",
      npm("vue"),
    ],
  },
  {
    from: "renderer/components",
    files: "^renderer/components/",
    may: [
      "^renderer/(?:components|composables)/",
      "^renderer/features/keyboard/",
      "^renderer/text/(?:phrases|refusals|ruby|words)\\.ts$",
      npm("vue"),
    ],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer/features/setup-code and choices",
    files: "^renderer/features/(?:setup-code|choices)/",
    may: [
      "^renderer/(?:features|stores|components|composables|text)/",
      "^renderer/flow\\.ts$",
      npm("vue"),
    ],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer/screens",
    files: "^renderer/screens/",
    may: [
      "^renderer/(?:screens|features|stores|components|composables|text)/",
      "^renderer/flow\\.ts$",
      npm("vue"),
    ],
    mayTypes: [CONTRACT],
  },
  {
    from: "renderer, its root",
    files: "^renderer/(?:main|router|visit)\\.ts$|^renderer/App\\.vue$",
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
