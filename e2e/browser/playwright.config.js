import { defineConfig } from '@playwright/test';

/** The journeys run against a platform that is up already (CRM_URL), in the Chromium of this machine (CHROMIUM). */
export default defineConfig({
  testDir: '.',
  globalSetup: './setup.js',
  outputDir: process.env.JOURNEYS_OUT ?? '../target/journeys',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: process.env.CRM_URL ?? 'http://localhost:8080',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] },
  },
});
