/**
 * `npm test`: format and lint, types, unit and integration tests, the build, end-to-end tests in a real browser.
 * Every stage runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { provideBrowser } from './browser/find-browser.ts'
import {
  type Count,
  countCheck,
  countReport,
  makeReportFolder,
  printSum,
  run,
  runPlaywright,
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

function runEndToEnd(): Count {
  const browser = provideBrowser()
  if (browser === undefined) {
    console.error(
      '\nNo browser: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run npm test again.',
    )
    return { passed: 0, failed: 1 }
  }
  const config = 'tests/e2e/playwright.config.ts'
  return runPlaywright(`end to end, in ${browser}`, config, join(reports, 'playwright.json'), {
    CHROMIUM_PATH: browser,
  })
}

printSum([
  countCheck('format and lint', 'biome', ['ci', '--colors=off', '.']),
  countCheck('types', 'tsc', ['-b']),
  countCheck('build', 'vite', ['build']),
  runVitest(),
  runEndToEnd(),
])
