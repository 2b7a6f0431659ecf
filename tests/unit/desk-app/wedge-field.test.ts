import { describe, expect, it } from 'vitest'
import { createWedgeField, type WedgeEnd } from '../../../src/desk-app/engine/wedge-field.ts'
import { KEYBOARDS, type Keyboard, scanOn } from '../../support/desk-scanner.ts'
import { readVector } from '../../support/vectors/files.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'

const live = readVector<ScanVector>('credential/scans/live.json').text
const unsigned = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json').text

/** A field with a clock that moves when it is told to. */
function openField() {
  const ends: WedgeEnd[] = []
  let timer: { at: number; onTime: () => void } | undefined
  let now = 0
  const field = createWedgeField({
    onProgress: () => {},
    onEnd: (end) => ends.push(end),
    startTimer: (onTime, ms) => {
      const mine = { at: now + ms, onTime }
      timer = mine
      return () => {
        if (timer === mine) timer = undefined
      }
    },
  })
  const pass = (ms: number) => {
    now += ms
    if (!timer || timer.at > now) return
    const { onTime } = timer
    timer = undefined
    onTime()
  }
  const press = (key: string, code = key) => field.keyDown({ key, code, shift: false, isChord: false })
  return { field, ends, pass, press }
}

/** Types a scan key by key, the field's text growing as the computer makes it. */
function typeScan(opened: ReturnType<typeof openField>, keyboard: Keyboard, text: string, every = 4) {
  const { keys, typed } = scanOn(keyboard, text)
  for (const [at, { key, code, shift }] of keys.entries()) {
    opened.field.keyDown({ key, code, shift, isChord: false })
    opened.field.input(typed.slice(0, Math.ceil(((at + 1) / keys.length) * typed.length)))
    opened.pass(every)
  }
}

describe('the field for a desk scanner', () => {
  it.each(KEYBOARDS)('ends with Enter, and after 120 ms of silence without it: %s', (keyboard) => {
    for (const text of [live, unsigned]) {
      const withEnter = openField()
      typeScan(withEnter, keyboard, text)
      expect(withEnter.press('Enter')).toBe(true)
      expect(withEnter.ends).toEqual([{ kind: 'text', text }])
      const silent = openField()
      typeScan(silent, keyboard, text)
      silent.pass(115)
      expect(silent.ends).toEqual([])
      silent.pass(1)
      expect(silent.ends).toEqual([{ kind: 'text', text }])
    }
  })

  it('ends with Tab once something was typed, and leaves Tab to the keyboard before that', () => {
    const opened = openField()
    expect(opened.press('Tab')).toBe(false)
    typeScan(opened, 'telex', live)
    expect(opened.press('Tab')).toBe(true)
    expect(opened.ends).toEqual([{ kind: 'text', text: live }])
  })

  it('is left backwards, too', () => {
    const opened = openField()
    opened.press('Shift', 'ShiftLeft')
    expect(opened.press('Tab')).toBe(false)
    expect(opened.ends).toEqual([])
  })

  it('waits for the rest where the computer pauses in the middle, and gives up after a second', () => {
    const opened = openField()
    typeScan(opened, 'none', live.slice(0, 300))
    opened.pass(500)
    const { keys } = scanOn('none', live.slice(300))
    for (const { key, code, shift } of keys) opened.field.keyDown({ key, code, shift, isChord: false })
    opened.field.input(live)
    opened.press('Enter')
    expect(opened.ends).toEqual([{ kind: 'text', text: live }])
    const cut = openField()
    typeScan(cut, 'none', live.slice(0, 300))
    cut.pass(120)
    cut.pass(880)
    expect(cut.ends).toEqual([{ kind: 'again' }])
  })

  it('says when only Enter came, and when keys were lost', () => {
    const opened = openField()
    opened.press('Enter')
    typeScan(opened, 'none', unsigned.replace('|', ''))
    opened.press('Enter')
    expect(opened.ends).toEqual([{ kind: 'only-enter' }, { kind: 'again' }])
  })

  it('leaves a number that a person types alone until Enter', () => {
    const opened = openField()
    typeScan(opened, 'none', 'DN4010199990001', 400)
    opened.pass(5000)
    expect(opened.ends).toEqual([])
    opened.press('Enter')
    expect(opened.ends).toEqual([{ kind: 'text', text: 'DN4010199990001' }])
  })
})
