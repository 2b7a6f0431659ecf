import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { CardFace } from '../../../../src/core/card/card.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { writeCheckIn } from '../../../../src/desk-app/results/check-in-xml.ts'

const schema = readFileSync('tests/unit/desk-app/results/check-in.xsd', 'utf8')

/** What the schema finds wrong with it. */
async function findFaults(xml: string) {
  const { errors } = await validateXML({ xml: { fileName: 'check-in.xml', contents: xml }, schema })
  return errors.map(({ message }) => message)
}

const card: CardFace = {
  bhytNumber: 'DN4010199977712',
  fullName: 'Nguyễn Thị "An" & <Bình>',
  dateOfBirth: '1991-07-23' as PartialDate,
  sex: 'female',
  facilityCode: '01929',
  validFrom: '2026-01-01' as PartialDate,
  validTo: '2026-12-31' as PartialDate,
}
/** 14:05 in Vietnam. */
const at = Date.UTC(2026, 10, 29, 7, 5) / 1000

it('is the check-in table, as far as a card tells it', async () => {
  const xml = writeCheckIn(card, { at, facility: '01001' })
  expect(await findFaults(xml)).toEqual([])
  const lines = xml.split('\n')
  expect(lines).toContain('<HO_TEN>Nguyễn Thị &quot;An&quot; &amp; &lt;Bình&gt;</HO_TEN>')
  expect(lines).toContain('<NGAY_SINH>199107230000</NGAY_SINH>')
  expect(lines).toContain('<GT_THE_DEN>20261231</GT_THE_DEN>')
  expect(lines).toContain('<NGAY_VAO>202611291405</NGAY_VAO>')
  expect(lines).toContain('<SO_CCCD></SO_CCCD>')
  expect(lines).toContain('<MA_CSKCB>01001</MA_CSKCB>')
})

it('says the identity number where it is the card’s, and leaves open what nobody knows', async () => {
  const sparse: CardFace = {
    bhytNumber: '001191000017',
    fullName: 'An',
    dateOfBirth: '1991' as PartialDate,
  }
  const xml = writeCheckIn(sparse, { at, facility: undefined })
  expect(await findFaults(xml)).toEqual([])
  expect(xml).toContain('<SO_CCCD>001191000017</SO_CCCD>')
  expect(xml).toContain('<NGAY_SINH>199100000000</NGAY_SINH>')
  expect(xml).toContain('<GIOI_TINH>3</GIOI_TINH>')
})

it('is whole whatever stands in a name', async () => {
  const names = fc.sample(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), {
    numRuns: 200,
    seed: 1,
  })
  const safe = names.filter((name) => !/\p{C}/u.test(name))
  expect(safe.length).toBeGreaterThan(100)
  // All in one table: each look at the schema starts an engine.
  const rows = safe.map((fullName) => {
    const [, row] = writeCheckIn({ ...card, fullName }, { at, facility: '01001' }).split(
      /<\/?DSACH_TRANG_THAI_KCB>/,
    )
    return row
  })
  const table = `<DSACH_TRANG_THAI_KCB>${rows.join('')}</DSACH_TRANG_THAI_KCB>`
  expect(await findFaults(`<CHI_TIEU_TRANG_THAI_KCB>${table}</CHI_TIEU_TRANG_THAI_KCB>`)).toEqual([])
})

it('has a schema that finds faults', async () => {
  const xml = writeCheckIn(card, { at, facility: undefined })
  expect(await findFaults(xml.replace('199107230000', '19910723'))).toHaveLength(1)
  expect(await findFaults(xml.replace('DSACH_TRANG_THAI_KCB>\n<', '<'))).not.toEqual([])
})
