// @vitest-environment happy-dom
import type { ComponentChildren } from 'preact'
import { describe, expect, it, vi } from 'vitest'
import type { DeclarationView } from '../../../src/core/api/back-office-contract.ts'
import type { OfficerSessionView } from '../../../src/core/api/officer-contract.ts'
import { AuditList } from '../../../src/office-app/audit-list.tsx'
import { DeskContext } from '../../../src/office-app/desk-context.ts'
import { DeclarationPictures } from '../../../src/office-app/files/declaration-pictures.tsx'
import { DeclarationsPlace } from '../../../src/office-app/files/declarations-place.tsx'
import { RefusalForm } from '../../../src/office-app/files/refusal-form.tsx'
import { RequestsPlace } from '../../../src/office-app/files/requests-place.tsx'
import { tOffice, tOfficeUi } from '../../../src/office-app/office-texts.ts'
import { ResetForm } from '../../../src/office-app/reset-form.tsx'
import { OfficerPassword } from '../../../src/office-app/session/officer-password.tsx'
import { OfficerSignInForm } from '../../../src/office-app/session/officer-sign-in.tsx'
import { SessionList } from '../../../src/office-app/session/session-list.tsx'
import { renderPart, stubIssuer } from '../../support/app/render-screen.tsx'
import { NOW } from '../../support/vectors/world.ts'

type Answers = Parameters<typeof stubIssuer>[0]

const officer = { id: 'o1', name: 'Trần Văn Cán', role: 'supervisor' }

async function open(part: ComponentChildren, answers: Answers = {}, isProven = true) {
  const issuer = stubIssuer(answers)
  const desk = {
    session: { officer } as unknown as OfficerSessionView,
    onError: vi.fn(),
    prove: vi.fn(async () => isProven),
    kept: new Map<string, unknown>(),
  }
  const screen = await renderPart(<DeskContext.Provider value={desk}>{part}</DeskContext.Provider>)
  return { ...screen, issuer, desk }
}

const file = {
  id: 'f1',
  fileNumber: 'DK-26-7K2M-Q9XD',
  fullName: 'Nguyễn Thị Mẫu',
  filedAt: NOW,
  state: 'waiting',
}
const session = { id: 's1', browser: 'Firefox', createdAt: NOW, usedAt: NOW, isThis: false }
const entry = { sequence: 1, at: NOW, officer: 'can', action: 'sign-in', target: '' }

const lists = [
  [
    'the declarations',
    <DeclarationsPlace />,
    'GET /api/office/declarations?state=waiting',
    { declarations: [file] },
    'Nguyễn Thị Mẫu',
  ],
  ['the sessions', <SessionList />, 'GET /api/office/sessions', { sessions: [session] }, 'Firefox'],
  ['the log', <AuditList />, 'GET /api/office/audit', { entries: [entry] }, 'can'],
] as const

describe.each(lists)('%s', (_name, list, call, body, shown) => {
  it('say that they are loading', async () => {
    const { text } = await open(list, { [call]: 'never' })
    expect(text()).toContain(tOffice('office.loading'))
  })

  it('say what went wrong, tell the page of it, and come with another try', async () => {
    const { alert, press, text, desk } = await open(list, { [call]: ['no network', { body }] })
    expect(alert()).toContain(tOfficeUi('error.offline'))
    expect(desk.onError).toHaveBeenCalledWith('offline')
    await press(tOffice('office.again'))
    expect(alert()).toBe('')
    expect(text()).toContain(shown)
  })
})

describe('an empty queue', () => {
  it.each([
    [
      'of declarations',
      <DeclarationsPlace />,
      'GET /api/office/declarations?state=waiting',
      { declarations: [] },
    ],
    ['of requests', <RequestsPlace />, 'GET /api/office/requests?state=waiting', { requests: [] }],
  ] as const)('%s says so', async (_name, place, call, body) => {
    const { text } = await open(place, { [call]: { body } })
    expect(text()).toContain(tOffice('list.empty'))
    expect(text()).toContain(tOffice('list.choose'))
  })

  it('of the log says so', async () => {
    const { text } = await open(<AuditList />, { 'GET /api/office/audit': { body: { entries: [] } } })
    expect(text()).toContain(tOffice('audit.empty'))
  })
})

describe('the officers’ sign-in', () => {
  const SIGN_IN = 'POST /api/office/session'
  const enter = async (answers: Answers) => {
    const signedIn = vi.fn()
    const screen = await open(<OfficerSignInForm onSignedIn={signedIn} />, answers)
    await screen.fill(tOffice('signIn.login'), ' CAN ')
    await screen.fill(tOffice('signIn.password'), 'mật khẩu của cán bộ')
    await screen.press(tOffice('signIn.submit'))
    return { ...screen, signedIn }
  }

  it('is busy, and asks once', async () => {
    const { isDisabled, press, issuer } = await enter({ [SIGN_IN]: 'never' })
    expect(isDisabled(tOffice('signIn.working'))).toBe(true)
    await press(tOffice('signIn.working'))
    expect(issuer.bodies(SIGN_IN)).toEqual([{ login: 'can', password: 'mật khẩu của cán bộ' }])
  })

  it('asks for a code next, which is no error the first time', async () => {
    const { alert, field, fill, press, issuer } = await enter({ [SIGN_IN]: 'officer_code_needed' })
    expect(alert()).toBe('')
    expect(document.activeElement).toBe(field(tOffice('signIn.code')))
    await fill(tOffice('signIn.code'), '123 456')
    await press(tOffice('signIn.submit'))
    expect(issuer.bodies(SIGN_IN).at(-1)).toMatchObject({ code: '123456' })
    expect(alert()).toContain(tOfficeUi('error.officer_code_needed'))
    expect(field(tOffice('signIn.code')).value).toBe('')
  })

  it('says why nobody was let in', async () => {
    const { alert, signedIn, isDisabled } = await enter({ [SIGN_IN]: 'no network' })
    expect(alert()).toContain(tOfficeUi('error.offline'))
    expect(signedIn).not.toHaveBeenCalled()
    expect(isDisabled(tOffice('signIn.submit'))).toBe(false)
  })
})

describe('an own password of an officer', () => {
  it('is long enough, or says so at once', async () => {
    const changed = vi.fn()
    const { fill, press, errorOf, issuer } = await open(<OfficerPassword onChanged={changed} />)
    await fill(tOffice('password.new'), 'ngắn')
    await press(tOffice('password.submit'))
    expect(errorOf(tOffice('password.new'))).toContain(tOffice('password.short'))
    expect(issuer.asked).toEqual([])
  })
})

describe('a refusal', () => {
  const REFUSE = 'POST /api/office/declarations/f1/refusal'
  const refuse = async (answers: Answers, isProven?: boolean) => {
    const refused = vi.fn()
    const screen = await open(<RefusalForm id="f1" onRefused={refused} />, answers, isProven)
    const act = async () => {
      await screen.fill(tOffice('refuse.reason'), 'data-differs')
      await screen.press(tOffice('refuse.submit'))
    }
    return { ...screen, refused, act }
  }

  it('takes a reason', async () => {
    const { isDisabled, submit, issuer } = await refuse({})
    expect(isDisabled(tOffice('refuse.submit'))).toBe(true)
    await submit('form')
    expect(issuer.asked).toEqual([])
  })

  it('is done once more after a proof', async () => {
    const { act, refused, desk, issuer } = await refuse({ [REFUSE]: ['officer_proof_needed', {}] })
    await act()
    expect(desk.prove).toHaveBeenCalledOnce()
    expect(issuer.bodies(REFUSE)).toEqual([{ reason: 'data-differs' }, { reason: 'data-differs' }])
    expect(refused).toHaveBeenCalledOnce()
  })

  it('is not done where the officer thinks better of the proof', async () => {
    const { act, refused, alert } = await refuse({ [REFUSE]: 'officer_proof_needed' }, false)
    await act()
    expect(alert()).toContain(tOfficeUi('error.officer_proof_needed'))
    expect(refused).not.toHaveBeenCalled()
  })

  it('keeps what was chosen and written when it fails', async () => {
    const { act, fill, field, alert, desk } = await refuse({ [REFUSE]: 'no network' })
    await fill(tOffice('refuse.note'), 'Ảnh mờ')
    await act()
    expect(alert()).toContain(tOfficeUi('error.offline'))
    expect(field(tOffice('refuse.note')).value).toBe('Ảnh mờ')
    expect(desk.kept.get('refusal note f1')).toBe('Ảnh mờ')
  })
})

describe('a picture of a declaration', () => {
  it('is shown large in the page, and in no tab that would outlive the session', async () => {
    const { root, press } = await open(
      <DeclarationPictures
        file={{ ...file, pictures: ['portrait', 'front'] } as unknown as DeclarationView}
      />,
    )
    expect(root.querySelectorAll('a')).toHaveLength(0)
    await press(tOffice('picture.front'))
    const large = () => root.querySelector('dialog')
    expect(large()?.querySelector('img')?.getAttribute('src')).toBe(
      '/api/office/declarations/f1/pictures/front',
    )
    await press(tOffice('picture.actualSize'))
    await press(tOffice('picture.fit'))
    await press(tOffice('office.close'))
    expect(large()).toBeNull()
  })
})

describe('a reset', () => {
  const RESET = 'POST /api/office/resets'
  it('is busy while it runs, and says what became of it', async () => {
    const { fill, press, isDisabled } = await open(<ResetForm isSupervisor />, { [RESET]: 'never' })
    await fill(tOffice('reset.number'), '0199990001')
    await fill(tOffice('reset.phone'), '0901234567')
    await fill(tOffice('seen.number'), '001158000001')
    await fill(tOffice('reset.code'), '123456')
    await press(tOffice('reset.submit'))
    expect(isDisabled(tOffice('reset.submit'))).toBe(true)
    expect(isDisabled(tOffice('reset.sendCode'))).toBe(true)
  })
})
