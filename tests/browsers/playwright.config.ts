import { defineConfig } from '@playwright/test'
import { engines } from './engines.ts'

/** Playwright runs the tests; the browsers are the distribution's, which it cannot drive. */
export default defineConfig<{ engine: string }>({
  testDir: '.',
  outputDir: '../../node_modules/.cache/browsers',
  // Of a test that hangs; nothing here waits for a time.
  timeout: 300_000,
  workers: 2,
  forbidOnly: true,
  // None, but where a whole run is judged by one test: .ci/run.
  retries: Number(process.env['BROWSER_TEST_RETRIES'] ?? 0),
  projects: engines.flatMap((engine) =>
    engine.findMissing() === undefined ? [{ name: engine.name, use: { engine: engine.name } }] : [],
  ),
})
