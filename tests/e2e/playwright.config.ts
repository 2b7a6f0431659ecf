import { defineConfig } from '@playwright/test'
import { browserSwitches, findBrowser } from '../support/browser/find-browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../../node_modules/.cache/e2e',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  // Each test has what it needs, so the two workers end at the same time, however long one file is.
  fullyParallel: true,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    locale: 'vi-VN',
    viewport: { width: 390, height: 844 },
    launchOptions: { args: [...browserSwitches], ...(executablePath ? { executablePath } : {}) },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
