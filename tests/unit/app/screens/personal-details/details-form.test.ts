import { describe, expect, it } from 'vitest'
import { changeField, undoFilling } from '../../../../../src/app/forms/filled-form.ts'
import {
  checkDetails,
  detailsOfDraft,
  emptyDetails,
  fillDetails,
} from '../../../../../src/app/screens/personal-details/details-form.ts'
import { type PartialDate, parsePartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { readIdentityCard } from '../../../../../src/core/qr/identity-card.ts'

function day(iso: string): PartialDate {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error(date.error)
  return date.value
}
const today = day('2026-11-23')

function read(text: string) {
  const reading = readIdentityCard(text, today)
  if (!reading.ok) throw new Error(reading.error)
  return reading.value
}
const card = read('001085990001|012345678|Nguyễn Văn Diễm|1985|Nam|Phường Ba Đình, Hà Nội|01052021')

describe('the personal details', () => {
  it('are filled in from an identity card, each field marked', () => {
    const form = fillDetails(emptyDetails, card)
    expect(form.values).toEqual({
      number: '001085990001',
      fullName: 'Nguyễn Văn Diễm',
      dateOfBirth: '1985',
      sex: 'male',
      address: 'Phường Ba Đình, Hà Nội',
    })
    expect([...form.filled]).toHaveLength(5)
    expect(checkDetails(form.values, today)).toEqual({})
  })

  it('keep notes beside their field until it is changed', () => {
    const odd = read('001185990001||Nguyen Van Diem|01021985|Nam|Ba Dinh, Ha Noi|01052021')
    const form = fillDetails(emptyDetails, odd)
    expect(form.notes).toContainEqual({ code: 'sex-mismatch', field: 'sex' })
    expect(form.notes).toContainEqual({ code: 'no-diacritics', field: 'fullName' })
    const changed = changeField(form, 'sex', 'female')
    expect(changed.notes).not.toContainEqual({ code: 'sex-mismatch', field: 'sex' })
    expect(changed.filled.has('sex')).toBe(false)
  })

  it('are undone in one step; what the person typed stays', () => {
    const typed = changeField(changeField(emptyDetails, 'fullName', 'Tên gõ trước'), 'address', 'gõ trước')
    const edited = changeField(fillDetails(typed, card), 'address', 'gõ sau')
    const undone = undoFilling(edited)
    expect(undone.values).toEqual({
      number: '',
      fullName: 'Tên gõ trước',
      dateOfBirth: '',
      sex: '',
      address: 'gõ sau',
    })
    expect(undone.undone).toBe(edited)
    expect(undoFilling(emptyDetails)).toBe(emptyDetails)
  })

  it('say what is missing or wrong, as typed', () => {
    expect(checkDetails(emptyDetails.values, today)).toEqual({
      number: 'empty',
      fullName: 'empty',
      dateOfBirth: 'empty',
      sex: 'empty',
      address: 'empty',
    })
    const draft = detailsOfDraft({ number: '0010859', fullName: 'A1', dateOfBirth: '31/02/1985', other: 'x' })
    expect(checkDetails(draft.values, today)).toMatchObject({
      number: 'number12',
      fullName: 'name',
      dateOfBirth: 'date',
    })
    expect(checkDetails({ ...draft.values, dateOfBirth: '24/11/2026' }, today).dateOfBirth).toBe('future')
    expect(checkDetails({ ...draft.values, dateOfBirth: '1899' }, today).dateOfBirth).toBe('oldDate')
  })
})
