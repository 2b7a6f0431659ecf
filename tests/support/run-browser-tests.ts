/**
 * `npm run test:browsers`: what must work in every engine, in Firefox and WebKit; each is skipped with a reason where it is not to be
 * had. The last line is "N passed, N failed".
 */
import { join } from 'node:path'
import { engines } from '../browsers/engines.ts'
import { installPackages } from './browser/find-browser.ts'
import { type Count, countCheck, makeReportFolder, printSum, runPlaywright } from './count-tests.ts'

const reports = makeReportFolder('browsers')

const present = engines.filter(({ name, packages, findMissing }) => {
  if (findMissing() !== undefined) installPackages(packages)
  const missing = findMissing()
  if (missing !== undefined)
    console.log(`Skipped: ${name}, because this machine has no ${missing} (Debian: ${packages.join(' ')}).`)
  return missing === undefined
})

function runSpine(): Count {
  const names = present.map(({ name }) => name).join(' and ')
  return runPlaywright(`in ${names}`, 'tests/browsers/playwright.config.ts', join(reports, 'playwright.json'))
}

printSum(
  present.length === 0 ? [] : [countCheck('build', 'vite', ['build', '--logLevel', 'error']), runSpine()],
)
