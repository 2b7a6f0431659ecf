/**
 * `npm test`: format and lint, types, unit and integration tests, the build, end-to-end tests in a real
 * browser. Every stage runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Count,
  countCheck,
  countReport,
  makeReportFolder,
  printSum,
  run,
  runInChromium,
} from './count-tests.ts'

const reports = makeReportFolder('all')

function runVitest(): Count {
  const file = join(reports, 'vitest.json')
  const succeeded = run('unit and integration tests', 'vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return countReport(succeeded, () => {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) }
  })
}

printSum([
  countCheck('format and lint', 'biome', ['ci', '--colors=off', '.']),
  countCheck('types', 'tsc', ['-b']),
  countCheck('build', 'vite', ['build']),
  runVitest(),
  runInChromium('end to end', 'tests/e2e/playwright.config.ts', join(reports, 'playwright.json')),
])
