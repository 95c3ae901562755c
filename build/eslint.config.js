import { fileURLToPath } from "node:url";
import { defineConfig, globalIgnores } from "eslint/config";
import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";
import tseslint from "typescript-eslint";

const root = fileURLToPath(new URL("..", import.meta.url));

// Who may import whom is not said here but in test/architecture/dependency-table.ts.
export default defineConfig(
  globalIgnores(["dist/", "out/", "node_modules/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },

  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  vue.configs["flat/recommended"],
  { rules: vue.configs["no-layout-rules"].rules }, // layout is Prettier's part
  accessibility.configs["flat/recommended"],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: [".vue"] },
    },
    rules: {
      "max-lines": ["error", 250],
      eqeqeq: "error",
      "no-eval": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // An empty string in the environment or in a field means "none", as a missing one does.
      "@typescript-eslint/prefer-nullish-coalescing": [
        "error",
        { ignorePrimitives: { string: true } },
      ],
      // Composables and adapters are records of closures, and pinia binds its actions: all of them may
      // be taken apart.
      "@typescript-eslint/unbound-method": "off",
      // Keys, digits and IDs are spread into their characters; none is an emoji.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // A port may promise what one of its adapters has at hand; async turns its throws to rejections.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      "vue/no-v-html": "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/no-unused-refs": "error",
      "vuejs-accessibility/heading-has-content": ["error", { accessibleChildren: ["RubyText"] }],
      // One of the two names a control; the rule wants both.
      "vuejs-accessibility/label-has-for": ["error", { required: { some: ["nesting", "id"] } }],
      // Our own components take the focus where a form's keyboard opens with it, and where a dialog must have it.
      "vuejs-accessibility/no-autofocus": ["error", { ignoreNonDOM: true }],
      // What another component exposes is known to vue-tsc, and unknown here (vue-modules.d.ts).
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // Its keys are buttons. The group around them moves the focus by arrows, as ARIA's guide has it.
    files: ["renderer/features/keyboard/SoftKeyboard.vue"],
    rules: { "vuejs-accessibility/no-static-element-interactions": "off" },
  },
  {
    // What the kiosk has to say goes to its log or to the screen; a console says it to nobody.
    files: ["main/**", "preload/**", "renderer/**"],
    rules: { "no-console": "error" },
  },
  {
    // Rules get the time and their random numbers from outside, so that a test can choose them.
    files: ["main/core/**"],
    rules: {
      "no-restricted-globals": ["error", "process", "performance", "crypto", "setTimeout"],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "No clock here.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "No clock here.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "No chance here.",
        },
      ],
    },
  },
  {
    // Not in tsconfig.json: tool settings and small CommonJS programs.
    files: ["**/*.js", "**/*.cjs"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
