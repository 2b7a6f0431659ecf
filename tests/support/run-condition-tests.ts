/**
 * `npm run test:conditions`: journeys under conditions that `npm test` does not wait for: what kills the
 * issuer, the worker or a refresh, a full disk, a database that hangs, an update in between, unsteady
 * cameras, browsers that are old or lack something; and the kit in a page that is not ours. The last line is
 * "N passed, N failed".
 */
import { join } from 'node:path'
import { countCheck, makeReportFolder, printSum, runInChromium, runVitest } from './count-tests.ts'

const reports = makeReportFolder('conditions')

printSum([
  countCheck('build', 'vite', ['build', '--logLevel', 'error']),
  runVitest('what is killed, and the kit in a page', ['conditions'], join(reports, 'vitest.json')),
  runInChromium('conditions', 'tests/conditions/playwright.config.ts', join(reports, 'playwright.json')),
])
