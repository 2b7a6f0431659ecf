import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeldByClient } from '../../../../src/issuer/http/entity-tag.ts'

describe('If-None-Match', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a" , "c"', true],
    ['"b,", "a"', true],
    ['*', true],
    [' * ', true],
    ['"b"', false],
    ['a', false],
    ['"a', false],
    ['"A"', false],
    ['', false],
    [null, false],
    [undefined, false],
  ])('%s holds "a": %s', (header, isHeld) => {
    expect(isHeldByClient(header, '"a"')).toBe(isHeld)
    expect(isHeldByClient(header, 'W/"a"')).toBe(isHeld)
  })

  it('holds nothing where there is nothing', () => {
    for (const header of ['*', '"a"', ''])
      for (const etag of [null, undefined, '']) expect(isHeldByClient(header, etag)).toBe(false)
  })

  it('is read whatever is in it', () => {
    fc.assert(fc.property(fc.string(), (header) => typeof isHeldByClient(header, '"a"') === 'boolean'))
    expect(isHeldByClient('"'.repeat(16_000), '"a"')).toBe(false)
  })
})
