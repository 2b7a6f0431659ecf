import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ScannerState } from '../../../../src/desk-app/scanners/scanner-link.ts'
import { createSerialLink } from '../../../../src/desk-app/scanners/serial-link.ts'
import { eventually } from '../../../support/eventually.ts'
import { makeSerialScanner } from '../../../support/fake-scanners.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function openLink(options: Parameters<typeof makeSerialScanner>[0] = {}) {
  const fake = makeSerialScanner(options)
  const texts: string[] = []
  const states: ScannerState[] = []
  const link = createSerialLink(fake.serial, {
    onText: (text) => texts.push(text),
    onState: (state) => states.push(state),
  })
  return { ...fake, link, texts, lastState: () => states.at(-1) }
}

const long = `BHYT:1/${'7193'.repeat(197)}`

it('hands on each line whole, in whatever parts it comes', async () => {
  const { link, scanner, texts, lastState } = openLink()
  await link.connect()
  expect(lastState()).toEqual({ kind: 'connected', name: '' })
  scanner.scan(long)
  scanner.scan(']Q1DN4010199977712')
  await eventually(() => expect(texts).toEqual([long, ']Q1DN4010199977712']))
})

it('ends a code without a line end by the silence after it', async () => {
  const { link, scanner, texts } = openLink({ end: '' })
  await link.connect()
  scanner.scan(long)
  await vi.advanceTimersByTimeAsync(199)
  expect(texts).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(texts).toEqual([long])
})

it('says that nothing was chosen, that it may not, and that another holds it', async () => {
  const { link, serial, lastState } = openLink()
  serial.choice = 'nothing'
  await link.connect()
  expect(lastState()).toEqual({ kind: 'none-chosen' })
  serial.choice = 'refused'
  await link.connect()
  expect(lastState()).toEqual({ kind: 'refused' })
  const taken = openLink({ isTaken: true })
  await taken.link.connect()
  expect(taken.lastState()).toEqual({ kind: 'busy' })
})

it('opens what was chosen before, and what is plugged in again', async () => {
  const { link, scanner, texts, lastState } = openLink({ isGranted: true })
  await link.resume()
  expect(lastState()?.kind).toBe('connected')
  scanner.scan('half')
  scanner.unplug()
  await eventually(() => expect(lastState()).toEqual({ kind: 'unplugged' }))
  scanner.plugIn()
  await eventually(() => expect(lastState()?.kind).toBe('connected'))
  scanner.scan('DN4010199977712')
  await eventually(() => expect(texts.at(-1)).toBe('DN4010199977712'))
})
