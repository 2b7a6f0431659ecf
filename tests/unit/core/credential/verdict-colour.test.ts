import { describe, expect, it } from 'vitest'
import type { VerifyOutcome } from '../../../../src/core/credential/verdict.ts'
import { colourOf } from '../../../../src/core/credential/verdict-colour.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import type { ScanVector } from '../../../support/vectors/scan.ts'

describe('the colour of a verdict', () => {
  it.each([
    ['valid', [], 'green'],
    ['valid', ['poster', 'carer', 'skew', 'just_taken'], 'green'],
    ['valid', ['stale_status_list'], 'amber'],
    ['valid_unbound', ['status_not_checked'], 'amber'],
    ['valid', ['specimen'], 'amber'],
    ['valid_unbound', ['specimen'], 'amber'],
    ['revoked', ['specimen'], 'red'],
    ['valid_totals', ['specimen'], 'none'],
    ['unsigned', [], 'amber'],
    ['replayed', [], 'red'],
  ] as const)('%s with %j: %s', (verdict, notes, colour) => {
    expect(colourOf(verdict, notes)).toBe(colour)
  })

  it('is green for a specimen at a desk that was made for a demo, and amber there for every other doubt', () => {
    expect(colourOf('valid', ['specimen'], true)).toBe('green')
    expect(colourOf('valid', ['specimen', 'status_not_checked'], true)).toBe('amber')
  })

  it.each(listVectors<ScanVector>('credential/scans'))('of $file is $colour', ({ expect: said, colour }) => {
    expect(said).toMatchObject({ verdict: expect.any(String), notes: expect.any(Array) })
    const { verdict, notes } = said as VerifyOutcome
    expect(colourOf(verdict, notes)).toBe(colour)
  })
})
