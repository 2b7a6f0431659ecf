import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEmployerList } from '../../../../src/issuer/employers/read-employer-list.ts'

const read = (...lines: string[]) => readEmployerList(lines.join('\n'))

describe('a list of employers', () => {
  it('is read by its columns, whatever stands between them', () => {
    expect(
      read(
        'stt;MST;tỉnh;Ten_don_vi',
        '1;9900000001;01;"Công ty ""Mẫu""  Một"',
        '2;9900000001-001; ;Chi nhánh',
      ),
    ).toEqual({
      ok: true,
      value: {
        employers: [
          { taxCode: '9900000001', name: 'Công ty "Mẫu" Một' },
          { taxCode: '9900000001001', name: 'Chi nhánh' },
        ],
        refused: [],
      },
    })
  })

  it.each([
    ['a code that lost its zeros', '100109106,Công ty Mẫu', 'tax_code'],
    ['a code of letters', 'ABC,Công ty Mẫu', 'tax_code'],
    ['a personal number', '001088000001,Công ty Mẫu', 'person'],
    ['a household in business', '9900000009,Hộ kinh doanh Mẫu', 'person'],
    ['no name', '9900000009, ', 'name'],
    ['an endless name', `9900000009,${'x'.repeat(301)}`, 'name'],
    ['a name that turns the writing around', '9900000009,Công ty \u202eMẫu', 'name'],
    ['a code that was there', '9900000001,Công ty Mẫu', 'code_twice'],
  ])('has no row with %s', (_what, row, why) => {
    expect(read('tax_code,name', '9900000001,Công ty Một', row)).toMatchObject({
      ok: true,
      value: { employers: [{ taxCode: '9900000001' }], refused: [{ row: 2, why }] },
    })
  })

  it('is none without both columns', () => {
    for (const head of ['', 'name', 'tax_code', 'Công ty Mẫu,9900000001'])
      expect(read(head, 'a,b')).toEqual({ ok: false, error: 'not_a_list' })
  })

  it('is none where a quotation mark is not closed: all that follows would be one name', () => {
    const rows = ['9900000001,Công ty Một', '9900000002,"Công ty Hai', '9900000003,Công ty Ba']
    expect(read('tax_code,name', ...rows)).toEqual({ ok: false, error: 'not_closed' })
    const twice = [...rows, '9900000004,"Công ty Bốn', '9900000005,Công ty Năm']
    expect(read('tax_code,name', ...twice)).toEqual({ ok: false, error: 'not_closed' })
    const ended = [...rows, '9900000004,Công ty Bốn"', '9900000005,Công ty Năm']
    expect(read('tax_code,name', ...ended)).toEqual({ ok: false, error: 'not_closed' })
    const lines = read('tax_code,name', '9900000001,"Công ty Một', 'Hai', 'Ba"', '9900000002,Công ty Bốn')
    expect(lines).toMatchObject({ ok: true, value: { employers: { length: 2 } } })
  })

  it('takes or refuses each row of whatever text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const list = read('tax_code,name', ...rows.map((row) => row.map(quote).join(',')))
        expect(list.ok && list.value.employers.length + list.value.refused.length).toBe(rows.length)
      }),
    )
  })
})
