/**
 * Cards that are shaken, in the dark or dazzled before the camera, and a camera that is opened again and
 * again.
 */
import { test, testInterrupted } from '../e2e/camera-fixtures.ts'
import { expect } from '../e2e/fixtures.ts'
import { identityCard, insuranceCard, scanIdentityCard, scanInsuranceCard } from '../e2e/scanned-cards.ts'

for (const [what, text, scanCard, styles] of [
  ['an identity card', identityCard, scanIdentityCard, ['shaken', 'dark', 'glare']],
  ['an insurance card', insuranceCard, scanInsuranceCard, ['shaken']],
] as const) {
  for (const style of styles) {
    test.describe(`${what}, ${style}`, () => {
      testInterrupted.use({ camera: { text, style } })

      testInterrupted('is read offline', async ({ page, context, network, expectedErrors }) =>
        scanCard({ page, context, network, expectedErrors }),
      )
    })
  }
}

test.describe('an identity card', () => {
  test.use({ camera: { text: identityCard, style: 'still' } })

  test('leaves no camera running behind', async ({ page }) => {
    await page.addInitScript(() => {
      const tracks: MediaStreamTrack[] = []
      let opening = 0
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (wishes) => {
        opening++
        try {
          const stream = await open(wishes)
          tracks.push(...stream.getTracks())
          return stream
        } finally {
          opening--
        }
      }
      Object.assign(window, {
        countTracks: () => ({
          any: tracks.length > 0,
          opening,
          live: tracks.filter((t) => t.readyState === 'live').length,
        }),
      })
    })
    await page.goto('/tien-ich')
    for (let i = 0; i < 6; i++) {
      await page.getByRole('link', { name: 'Quét', exact: true }).click()
      await expect(page.locator('.finder, .filled-mark').first()).toBeVisible()
      await page.getByRole('link', { name: 'Tiện ích' }).click()
    }
    const countTracks = () =>
      page.evaluate(() => (window as unknown as { countTracks: () => object }).countTracks())
    await expect.poll(countTracks).toEqual({ any: true, opening: 0, live: 0 })
  })
})
