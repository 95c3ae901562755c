export default {
  extends: ["stylelint-config-standard"],
  overrides: [{ files: ["**/*.vue"], customSyntax: "postcss-html" }],
  rules: {
    // A screen's rules stand in the order of its parts; layers say what prevails.
    "no-descending-specificity": null,
    // Of Vue's own pseudo-classes this rule knows nothing.
    "selector-pseudo-class-no-unknown": null,
    // What a component looks like inside is its own: its place chooses among its properties.
    "selector-pseudo-class-disallowed-list": ["deep"],
    // Names are a component's own, and its tokens may stand among what uses them.
    "selector-class-pattern": null,
    "custom-property-empty-line-before": null,
    "declaration-empty-line-before": null,
    "import-notation": "string",
    // Contrasts are computed from them.
    "color-hex-length": "long",
    // Where a length may be something else, 0 is written with its unit.
    "length-zero-no-unit": [
      true,
      { ignore: ["custom-properties"], ignoreFunctions: ["max", "min"] },
    ],
  },
};
