import { expect, it } from 'vitest'
import { openBytes, resealBytes, sealBytes } from '../../../../src/issuer/sealing/sealed-bytes.ts'

const [from, to, other] = [1, 2, 3].map((each) => new Uint8Array(32).fill(each))
const content = new Uint8Array([1, 2, 3])
const keys = { from: from ?? content, to: to ?? content }

it('seals under another key, once, and again changes nothing', () => {
  const resealed = resealBytes(sealBytes(content, keys.from, 'place'), keys, 'place')
  expect(openBytes(resealed, keys.to, 'place')).toEqual(content)
  expect(resealBytes(resealed, keys, 'place')).toBe(resealed)
})

it('takes nothing that neither key opens, nor what belongs elsewhere', () => {
  for (const sealed of [sealBytes(content, other ?? content, 'place'), sealBytes(content, keys.from, 'else')])
    expect(() => resealBytes(sealed, keys, 'place')).toThrow('unavailable')
})
