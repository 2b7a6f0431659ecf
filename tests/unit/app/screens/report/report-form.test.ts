import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  cleanText,
  emptyForm,
  findReportErrors,
  fromDraft,
  type ReportForm,
  toDraft,
} from '../../../../../src/app/screens/report/report-form.ts'
import { chooseRow, takeRow } from '../../../../../src/app/screens/report/reported-row.ts'
import { SendReportRequest } from '../../../../../src/core/api/report-contract.ts'

const key = '6f0e6f53-2b0a-4a3a-9d2b-000000000001'
const row = { section: 'participation', kind: 'bhxh', from: '2019-03' } as const

/** Any code points at all, lone surrogates and unassigned ones among them. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points))

describe('the form of a report', () => {
  it('asks for what is missing, and for words where the row and the mistake do not say it all', () => {
    expect(findReportErrors(emptyForm)).toEqual({ section: 'missing', mistake: 'missing', text: 'missing' })
    expect(findReportErrors({ row, mistake: 'wrong-time', text: '' })).toEqual({})
    expect(findReportErrors({ row, mistake: 'other', text: ' \n' })).toEqual({ text: 'missing' })
    expect(findReportErrors({ row: { section: 'card' }, mistake: 'missing', text: '' })).toEqual({
      text: 'missing',
    })
    expect(findReportErrors({ row, mistake: 'missing', text: 'a'.repeat(2001) })).toEqual({ text: 'long' })
  })

  it('sends nothing that the issuer would refuse, whatever is typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const form: ReportForm = { row, mistake: 'other', text: `x${text}` }
        expect(findReportErrors(form)).toEqual({})
        const sent = { key, personId: '1', row, mistake: 'other', text: cleanText(form.text) }
        expect(v.safeParse(SendReportRequest, sent).success).toBe(true)
      }),
    )
  })

  it('keeps lines, and drops what is invisible or turns the direction', () => {
    expect(cleanText('  một\r\nhai\tba \u202e\u0007\n\n')).toBe('một\nhai ba')
  })

  it('comes back from a draft as it was', () => {
    const form: ReportForm = { row, mistake: 'not-mine', text: 'a\nb' }
    expect(fromDraft(toDraft(form))).toEqual(form)
    expect(fromDraft({ mistake: 'gone' })).toEqual({ row: {}, mistake: '', text: '' })
  })
})

describe('the row that is handed over', () => {
  it('is taken once', () => {
    chooseRow(row)
    expect(takeRow()).toEqual(row)
    expect(takeRow()).toBeUndefined()
  })
})
