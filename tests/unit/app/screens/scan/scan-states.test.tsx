// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { OtherWays } from '../../../../../src/app/screens/scan/other-ways.tsx'
import { PictureAnswer, RefusalAnswer } from '../../../../../src/app/screens/scan/scan-answer.tsx'
import { ScanScreen } from '../../../../../src/app/screens/scan/scan-screen.tsx'
import { tScan } from '../../../../../src/app/texts/scan-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'

describe('the scanner', () => {
  it('says without a camera what else there is', async () => {
    vi.stubGlobal(
      'Worker',
      class {
        postMessage() {}
        terminate() {}
      },
    )
    const { text, hasButton } = await renderScreen(<ScanScreen />)
    expect(text()).toContain(tScan('scan.pick'))
    expect(hasButton(tScan('scan.manual'))).toBe(true)
  })
})

describe('why there is no camera', () => {
  it.each(['refused', 'in_use', 'no_camera'] as const)('is said of %s, with another try', async (refusal) => {
    const retry = vi.fn()
    const { alert, press } = await renderScreen(<RefusalAnswer refusal={refusal} onRetry={retry} />)
    expect(alert()).toContain(tScan(`refusal.${refusal}`))
    expect(alert()).toContain(tScan('refusal.stillPossible'))
    await press(tUi('scan.retry'))
    expect(retry).toHaveBeenCalledOnce()
  })
})

describe('a picture', () => {
  it.each(['noCode', 'notPicture', 'tooLarge'] as const)(
    'that is of no use is said to be %s',
    async (kind) => {
      const again = vi.fn()
      const { alert, press } = await renderScreen(<PictureAnswer kind={kind} onAgain={again} />)
      expect(alert()).toContain(tScan(`scan.${kind}Help`))
      await press(tUi('scan.retry'))
      expect(again).toHaveBeenCalledOnce()
    },
  )

  it('is handed on, and may be the same one again', async () => {
    const handed = vi.fn()
    const { root } = await renderScreen(
      <OtherWays isMain suggestPhoto={false} isOpen={false} onHanded={handed} byHand={null} />,
    )
    const input = root.querySelector<HTMLInputElement>('input[type="file"]')
    const picture = new File(['x'], 'the.png', { type: 'image/png' })
    Object.defineProperty(input, 'files', { value: [picture] })
    input?.dispatchEvent(new Event('change', { bubbles: true }))
    expect(handed).toHaveBeenCalledWith({ picture })
    expect(input?.value).toBe('')
  })
})
