import { rmSync } from 'node:fs'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import {
  type ClipStyle,
  cameraSwitches,
  renderClip,
  writeCameraClip,
} from '../support/browser/camera-clip.ts'
import { findBrowser, testSwitches } from '../support/browser/find-browser.ts'
import {
  type Alone,
  alone,
  test as base,
  expect,
  type Interruptible,
  interruptible,
  waitForWorker,
  withoutWorker,
} from './fixtures.ts'

export type Camera = { readonly text: string; readonly style: ClipStyle } | 'none' | 'refused'

/**
 * On a phone 320 px wide. A test with a camera has a browser of its own, because its camera is a switch of
 * the browser.
 */
export const test = base.extend<{ camera: Camera }>({
  camera: ['none', { option: true }],
  context: async ({ camera, baseURL, browser: shared, locale, serviceWorkers }, use, info) => {
    const options: BrowserContextOptions = {
      ...(baseURL ? { baseURL } : {}),
      ...(locale ? { locale } : {}),
      ...(serviceWorkers ? { serviceWorkers } : {}),
      viewport: { width: 320, height: 640 },
      permissions: camera === 'refused' ? [] : ['camera'],
    }
    if (camera === 'none') {
      const context = await shared.newContext(options)
      await use(context)
      await context.close()
      return
    }
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      args: [...testSwitches, ...switchesOf(camera, info.outputPath('clip.y4m'))],
      ...(executablePath ? { executablePath } : {}),
    })
    await use(await browser.newContext(options))
    await browser.close()
    rmSync(info.outputPath('clip.y4m'), { force: true })
  },
})

export const testAlone = test.extend<Alone>(alone)
export const testWithoutWorker = test.extend(withoutWorker)
export const testInterrupted = test.extend<Interruptible>(interruptible)

function switchesOf(camera: Exclude<Camera, 'none'>, clip: string): string[] {
  if (camera === 'refused') return ['--use-fake-device-for-media-stream']
  writeCameraClip(clip, renderClip(camera.text, camera.style))
  return cameraSwitches(clip)
}

/** The scanner is loaded after the card path; offline it works once its files are there. */
export async function waitForScanner(page: Page) {
  await waitForWorker(page)
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const caught = await Promise.all(
            (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
          )
          const paths = caught.flat().map(({ url }) => new URL(url).pathname)
          return ['.wasm', 'scan-worker', 'scan-camera', 'scan-screens', 'addresses.txt'].filter(
            (part) => !paths.some((path) => path.includes(part)),
          )
        }),
      { intervals: [100] },
    )
    .toEqual([])
}
