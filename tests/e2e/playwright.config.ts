import { defineConfig } from '@playwright/test'
import { findBrowser, testSwitches } from '../support/browser/find-browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../../node_modules/.cache/e2e',
  // For what hangs, not for what is slow: a busy machine takes ten times as long.
  timeout: 300_000,
  expect: { timeout: 90_000 },
  // A test waits about as long as it works, so three keep two cores busy.
  workers: 3,
  // Each test has what it needs, so the workers end at the same time, however long one file is.
  fullyParallel: true,
  forbidOnly: true,
  // None, but where a whole run is judged by one test: .ci/run.
  retries: Number(process.env['BROWSER_TEST_RETRIES'] ?? 0),
  use: {
    browserName: 'chromium',
    locale: 'vi-VN',
    // The day of the phone is that of the issuer, whatever the machine's clock says it is here.
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 390, height: 844 },
    launchOptions: { args: [...testSwitches], ...(executablePath ? { executablePath } : {}) },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
