import { expect, it } from 'vitest'
import { createHidLink } from '../../../../src/desk-app/scanners/hid-link.ts'
import type { ScannerState } from '../../../../src/desk-app/scanners/scanner-link.ts'
import { eventually } from '../../../support/eventually.ts'
import { makeHidScanner } from '../../../support/fake-scanners.ts'

function openLink(options: Parameters<typeof makeHidScanner>[0] = {}) {
  const fake = makeHidScanner(options)
  const texts: string[] = []
  const states: ScannerState[] = []
  const link = createHidLink(fake.hid, {
    onText: (text) => texts.push(text),
    onState: (state) => states.push(state),
  })
  return { ...fake, link, texts, lastState: () => states.at(-1) }
}

/** A wallet's code has 788 digits: fifteen reports. */
const long = `BHYT:1/${'7193'.repeat(197)}`

it('hands on a long code whole, without the symbology identifier', async () => {
  const { link, scanner, texts, lastState } = openLink()
  await link.connect()
  expect(lastState()).toEqual({ kind: 'connected', name: 'Voyager 1470g' })
  scanner.scan(long)
  scanner.scan('002200000017|Nguyễn Văn Ẩn|')
  expect(texts).toEqual([`${long}\r`, '002200000017|Nguyễn Văn Ẩn|\r'])
})

it('says that nothing was chosen, that it may not, and that another holds it', async () => {
  const { link, hid, lastState } = openLink()
  hid.choice = 'nothing'
  await link.connect()
  expect(lastState()).toEqual({ kind: 'none-chosen' })
  hid.choice = 'refused'
  await link.connect()
  expect(lastState()).toEqual({ kind: 'refused' })
  const taken = openLink({ isTaken: true })
  await taken.link.connect()
  expect(taken.lastState()).toEqual({ kind: 'busy' })
})

it('keeps the scanner that it has when another choice is called off', async () => {
  const { link, hid, lastState } = openLink()
  await link.connect()
  hid.choice = 'nothing'
  await link.connect()
  expect(lastState()?.kind).toBe('connected')
})

it('opens what was chosen before, and what is plugged in again', async () => {
  const { link, scanner, texts, lastState } = openLink({ isGranted: true })
  await link.resume()
  expect(lastState()?.kind).toBe('connected')
  scanner.unplug()
  expect(lastState()).toEqual({ kind: 'unplugged' })
  scanner.plugIn()
  await eventually(() => expect(lastState()?.kind).toBe('connected'))
  scanner.scan('DN4010199977712')
  expect(texts).toEqual(['DN4010199977712\r'])
  const fresh = openLink()
  await fresh.link.resume()
  expect(fresh.lastState()).toBeUndefined()
})

it('begins anew after a code whose end never came, and forgets what is too long', async () => {
  const { link, scanner, texts, report } = openLink()
  await link.connect()
  const part = new Uint8Array(56).fill(49)
  report(part, true)
  scanner.unplug()
  scanner.plugIn()
  await link.resume()
  scanner.scan('GD4')
  expect(texts).toEqual(['GD4\r'])
  for (let each = 0; each < 200; each++) report(part, true)
  report(part, false)
  scanner.scan('HS4')
  expect(texts).toEqual(['GD4\r', 'HS4\r'])
})
