import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stripPersonal } from '../../../../src/core/answers/strip-personal.ts'

describe('a question that is given away', () => {
  it.each([
    ['số 0912 345 678 của tôi', 'số … của tôi'],
    ['gọi +84 912.345.678 không được', 'gọi +… không được'],
    ['thẻ GD4791234567890 sai', 'thẻ … sai'],
    ['thẻ gd-4-79-1234567890 sai', 'thẻ … sai'],
    ['gọi 0912 - 345 - 678 nhé', 'gọi … nhé'],
    ['gọi 0912–345–678 nhé', 'gọi … nhé'],
    ['gọi 0912\u00a0345\u00a0678 nhé', 'gọi … nhé'],
    ['thẻ 4791, 2345, 67890 sai', 'thẻ … sai'],
    ['căn cước 001 190 000 001', 'căn cước …'],
    ['viết cho a.b@vi-du.vn nhé', 'viết cho … nhé'],
    ['sinh 01/02/1980', 'sinh …'],
    ['số ０９１２３４５６７８ của tôi', 'số … của tôi'],
    ['gọi 0912•345•678, 0912:345:678 nhé', 'gọi … nhé'],
    ['gọi 0912\u200b345\u2060678 nhé', 'gọi … nhé'],
    ['gọi 0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣ nhé', 'gọi … nhé'],
    ['thẻ [4791][2345][67890] sai', 'thẻ […] sai'],
    ['viết cho a.b @ vi-du.vn nhé', 'viết cho … nhé'],
    ['viết cho a.b＠vi-du.vn nhé', 'viết cho … nhé'],
  ])('“%s” has no number and no address', (question, left) => {
    expect(stripPersonal(question)).toBe(left)
  })

  it.each([
    'đủ 5 năm liên tục',
    'đóng 4,5% năm 2026',
    'trả 80%, 95% hay 100%',
    'trả 80% / 95% / 100%',
    'gọi 1900 hay 115',
    'K3 là gì',
  ])('“%s” keeps what is nobody’s', (question) => {
    expect(stripPersonal(question)).toBe(question)
  })

  it('stays as it is when it is given a second time', () => {
    expect(stripPersonal(stripPersonal('số 0912 345 678 của tôi'))).toBe('số … của tôi')
  })

  it('never has six digits in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer({ min: 0 }).map(String))), (parts) => {
        expect(stripPersonal(parts.join(' '))).not.toMatch(/\d{6}/)
      }),
    )
  })
})
