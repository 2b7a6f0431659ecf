import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
] as const
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const

/**
 * Path of a Chromium to run the browser tests with: `CHROMIUM_PATH`, Playwright's own, the system's.
 * Installs nothing; see `provideBrowser`.
 */
export function findBrowser(): string | undefined {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
  const candidates = [process.env['CHROMIUM_PATH'] ?? '', chromium.executablePath(), ...onPath, ...macPaths]
  return candidates.find((path) => path !== '' && existsSync(path))
}

/** As `findBrowser`, but tries to install one: Playwright's, else the distribution's package when it may. */
export function provideBrowser(): string | undefined {
  return findBrowser() ?? installPlaywrightBrowser() ?? installDistributionPackage()
}

function installPlaywrightBrowser(): string | undefined {
  console.log('No Chromium found; asking Playwright to install its own …')
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  return findBrowser()
}

function installDistributionPackage(): string | undefined {
  installPackages(['chromium'])
  return findBrowser()
}

/** Installs packages of the distribution where it may: as root, with apt. Whether it could shows in what is there then. */
export function installPackages(packages: readonly string[]): void {
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return
  console.log(`Installing the distribution's packages ${packages.join(' ')} …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', words, { stdio: 'ignore', timeout: 600_000, env: environment })
  }
}

/** Switches for a headless Chromium that talks to nobody but the page under test. */
export const browserSwitches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

/**
 * What a tested page has no part in, and yet costs: Chromium loads pages of its own for its address bar, into
 * a process beside every window. Only the last list of a command line counts, so this one repeats what
 * Playwright turns off and this project's tests would notice.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
] as const

/** The same for Playwright. */
export const testSwitches = [...browserSwitches, `--disable-features=${withoutFeatures.join(',')}`]
