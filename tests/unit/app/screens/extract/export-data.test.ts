import { beforeAll, describe, expect, it } from 'vitest'
import { exportJson } from '../../../../../src/app/screens/extract/export-data.ts'
import { bareWriting, makeTable } from '../../../../../src/app/screens/extract/extract-tables.ts'
import { benefitsTexts } from '../../../../../src/app/texts/benefits-texts.ts'
import { historyTexts } from '../../../../../src/app/texts/history-texts.ts'
import type { PartialDate } from '../../../../../src/core/dates/partial-date.ts'
import type { History } from '../../../../../src/wallet/history/load-history.ts'
import { FACE, NOW } from '../../../../support/vectors/world.ts'

const day = (text: string) => text as PartialDate
const history: History = {
  issuedAt: NOW,
  holder: { fullName: FACE.fullName, dateOfBirth: FACE.dateOfBirth, sex: 'female', bhxhCode: '0199990001' },
  participation: [
    { kind: 'bhyt', from: '2019-03', to: '2021-12' },
    { kind: 'bhxh', from: '2022-01', to: '2022-06', salary: 5_000_000, employer: '=Mẫu', debtMonths: 2 },
    { kind: 'bhxh', from: '2015-01', to: '2016-06', withdrawn: true, voluntary: true },
    { kind: 'unknown-9', from: '2014-01', to: '2014-02' },
  ],
  benefits: [
    {
      kind: 'maternity',
      from: day('2023-05-22'),
      to: day('2023-11-21'),
      days: 184,
      amount: 29_800_000,
      decision: '2207/QĐ-BHXH',
      state: 'paid',
    },
    { kind: 'unknown-12', from: day('2024'), amount: 1, monthly: true, state: 'unknown-8' },
  ],
  visits: [
    {
      from: day('2026-02-14'),
      facilityCode: '01929',
      diagnosisCode: 'J06',
      totalCost: 342_000,
      paidByInsurance: 342_000,
      coPayment: 0,
      ownCost: 0,
    },
  ],
  totalsToken: Uint8Array.of(0xd2, 0x84),
}

beforeAll(async () => {
  await Promise.all([benefitsTexts.load('vi'), historyTexts.load('vi')])
})

describe('the tables of a history', () => {
  it('write participation newest first, bare for a spreadsheet', () => {
    const { columns, rows } = makeTable('participation', history, bareWriting)
    expect(columns.slice(0, 3)).toEqual(['Từ', 'Đến', 'Loại bảo hiểm'])
    expect(rows.map((row) => [row[0], row[2], row[6], row[7], row[8]])).toEqual([
      ['2022-01', 'Bảo hiểm xã hội', 5_000_000, 'Chậm đóng', 2],
      ['2019-03', 'Bảo hiểm y tế', undefined, 'Đã đóng', undefined],
      ['2015-01', 'Bảo hiểm xã hội (Tự nguyện)', undefined, 'Đã hưởng BHXH một lần', undefined],
      ['2014-01', 'Loại bảo hiểm khác (mã 9)', undefined, 'Đã đóng', undefined],
    ])
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
  })

  it('write benefits and visits, and what only a newer version has a name for by its number', () => {
    const benefits = makeTable('benefits', history, bareWriting).rows
    expect(benefits[0]).toEqual([
      '2024',
      undefined,
      'Chế độ khác (mã 12)',
      undefined,
      1,
      'Có',
      undefined,
      'Tình trạng khác (mã 8)',
    ])
    expect(makeTable('visits', history, bareWriting).rows[0]).toEqual([
      '2026-02-14',
      undefined,
      'Khám ngoại trú',
      '01-929',
      undefined,
      'J06',
      undefined,
      342_000,
      342_000,
      0,
      0,
    ])
  })
})

describe('the data as JSON', () => {
  it('holds the card, the history and the code of the totals, and no credential', () => {
    const data = JSON.parse(exportJson(FACE, history, NOW))
    expect(data).toMatchObject({
      format: 'vi-bhyt-data',
      version: 1,
      exportedAt: new Date(NOW * 1000).toISOString(),
      card: { bhytNumber: FACE.bhytNumber },
      holder: { bhxhCode: '0199990001' },
      totalsCode: `BHYT:1/${0xd284}`,
    })
    expect(data.participation).toHaveLength(4)
    expect(Object.keys(data).sort()).toEqual([
      'benefits',
      'card',
      'exportedAt',
      'format',
      'holder',
      'issuedAt',
      'participation',
      'totalsCode',
      'version',
      'visits',
    ])
  })

  it('is the card alone where nobody has signed a history', () => {
    expect(Object.keys(JSON.parse(exportJson(FACE, undefined, NOW)))).toEqual([
      'format',
      'version',
      'exportedAt',
      'card',
    ])
  })
})
