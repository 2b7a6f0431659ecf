/** Runs the stages of the tests and counts what passed and what failed. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { provideBrowser } from './browser/find-browser.ts'

export type Count = { passed: number; failed: number; failures: readonly string[] }

/** A folder for one command's reports, emptied. */
export function makeReportFolder(name: string): string {
  const folder = join('node_modules/.cache/test-reports', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * Many tests start the service or a command as a process of its own: what one has compiled, the others take
 * from here.
 */
const compiled = { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') }

export function run(title: string, command: string, words: readonly string[], environment = {}): boolean {
  console.log(`\n── ${title}`)
  const outcome = spawnSync(command, words, {
    stdio: 'inherit',
    env: { ...compiled, ...process.env, ...environment },
  })
  return outcome.status === 0
}

export function countCheck(title: string, command: string, words: readonly string[]): Count {
  return run(title, command, words) ? { passed: 1, failed: 0, failures: [] } : failAll(title)
}

function failAll(title: string): Count {
  return { passed: 0, failed: 1, failures: [title] }
}

/** A runner that ends badly counts at least one failure, whatever its report says. */
export function countReport(title: string, succeeded: boolean, readCount: () => Count): Count {
  try {
    const count = readCount()
    if (succeeded || count.failed > 0) return count
    return { ...count, failed: 1, failures: [`${title}: it ended badly`] }
  } catch {
    return failAll(`${title}: no report`)
  }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** A file that could not be loaded has no test that failed: it is counted as one. */
function readVitestReport(report: VitestReport): Count {
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative('.', name)
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (assertionResults.length === 0) return [describeFailure(file, message)]
    return failed.map((test) => describeFailure(`${file}: ${test.fullName}`, test.failureMessages[0]))
  })
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, failures.length), failures }
}

type PlaywrightSuite = {
  specs: {
    file: string
    title: string
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

/** What the tests with a status said when they failed first. */
function listPlaywrightErrors(status: string, { specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ results }) => describeFailure(`${file}: ${title}`, results[0]?.error?.message)),
  )
  return [...own, ...suites.flatMap((suite) => listPlaywrightErrors(status, suite))]
}

/** One line: where, and the beginning of what was said. */
function describeFailure(where: string, message = ''): string {
  const said = stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').trim()
  return said === '' ? where : `${where}: ${said.slice(0, 300)}`
}

/** Runs projects of Vitest, which are named in vite.config.ts. */
export function runVitest(title: string, projects: readonly string[], file: string): Count {
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const succeeded = run(title, 'vitest', ['run', ...chosen, ...reporters])
  return countReport(title, succeeded, () => readVitestReport(JSON.parse(readFileSync(file, 'utf8'))))
}

/**
 * Runs Playwright. What passed only when it was tried again (`BROWSER_TEST_RETRIES`) has passed, and is named
 * on a line that begins with ↻: a defect to be found.
 */
export function runPlaywright(title: string, config: string, file: string, environment = {}): Count {
  const succeeded = run(title, 'playwright', ['test', '--config', config, '--reporter=list,json'], {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(file),
  })
  return countReport(title, succeeded, () => {
    const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'))
    for (const error of listPlaywrightErrors('flaky', { specs: [], suites })) console.log(`\n↻ ${error}`)
    const failures = listPlaywrightErrors('unexpected', { specs: [], suites })
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures }
  })
}

/** The same in Chromium, which is fetched where there is none; without one it has failed. */
export function runInChromium(title: string, config: string, file: string): Count {
  const browser = provideBrowser()
  if (browser === undefined) {
    console.error('\nNo browser: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run it again.')
    return failAll(`${title}: no browser`)
  }
  return runPlaywright(`${title}, in ${browser}`, config, file, { CHROMIUM_PATH: browser })
}

/** Prints what failed, a line each that begins with ✗, and the sum last; the exit code says the same. */
export function printSum(counts: readonly Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  const failures = counts.flatMap((count) => count.failures)
  if (failures.length > 0) console.log(`\n${failures.map((failure) => `✗ ${failure}`).join('\n')}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
