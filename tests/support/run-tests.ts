/**
 * `npm test`: format and lint, types, unit and integration tests, the build, end-to-end tests in a real
 * browser. Every stage runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { join } from 'node:path'
import { countCheck, makeReportFolder, printSum, runInChromium, runVitest } from './count-tests.ts'

const reports = makeReportFolder('all')

printSum([
  countCheck('format and lint', 'biome', ['ci', '--colors=off', '.']),
  countCheck('types', 'tsc', ['-b']),
  countCheck('build', 'vite', ['build']),
  runVitest(
    'unit and integration tests',
    ['unit', 'unit-alone', 'integration'],
    join(reports, 'vitest.json'),
  ),
  runInChromium('end to end', 'tests/e2e/playwright.config.ts', join(reports, 'playwright.json')),
])
