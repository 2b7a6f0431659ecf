import { expect, it } from 'vitest'
import { createScannerKeys } from '../../../src/desk-app/engine/scanner-keys.ts'

/** Which of the keys of a text would walk through the page, pressed one every so many milliseconds. */
function walk(keys: readonly string[], { every, isRepeat = false }: { every: number; isRepeat?: boolean }) {
  const isScannerKey = createScannerKeys()
  return keys.filter((key, at) => isScannerKey({ key, time: at * every, isRepeat, isShortcut: false }))
}

it('lets no code with tabs and line ends in it walk through the page, but for its first key', () => {
  expect(walk(['Tab', 'Tab', 'Enter', 'a', ' ', 'Tab'], { every: 20 })).toEqual(['Tab', 'Enter', ' ', 'Tab'])
})

it('lets no code press function keys or choose by arrows, where a scanner makes such of its signs', () => {
  const pressed = ['a', 'F2', 'F8', 'Escape', 'ArrowDown', 'PageUp', 'Backspace', 'F']
  expect(walk(pressed, { every: 20 })).toEqual(['F2', 'F8', 'Escape', 'ArrowDown', 'PageUp'])
})

it('leaves a person each key, also one that is held down', () => {
  expect(walk(['Tab', 'Tab', 'Enter'], { every: 60 })).toEqual([])
  expect(walk(['Tab', 'Tab', 'Tab'], { every: 30, isRepeat: true })).toEqual([])
  expect(walk(['Shift', 'Tab'], { every: 20 })).toEqual([])
})

it('takes no measure of a key that is held for the next one and repeats until it comes', () => {
  const isScannerKey = createScannerKeys()
  for (const time of [0, 500, 533, 566])
    isScannerKey({ key: 'Shift', time, isRepeat: time > 0, isShortcut: false })
  expect(isScannerKey({ key: 'Tab', time: 590, isRepeat: false, isShortcut: false })).toBe(false)
})

it('lets no code press a shortcut, as which scanners type control characters, also as its first sign', () => {
  const pressAt = (times: readonly [held: number, pressed: number]) => {
    const isScannerKey = createScannerKeys()
    const [held, pressed] = times
    isScannerKey({ key: 'Control', time: held, isRepeat: false, isShortcut: true })
    isScannerKey({ key: 'Control', time: pressed - 1, isRepeat: true, isShortcut: true })
    return isScannerKey({ key: 'l', time: pressed, isRepeat: false, isShortcut: true })
  }
  expect(pressAt([1000, 1008])).toBe(true)
  expect(pressAt([1000, 1120])).toBe(false)
})
