import { defineConfig } from '@playwright/test';
import type { PortalOptions } from './support';

const jsonFile = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

/**
 * The whole portal in a real browser. One worker: each world is a portal of its
 * own, and two cores carry one of them at a time.
 */
export default defineConfig<object, PortalOptions>({
  testDir: './specs',
  testMatch: '**/*.spec.ts',
  outputDir: './results/artifacts',
  globalSetup: './support/globalSetup.ts',
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['./support/FlakyReporter.ts'],
    ...(jsonFile ? [['json', { outputFile: jsonFile }] as const] : []),
  ],
  use: {
    browserName: 'chromium',
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    // Recording takes time: only what failed once is recorded.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.FLEET_BROWSER ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
