import { defineConfig } from '@playwright/test'
import { engines } from './engines.ts'

/** Playwright runs the tests; the browsers are the distribution's, which it cannot drive. */
export default defineConfig<{ engine: string }>({
  testDir: '.',
  outputDir: '../../node_modules/.cache/browsers',
  timeout: 90_000,
  expect: { timeout: 30_000 },
  workers: 2,
  forbidOnly: true,
  projects: engines.flatMap((engine) =>
    engine.findMissing() === undefined ? [{ name: engine.name, use: { engine: engine.name } }] : [],
  ),
})
