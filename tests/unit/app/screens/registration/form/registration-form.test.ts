import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { undoFilling } from '../../../../../../src/app/forms/filled-form.ts'
import {
  changeValues,
  fillFromBhyt,
  fillFromIdentity,
  formOfDraft,
  isBegun,
  type RegistrationForm,
  registrationFields,
  remember,
} from '../../../../../../src/app/screens/registration/form/registration-form.ts'
import { readBhytCard } from '../../../../../../src/core/qr/bhyt-reading.ts'
import { readIdentityCard } from '../../../../../../src/core/qr/identity-card.ts'
import { loadDraft, saveDraft } from '../../../../../../src/wallet/outbox/drafts.ts'
import { openTestDatabase } from '../../../../../support/wallet/test-wallet.ts'

function readCard(text: string) {
  const reading = readIdentityCard(text)
  if (!reading.ok) throw new Error(reading.error)
  return reading.value
}

function readInsurance(text: string) {
  const reading = readBhytCard(text)
  if (!reading.ok) throw new Error(reading.error)
  return reading.value
}

const cccd = '001185990001|012345678|Nguyễn Thị Mẫu|08031985|Nữ|5 ngõ 2, Phúc Xá, Ba Đình, Hà Nội|01052021'
const hex = (text: string) => Buffer.from(text).toString('hex')
const typed = changeValues(formOfDraft(), { fullName: 'Mẫu', phone: '0912345678', address: 'Số 1' })

describe('the form of a registration', () => {
  it('is filled in from an identity card: person, document and address; the rest stays', () => {
    const form = fillFromIdentity(typed, readCard(cccd))
    expect(form.values).toMatchObject({
      number: '001185990001',
      fullName: 'Nguyễn Thị Mẫu',
      dateOfBirth: '08/03/1985',
      sex: 'female',
      identityKind: 'cccd',
      identityNumber: '001185990001',
      issuedOn: '01/05/2021',
      address: '5 ngõ 2, Phúc Xá, Ba Đình, Hà Nội',
      phone: '0912345678',
    })
    expect(form.filled).toContain('number')
    expect(form.filled).not.toContain('phone')
  })

  it('takes the old number of an old card as the document, not as the person’s number', () => {
    const old = readCard('012345678||Nguyễn Văn Mẫu|1960|Nam|Phường Ba Đình, Hà Nội|01052011')
    expect(fillFromIdentity(formOfDraft(), old).values).toMatchObject({
      number: '',
      identityKind: 'cmnd',
      identityNumber: '012345678',
    })
  })

  it('reads the ward anew from a scanned address, and undone is what was there before', () => {
    const chosen = changeValues(typed, { wardCode: '00004', provinceCode: '01', wardBy: 'hand' })
    const form = fillFromIdentity(chosen, readCard(cccd))
    expect(form.values).toMatchObject({ wardCode: '', provinceCode: '', wardBy: '' })
    expect(undoFilling(form).values).toEqual(chosen.values)
  })

  it.each([
    ['0199990001', '0199990001'],
    ['DN4010199990001', '0199990001'],
    ['001185990001', '001185990001'],
  ])('takes the number %s of an insurance card as %s', (card, number) => {
    const text = `${card}|${hex('Nguyễn Thị Mẫu')}|08/03/1985|2|-|01 - 028|01/01/2021|-|01/01/2021|-|-|4|-|-|4|-|$`
    const form = fillFromBhyt(typed, readInsurance(text))
    expect(form.values).toMatchObject({ number, fullName: 'Nguyễn Thị Mẫu', phone: '0912345678' })
    expect(form.filled).toContain('number')
  })

  it('keeps the key of what was sent for the same declaration only', () => {
    const sent = remember(typed, { declarationId: 'key' })
    expect(changeValues(sent, { phone: '0912345678' })).toBe(sent)
    expect(changeValues(sent, { phone: '0912345679' }).values.declarationId).toBe('')
    expect(fillFromIdentity(sent, readCard(cccd)).values.declarationId).toBe('')
    expect(remember(sent, { page: 'review' }).values.declarationId).toBe('key')
  })

  it('comes back from a draft as it was typed, whatever was typed', async () => {
    const db = await openTestDatabase()
    const values = fc.record(Object.fromEntries(registrationFields.map((field) => [field, fc.string()])))
    await fc.assert(
      fc.asyncProperty(values, async (change) => {
        const form: RegistrationForm = changeValues(formOfDraft(), change)
        await saveDraft(db, 'registration', form.values)
        const back = formOfDraft(await loadDraft(db, 'registration'))
        expect(back.values).toEqual(form.values)
        const fresh = formOfDraft().values
        expect(isBegun(back)).toBe(registrationFields.some((field) => form.values[field] !== fresh[field]))
      }),
      { numRuns: 30 },
    )
  })

  it('is empty without a draft, and takes nothing that it does not know from one', () => {
    expect(isBegun(formOfDraft())).toBe(false)
    expect(formOfDraft().values.nationality).toBe('Việt Nam')
    expect(formOfDraft({ nationality: '' }).values.nationality).toBe('')
    expect(formOfDraft({ number: '1', other: 'x' }).values).not.toHaveProperty('other')
  })
})
