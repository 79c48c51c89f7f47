import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig } from "vite";

const out = "../src/kouan/web/static/dist";

/** The server sends these bytes as they are, so nothing is compressed while somebody waits. */
const compressed = {
  name: "compressed",
  closeBundle() {
    for (const name of readdirSync(out).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const bytes = readFileSync(join(out, name));
      writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};

export default defineConfig({
  base: "./",
  plugins: [compressed],
  css: { transformer: "lightningcss" },
  build: {
    outDir: out,
    emptyOutDir: true,
    manifest: "manifest.json",
    // What offices really run: browsers on a Chromium of 2022. light-dark() and nesting are rewritten for them.
    target: ["chrome100", "firefox100", "safari15.4"],
    cssMinify: "lightningcss",
    chunkSizeWarningLimit: 900,
    modulePreload: false,
    rolldownOptions: {
      input: { main: "src/main.ts", style: "src/style.css" },
      checks: { eval: false }, // htmx can evaluate; it is told not to, and the security policy forbids it
      output: {
        entryFileNames: "[name].[hash].js",
        chunkFileNames: "[name].[hash].js",
        assetFileNames: "[name].[hash][extname]",
      },
    },
  },
});
