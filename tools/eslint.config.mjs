// What the scripts and style sheets are held to; `make check` runs it from the root.
import css from "@eslint/css";
import js from "@eslint/js";

const readable = {
  // The house's law for functions, as in Python; what wraps a whole file is no function.
  "max-lines-per-function": ["error", { max: 60, IIFEs: false }],
  "max-depth": ["error", 3],
  "max-params": ["error", 4],
  // Loop counters only.
  "id-length": ["error", { min: 2, exceptions: ["i", "j", "k", "n"], properties: "never" }],
  "max-statements-per-line": ["error", { max: 1 }],
  "no-sequences": "error",
  "no-nested-ternary": "error",
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
  // tsc knows every name, with its type.
  "no-undef": "off",
};

// What Chromium 72 does not know, as selectors of the syntax tree.
const tooNew = [
  "PseudoClassSelector[name=/^(has|is|where)$/]",
  "Atrule[name=/^(container|layer|property|scope)$/]",
  "Rule > Block > Rule",
  "Declaration[property=/^(inset|aspect-ratio|accent-color)/]",
].map(selector => ({ selector, message: "Chromium 72 does not know this." }));

export default [
  {
    files: ["site_templates/{assets,scan,tally}/*.js"],
    // Chromium 72 must read them: a later syntax is an error of the parser.
    languageOptions: { ecmaVersion: 2018, sourceType: "script" },
    rules: { ...js.configs.recommended.rules, ...readable },
  },
  {
    files: ["bench/*.cjs"],
    languageOptions: { sourceType: "commonjs" },
    rules: { ...js.configs.recommended.rules, ...readable },
  },
  {
    files: ["tests/*.mjs", "tools/*.mjs"],
    rules: { ...js.configs.recommended.rules, ...readable },
  },
  {
    files: ["site_templates/{assets,scan,tally}/*.css"],
    plugins: { css },
    language: "css/css",
    rules: {
      ...css.configs.recommended.rules,
      // Chromium 72 is older than any baseline that knows paper; what it lacks is named below.
      "css/use-baseline": "off",
      "no-restricted-syntax": ["error", ...tooNew],
      // The variables are those of tokens.css and of Material.
      "css/no-invalid-properties": ["error", { allowUnknownVariables: true }],
      // Material has some of its own to overcome.
      "css/no-important": "off",
    },
  },
];
