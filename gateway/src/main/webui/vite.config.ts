import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Log in at the gateway itself; its cookie holds for every port. Its own origin is named, since it takes changes from no other. */
const gateway = process.env.CRM_URL ?? 'http://localhost:8080';
const proxy = { '/api': { target: gateway, headers: { origin: gateway } } };

const FIRST_PAGE = 'Home';
const BUDGET_KB = 250;

/** What a browser fetches before it shows the first page is held to a budget; the build fails beyond it. */
function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const wanted = chunks.filter((chunk) => chunk.isEntry || chunk.name === FIRST_PAGE).map((chunk) => chunk.fileName);
      const first = new Set<string>();
      while (wanted.length > 0) {
        const name = wanted.pop()!;
        if (!first.has(name)) {
          first.add(name);
          wanted.push(...(chunks.find((chunk) => chunk.fileName === name)?.imports ?? []));
        }
      }
      const sizes = chunks.filter((chunk) => first.has(chunk.fileName)).map((chunk) => ({ name: chunk.fileName, kB: gzipSync(chunk.code).length / 1000 }));
      const sum = sizes.reduce((total, each) => total + each.kB, 0);
      console.log(`first page: ${sum.toFixed(1)} kB of JavaScript (gzip) of ${BUDGET_KB}`);
      if (sum > BUDGET_KB) {
        this.error(`The first page needs ${sum.toFixed(1)} kB of JavaScript (gzip), more than ${BUDGET_KB}: ${sizes.map((each) => `${each.name} ${each.kB.toFixed(1)}`).join(', ')}`);
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), budget()],
  build: { target: 'es2022', outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy },
  preview: { port: 5173, proxy },
  test: { environment: 'jsdom', globals: false, setupFiles: ['src/testing/setup.ts'], css: false, testTimeout: 120_000 },
});
