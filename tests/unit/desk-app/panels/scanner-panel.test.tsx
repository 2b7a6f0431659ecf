// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { translateDesk } from '../../../../src/desk-app/desk-texts.ts'
import { ScannerPanel } from '../../../../src/desk-app/panels/scanner-panel.tsx'
import { renderPart, settle } from '../../../support/app/render-screen.tsx'
import { makeHidScanner, makeSerialScanner } from '../../../support/fake-scanners.ts'

const t = translateDesk.vi
const [connectHid, connectSerial] = [t('scanner.hid'), t('scanner.serial')]

/** The panel in a browser that has these ways to scanners. */
async function open(ways: { hid?: object; serial?: object }) {
  for (const [name, value] of Object.entries(ways)) {
    Object.defineProperty(navigator, name, { value, configurable: true })
  }
  const texts: string[] = []
  const part = await renderPart(<ScannerPanel t={t} onText={(text) => texts.push(text)} />)
  // Its code comes lazily.
  await vi.dynamicImportSettled()
  await settle()
  return { ...part, texts }
}

afterEach(() => {
  for (const name of ['hid', 'serial']) Reflect.deleteProperty(navigator, name)
  vi.restoreAllMocks()
})

describe('the panel of scanners', () => {
  it('says so where the browser has neither way, and offers nothing to press', async () => {
    const { status, root } = await open({})
    expect(status()).toEqual([t('scanner.unsupported'), t('scanner.unsupported')])
    expect([...root.querySelectorAll('button')].every(({ disabled }) => disabled)).toBe(true)
  })

  it('connects what is chosen, and hands on what it reads', async () => {
    const { hid, scanner } = makeHidScanner()
    const { press, status, texts } = await open({ hid })
    expect(status()[0]).toBe(t('scanner.idle'))
    await press(connectHid)
    expect(status()[0]).toBe(t('scanner.connected', { name: 'Voyager 1470g' }))
    scanner.scan('DN4010199977712')
    expect(texts).toEqual(['DN4010199977712\r'])
  })

  it('opens a granted port at once, without a name for it', async () => {
    const { serial } = makeSerialScanner({ isGranted: true })
    const { status } = await open({ serial })
    expect(status()).toEqual([
      t('scanner.unsupported'),
      t('scanner.connected', { name: t('scanner.nameless') }),
    ])
  })

  it('says that nothing was chosen, and that the browser forbids it', async () => {
    const { serial } = makeSerialScanner()
    const { press, status, alert } = await open({ serial })
    serial.choice = 'nothing'
    await press(connectSerial)
    expect(status()[1]).toBe(t('scanner.none-chosen'))
    serial.choice = 'refused'
    await press(connectSerial)
    expect(status()[1]).toBe(t('scanner.refused'))
    expect(alert()).toBe('')
  })

  it('raises its voice when another program holds the scanner, and when it is unplugged', async () => {
    const taken = await open({ hid: makeHidScanner({ isTaken: true }).hid })
    await taken.press(connectHid)
    expect(taken.alert()).toBe(t('scanner.busy'))
    const { hid, scanner } = makeHidScanner({ isGranted: true })
    const { alert } = await open({ hid })
    expect(alert()).toBe('')
    scanner.unplug()
    await settle()
    expect(alert()).toBe(t('scanner.unplugged'))
    scanner.plugIn()
    await settle()
    expect(alert()).toBe('')
  })

  it('leaves the answer to another window while nobody looks at this one', async () => {
    const { hid, scanner } = makeHidScanner({ isGranted: true })
    const { texts } = await open({ hid })
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    scanner.scan('DN4010199977712')
    expect(texts).toEqual([])
  })
})
