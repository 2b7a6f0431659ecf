/**
 * `npm run test:screens`: every screen in every language, size and theme. The last line is "N passed, N
 * failed".
 */
import { join } from 'node:path'
import { countCheck, makeReportFolder, printSum, runInChromium } from './count-tests.ts'

const reports = makeReportFolder('screens')

printSum([
  countCheck('build', 'vite', ['build', '--logLevel', 'error']),
  runInChromium('every screen', 'tests/screens/playwright.config.ts', join(reports, 'playwright.json')),
])
