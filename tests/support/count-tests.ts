/** Runs the stages of the tests and counts what passed and what failed. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { provideBrowser } from './browser/find-browser.ts'

export type Count = { passed: number; failed: number }

/** A folder for one command's reports, emptied. */
export function makeReportFolder(name: string): string {
  const folder = join('node_modules/.cache/test-reports', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

export function run(title: string, command: string, words: readonly string[], environment = {}): boolean {
  console.log(`\n── ${title}`)
  const outcome = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
  return outcome.status === 0
}

export function countCheck(title: string, command: string, words: readonly string[]): Count {
  return run(title, command, words) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A runner that ends badly counts at least one failure, whatever its report says. */
export function countReport(succeeded: boolean, readCount: () => Count): Count {
  try {
    const count = readCount()
    return succeeded ? count : { ...count, failed: Math.max(1, count.failed) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** Runs Playwright; what passed only at a second try has failed. */
export function runPlaywright(title: string, config: string, file: string, environment = {}): Count {
  const succeeded = run(title, 'playwright', ['test', '--config', config, '--reporter=list,json'], {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(file),
  })
  return countReport(succeeded, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: Number(stats.expected), failed: Number(stats.unexpected) + Number(stats.flaky) }
  })
}

/** The same in Chromium, which is fetched where there is none; without one it has failed. */
export function runInChromium(title: string, config: string, file: string): Count {
  const browser = provideBrowser()
  if (browser === undefined) {
    console.error('\nNo browser: install Chromium or Chrome, or set CHROMIUM_PATH to one, and run it again.')
    return { passed: 0, failed: 1 }
  }
  return runPlaywright(`${title}, in ${browser}`, config, file, { CHROMIUM_PATH: browser })
}

/** Prints the sum as the last line, and has the process end accordingly. */
export function printSum(counts: readonly Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
