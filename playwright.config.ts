import { defineConfig } from '@playwright/test'

const executablePath = process.env['CHROME_PATH']
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A shared machine may stall once; what fails twice is a fault, and what needed its second try is told as flaky.
  retries: process.env['CI'] ? 1 : 0,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium refuses its sandbox to root; the pages under test are our own.
      chromiumSandbox: !asRoot,
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'web', testIgnore: /desktop/ },
    { name: 'desktop', testMatch: /desktop/ },
  ],
})
