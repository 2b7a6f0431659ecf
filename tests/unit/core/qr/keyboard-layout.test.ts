import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeWalletCode } from '../../../../src/core/credential/qr-text.ts'
import { undoKeyboardLayout } from '../../../../src/core/qr/keyboard-layout.ts'

const vectors: { name: string; text: string; kind: string }[] = JSON.parse(
  readFileSync(new URL('../../../vectors/card/qr-texts.json', import.meta.url), 'utf8'),
)

/** What the Windows layout "Vietnamese" types for the keys of a US layout. */
const WINDOWS = new Map(
  Object.entries({ '!': 'Ă', '@': 'Â', '#': 'Ê', $: 'Ô', ')': 'Đ', '=': '₫', '[': 'ư', ']': 'ơ' }),
)
for (const [digit, typed] of [
  'đ',
  'ă',
  'â',
  'ê',
  'ô',
  '\u0300',
  '\u0309',
  '\u0303',
  '\u0301',
  '\u0323',
].entries()) {
  WINDOWS.set(String(digit), typed)
}

function typeOnWindows(text: string): string {
  return [...text].map((key) => WINDOWS.get(key) ?? key).join('')
}

/** An input method in its plainest form: each of its pairs becomes a letter at once. */
function typeThrough(pairs: readonly (readonly [string, string])[], text: string): string {
  return pairs.reduce((typed, [keys, letter]) => {
    return typed.replaceAll(keys, letter).replaceAll(keys.toUpperCase(), letter.toUpperCase())
  }, text)
}

const TELEX = [
  ['aa', 'â'],
  ['ee', 'ê'],
  ['dd', 'đ'],
  ['âf', 'ầ'],
  ['êf', 'ề'],
  ['af', 'à'],
  ['ef', 'è'],
] as const

const VNI = [
  ...[1, 2, 3, 4, 5].map((tone, index) => [`a${tone}`, 'áàảãạ'.charAt(index)] as const),
  ...[1, 2, 3, 4, 5].map((tone, index) => [`e${tone}`, 'éèẻẽẹ'.charAt(index)] as const),
  ['a6', 'â'],
  ['e6', 'ê'],
  ['a8', 'ă'],
  ['d9', 'đ'],
] as const

const message = fc.uint8Array({ minLength: 1, maxLength: 480 }).map((bytes) => {
  const cose = new Uint8Array(bytes.length + 1)
  cose.set([0xd2])
  cose.set(bytes, 1)
  return writeWalletCode(cose)
})

describe('what a desk scanner types', () => {
  it('comes back exactly for every wallet code on the Windows layout', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(undoKeyboardLayout(typeOnWindows(text))).toEqual({ ok: true, value: text })
        expect(undoKeyboardLayout(`${typeOnWindows(text)}\r\n`)).toEqual({ ok: true, value: text })
      }),
    )
  })

  it('is left alone where nothing rewrote it', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(undoKeyboardLayout(text)).toEqual({ ok: true, value: text })
      }),
    )
    for (const { text } of vectors.filter(
      ({ kind, name }) => kind !== 'wrong-charset' && !/^(C11|B10)/.test(name),
    )) {
      expect(undoKeyboardLayout(text)).toEqual({ ok: true, value: text })
    }
  })

  it.each(vectors.filter(({ name }) => /^(B[1-9]|C9) /.test(name)))(
    'comes back from the Windows layout: $name',
    ({ text }) => {
      expect(undoKeyboardLayout(typeOnWindows(text))).toEqual({ ok: true, value: text })
    },
  )

  it.each(vectors.filter(({ name }) => /^B\d /.test(name)))('comes back from Telex: $name', ({ text }) => {
    expect(undoKeyboardLayout(typeThrough(TELEX, text))).toEqual({ ok: true, value: text })
  })

  it.each(vectors.filter(({ name }) => /^B\d /.test(name)))('comes back from VNI: $name', ({ text }) => {
    expect(undoKeyboardLayout(typeThrough(VNI, text))).toEqual({ ok: true, value: text })
  })

  it('keeps a name with marks beside a rewritten number row', () => {
    const text = '001085990001||Nguyễn Văn Thử|05031985|Nam|Phường Mẫu, Hà Nội|10052021'
    const typed = text
      .split('|')
      .map((part) => (/\d/.test(part) ? typeOnWindows(part) : part))
      .join('|')
    expect(undoKeyboardLayout(typed)).toEqual({ ok: true, value: text })
  })

  it('refuses what is no code in any layout, and never throws', () => {
    expect(undoKeyboardLayout('Xin chào').ok).toBe(false)
    expect(undoKeyboardLayout('x'.repeat(9000)).ok).toBe(false)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(undoKeyboardLayout(text)).toHaveProperty('ok')
      }),
    )
  })
})
