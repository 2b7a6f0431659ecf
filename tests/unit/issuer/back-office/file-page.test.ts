import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutPage, PAGE, readPlace, writePlace } from '../../../../src/issuer/back-office/file-page.ts'

describe('pages of files', () => {
  it('are continued where they ended', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), (filedAt, id) => {
        expect(readPlace(writePlace({ filedAt, id }))).toEqual({ filedAt, id })
      }),
    )
  })

  it.each(['', '1', '1.', '.a', '-1.a', '1.a b', `1.${'a'.repeat(65)}`, "1.'", '1e3.a', '1.a\n'])(
    'are not continued from %j',
    (text) => {
      expect(readPlace(text)).toBeUndefined()
    },
  )

  it('say that there is more only if there is', () => {
    const rows = Array.from({ length: PAGE + 1 }, (_row, at) => ({ id: `id-${at}`, filed_at: at }))
    expect(cutPage(rows)).toEqual({ rows: rows.slice(0, PAGE), next: `${PAGE - 1}.id-${PAGE - 1}` })
    expect(cutPage(rows.slice(1))).toEqual({ rows: rows.slice(1) })
    expect(cutPage([])).toEqual({ rows: [] })
  })
})
