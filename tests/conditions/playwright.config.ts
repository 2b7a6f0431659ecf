import { defineConfig } from '@playwright/test'
import journeys from '../e2e/playwright.config.ts'

/** The same browser and limits as in `npm test`, for what a phone and a network do to those journeys. */
export default defineConfig(journeys, {
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../node_modules/.cache/conditions',
})
