import { defineConfig } from '@playwright/test'
import journeys from '../e2e/playwright.config.ts'

/** The same browser and limits as in `npm test`, for every screen in every language, size and theme. */
export default defineConfig(journeys, { testDir: '.', outputDir: '../../node_modules/.cache/screens' })
