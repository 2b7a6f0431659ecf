/**
 * `npm test`: format and lint, types, unit and integration tests, the build, end-to-end tests in a real browser.
 * Every stage runs even when an earlier one failed; the last line is "N passed, N failed".
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { provideBrowser } from './browser/find-browser.ts'

type Count = { passed: number; failed: number }

const reports = 'node_modules/.cache/test-reports'
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

function run(title: string, command: string, words: readonly string[], environment = {}): boolean {
  console.log(`\n── ${title}`)
  const outcome = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
  return outcome.status === 0
}

function countCheck(title: string, command: string, words: readonly string[]): Count {
  return run(title, command, words) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A runner that ends badly counts at least one failure, whatever its report says. */
function countReport(succeeded: boolean, readCount: () => Count): Count {
  try {
    const count = readCount()
    return succeeded ? count : { ...count, failed: Math.max(1, count.failed) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

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

function runPlaywright(): Count {
  const file = join(reports, 'playwright.json')
  const browser = provideBrowser()
  if (browser === undefined) {
    console.error(
      '\nNo browser: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run npm test again.',
    )
    return { passed: 0, failed: 1 }
  }
  const succeeded = run(
    `end to end, in ${browser}`,
    'playwright',
    ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(file) },
  )
  return countReport(succeeded, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: Number(stats.expected), failed: Number(stats.unexpected) + Number(stats.flaky) }
  })
}

const counts = [
  countCheck('format and lint', 'biome', ['ci', '--colors=off', '.']),
  countCheck('types', 'tsc', ['-b']),
  countCheck('build', 'vite', ['build']),
  runVitest(),
  runPlaywright(),
]
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
