// @vitest-environment happy-dom
import { useState } from 'preact/hooks'
import { describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { FileScreen } from '../../../../../src/app/screens/registration/filing/file-screen.tsx'
import type { PageProps } from '../../../../../src/app/screens/registration/form/page-props.ts'
import {
  changeValues,
  formOfDraft,
} from '../../../../../src/app/screens/registration/form/registration-form.ts'
import { ContactPage } from '../../../../../src/app/screens/registration/pages/contact-page.tsx'
import { IdentityPage } from '../../../../../src/app/screens/registration/pages/identity-page.tsx'
import { LookUpPage } from '../../../../../src/app/screens/registration/pages/look-up-page.tsx'
import { PersonPage } from '../../../../../src/app/screens/registration/pages/person-page.tsx'
import { ReviewPage } from '../../../../../src/app/screens/registration/pages/review-page.tsx'
import { tRegistration } from '../../../../../src/app/texts/registration-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { AppError } from '../../../../../src/core/app-error.ts'
import { readClock } from '../../../../../src/ui/browser/clock.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { openTestDatabase } from '../../../../support/wallet/test-wallet.ts'

vi.mock('../../../../../src/ui/browser/solve-challenge.ts', () => ({
  solveChallenge: async () => 'c29sdXRpb24',
}))

type Answers = Parameters<typeof stubIssuer>[0]
type Draft = Readonly<Record<string, string>>

/** A page of the form with the form itself, as the registration has them. */
async function openPage(
  Page: (props: PageProps) => preact.JSX.Element,
  {
    draft = {},
    answers = {},
    state = {},
  }: { draft?: Draft; answers?: Answers; state?: Partial<AppState> } = {},
) {
  const issuer = stubIssuer(answers)
  const steps = { page: 'person', returns: false, next: vi.fn(), back: vi.fn(), go: vi.fn(), visit: vi.fn() }
  function Registration() {
    const [form, setForm] = useState(() => formOfDraft(draft))
    return (
      <Page
        form={form}
        pictures={{ front: false, back: false, portrait: false }}
        steps={steps as unknown as PageProps['steps']}
        onChange={(change) => setForm((before) => changeValues(before, change))}
        onForm={setForm}
      />
    )
  }
  return { ...(await renderScreen(<Registration />, { now: readClock(), ...state })), issuer, steps }
}

const person = { fullName: 'Nguyễn Thị Mẫu', dateOfBirth: '15/03/1958', identityNumber: '001158000001' }

describe('who the account is for', () => {
  it('is told what is missing, field by field, and goes no further', async () => {
    const { press, errorOf, steps, fill } = await openPage(PersonPage)
    await press(tRegistration('action.next'))
    for (const label of [tRegistration('field.number'), tUi('details.fullName'), tUi('details.dateOfBirth')])
      expect(errorOf(label)).not.toBeUndefined()
    expect(steps.next).not.toHaveBeenCalled()
    await fill(tUi('details.fullName'), person.fullName)
    expect(errorOf(tUi('details.fullName'))).toBeUndefined()
  })

  it('goes on when nothing is missing', async () => {
    const { press, steps, choose, fill } = await openPage(PersonPage, { draft: person })
    await fill(tRegistration('field.number'), '0199990001')
    await choose(tUi('details.female'))
    await press(tRegistration('action.next'))
    expect(steps.next).toHaveBeenCalledOnce()
  })
})

describe('the identity document', () => {
  it('takes a personal number over, and asks for its kind', async () => {
    const { field, press, text, steps, choose } = await openPage(IdentityPage, {
      draft: { number: '001158000001' },
    })
    expect(field(tRegistration('field.identityNumber')).value).toBe('001158000001')
    await press(tRegistration('action.next'))
    expect(text()).toContain('Chỗ này còn trống')
    expect(steps.next).not.toHaveBeenCalled()
    await choose(tRegistration('identity.cccd'))
    await press(tRegistration('action.next'))
    expect(steps.next).toHaveBeenCalledOnce()
  })
})

describe('the phone number', () => {
  const SEND = 'POST /api/registrations/phone-codes'
  const CONFIRM = 'POST /api/registrations/phone'
  const draft = { number: '0199990001', phone: '0901234567' }
  const sent = () => ({ body: { resendAt: readClock() + 60, expiresAt: readClock() + 300 } })

  it('waits without a network, and everything else goes on', async () => {
    const { status, press, steps } = await openPage(ContactPage, { draft, state: { online: false } })
    expect(status()).toContain(tRegistration('contact.offline'))
    await press(tRegistration('action.next'))
    expect(steps.next).toHaveBeenCalledOnce()
  })

  it('is busy while a code is sent, and asks once', async () => {
    const { press, isBusy, isDisabled, issuer } = await openPage(ContactPage, {
      draft,
      answers: { [SEND]: 'never' },
    })
    await press(tRegistration('code.send'))
    expect(isBusy()).toBe(true)
    expect(isDisabled(tRegistration('code.sending'))).toBe(true)
    await press(tRegistration('code.sending'))
    expect(issuer.bodies(SEND)).toEqual([{ phone: '0901234567', language: 'vi', solution: 'c29sdXRpb24' }])
  })

  it('shows why no code was sent', async () => {
    const { press, alert, isBusy } = await openPage(ContactPage, {
      draft,
      answers: { [SEND]: 'too_many_requests' },
    })
    await press(tRegistration('code.send'))
    expect(alert()).toContain(tUi('error.too_many_requests'))
    expect(isBusy()).toBe(false)
  })

  it('is confirmed by the code, of which half is not sent', async () => {
    const { press, fill, field, alert, text, issuer } = await openPage(ContactPage, {
      draft,
      answers: {
        [SEND]: sent(),
        [CONFIRM]: ['code_invalid', { body: { phoneProof: 'cHJvb2Y', expiresAt: readClock() + 3600 } }],
      },
    })
    await press(tRegistration('code.send'))
    const label = tRegistration('code.label')
    expect(document.activeElement).toBe(field(label))
    await fill(label, '12 3')
    await press(tRegistration('code.confirm'))
    expect(alert()).toContain(tUi('error.code_invalid'))
    expect(field(label).getAttribute('aria-invalid')).toBe('true')
    expect(issuer.bodies(CONFIRM)).toEqual([])
    await fill(label, '123456')
    await press(tRegistration('code.confirm'))
    expect(alert()).toContain(tUi('error.code_invalid'))
    await press(tRegistration('code.confirm'))
    expect(issuer.bodies(CONFIRM)).toHaveLength(2)
    expect(text()).toContain(tRegistration('contact.confirmed'))
  })
})

describe('looking one’s own number up', () => {
  const ASK = 'POST /api/registrations/look-ups'
  const draft = person

  it('takes a network', async () => {
    const { status, hasButton } = await openPage(LookUpPage, { draft, state: { online: false } })
    expect(status()).toContain(tRegistration('lookUp.offline'))
    expect(hasButton(tRegistration('lookUp.ask'))).toBe(false)
  })

  it('is busy while it is asked, then shows the number and takes it over', async () => {
    const busy = await openPage(LookUpPage, { draft, answers: { [ASK]: 'never' } })
    await busy.press(tRegistration('lookUp.ask'))
    expect(busy.isDisabled(tRegistration('lookUp.asking'))).toBe(true)
    const { press, text, steps } = await openPage(LookUpPage, {
      draft,
      answers: { [ASK]: { body: { bhxhCode: '0199990001' } } },
    })
    await press(tRegistration('lookUp.ask'))
    expect(text()).toContain('0199990001')
    await press(tRegistration('lookUp.take'))
    expect(steps.back).toHaveBeenCalledOnce()
  })

  it('says that nobody was found, and keeps what was typed', async () => {
    const { press, alert, field } = await openPage(LookUpPage, {
      draft,
      answers: { [ASK]: 'number_not_found' },
    })
    await press(tRegistration('lookUp.ask'))
    expect(alert()).toContain(tUi('error.number_not_found'))
    expect(field(tUi('details.fullName')).value).toBe('Nguyễn Thị Mẫu')
  })
})

describe('the review', () => {
  const complete = {
    ...person,
    number: '0199990001',
    sex: 'female',
    identityKind: 'cccd',
    address: '1 Tràng Tiền, Hoàn Kiếm, Hà Nội',
    phone: '0901234567',
  }
  const review = (onSend: () => Promise<void>) => (props: PageProps) => (
    <ReviewPage
      {...props}
      pictures={{ front: true, back: true, portrait: true }}
      drafts={{ urls: {} } as unknown as Parameters<typeof ReviewPage>[0]['drafts']}
      onSend={onSend}
    />
  )

  it('leads to each page on which something is missing, and sends nothing', async () => {
    const send = vi.fn(async () => {})
    const { press, text, steps } = await openPage(review(send), { draft: complete })
    await press(tRegistration('review.send'))
    expect(send).not.toHaveBeenCalled()
    expect(text()).toContain(tRegistration('field.officeCode'))
    await press(tRegistration('review.changeOf', { field: tRegistration('field.phone') }))
    expect(steps.visit).toHaveBeenCalledWith('contact')
  })

  it('says that it is sent later without a network', async () => {
    const { status, hasButton } = await openPage(review(vi.fn()), {
      draft: complete,
      state: { online: false },
    })
    expect(status()).toContain(tRegistration('review.offline'))
    expect(hasButton(tRegistration('review.sendLater'))).toBe(true)
  })

  it('is busy while it is put into the outbox, and says why not', async () => {
    const whole = {
      ...complete,
      wardCode: '00070',
      provinceCode: '01',
      officeCode: '001',
      phoneProof: 'cHJvb2Y',
      phoneProofOf: '0901234567|0199990001',
      phoneProofUntil: String(readClock() + 3600),
    }
    const never = await openPage(
      review(() => new Promise(() => {})),
      { draft: whole },
    )
    await never.press(tRegistration('review.send'))
    expect(never.isDisabled(tRegistration('review.send'))).toBe(true)
    const failing = await openPage(
      review(() => Promise.reject(new AppError('storage_full'))),
      { draft: whole },
    )
    await failing.press(tRegistration('review.send'))
    expect(failing.alert()).toContain(tUi('error.storage_full'))
    expect(failing.isDisabled(tRegistration('review.send'))).toBe(false)
  })
})

describe('how far a declaration is', () => {
  const ASK = 'POST /api/registrations/status'
  const open = async (answers: Answers, state: Partial<AppState> = {}) => {
    const issuer = stubIssuer(answers)
    return { ...(await renderScreen(<FileScreen />, { db: await openTestDatabase(), ...state })), issuer }
  }

  const status = {
    body: { state: 'waiting', office: { code: '001', name: 'BHXH Hoàn Kiếm', address: '1 Tràng Tiền' } },
  }

  it('is asked, once while it takes, and told', async () => {
    const busy = await open({ [ASK]: 'never' })
    await busy.fill(tRegistration('file.number'), 'DK-26-7K2M-Q9XD')
    await busy.press(tRegistration('file.ask'))
    expect(busy.isDisabled(tRegistration('file.asking'))).toBe(true)
    const { fill, press, text, alert } = await open({ [ASK]: ['no network', status] })
    await fill(tRegistration('file.number'), 'DK-26-7K2M-Q9XD')
    await press(tRegistration('file.ask'))
    expect(alert()).toContain(tUi('error.offline'))
    await press(tRegistration('file.ask'))
    expect(alert()).toBe('')
    expect(text()).toContain(tRegistration('file.waiting'))
  })

  it('takes a whole file number, and a network', async () => {
    const { fill, press, errorOf, status, issuer } = await open({}, { online: false })
    expect(status()).toContain(tRegistration('file.offline'))
    await fill(tRegistration('file.number'), 'DK 12')
    await press(tRegistration('file.ask'))
    expect(errorOf(tRegistration('file.number'))).toContain(tRegistration('validationError.fileNumber'))
    expect(issuer.asked).toEqual([])
  })
})
