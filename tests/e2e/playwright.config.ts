import { defineConfig } from '@playwright/test'
import { browserSwitches, findBrowser } from '../support/browser/find-browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../../node_modules/.cache/e2e',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: false,
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
