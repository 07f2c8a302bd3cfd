// Formats Typst files with typstyle: `typstyle.mjs FILE…` writes them, `--check` only names
// them. No registry has typstyle as a program; this is its library, built for the Web.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as typstyle from "./node_modules/@typstyle/typstyle-wasm-bundler/typstyle_wasm_bg.js";

const wasm = fileURLToPath(
  import.meta.resolve("@typstyle/typstyle-wasm-bundler/typstyle_wasm_bg.wasm"),
);
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
  "./typstyle_wasm_bg.js": typstyle,
});
typstyle.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const checking = process.argv[2] === "--check";
for (const file of process.argv.slice(checking ? 3 : 2)) {
  const before = readFileSync(file, "utf8");
  const after = typstyle.format(before, { max_width: 96, tab_spaces: 2 });
  if (after === before) continue;
  if (checking) {
    console.error(`${file}: not formatted; \`make fix\` does it`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, after);
  }
}
