import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy: { '/api': 'http://localhost:8080', '/auth': 'http://localhost:8080', '/login': 'http://localhost:8080' } },
  test: { environment: 'jsdom', globals: false, setupFiles: ['src/testing/setup.ts'], css: false, testTimeout: 30_000 },
});
