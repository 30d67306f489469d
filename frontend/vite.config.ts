// How the scripts of the pages are built: one entry per page, modules only, names with a hash of their content, and a
// manifest from which the server learns which files a page needs.

import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  build: {
    outDir: "../src/portee/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    // Fonts and pictures stay files: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        board: "src/board.ts",
        explorer: "src/explorer.ts",
        goods: "src/goods.ts",
        hub: "src/hub.ts",
        what_if: "src/what_if.ts",
        work: "src/work.ts",
        workshop: "src/workshop.ts",
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
