// @vitest-environment happy-dom
import type { ComponentChildren } from 'preact'
import { describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { DevicesScreen } from '../../../../../src/app/screens/account/devices-screen.tsx'
import { PasskeysScreen } from '../../../../../src/app/screens/account/passkeys-screen.tsx'
import { PersonalScreen } from '../../../../../src/app/screens/account/personal-screen.tsx'
import { tAccount } from '../../../../../src/app/texts/account-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'
import { NOW } from '../../../../support/vectors/world.ts'

vi.mock('../../../../../src/app/requests/passkeys.ts', () => ({
  canUsePasskeys: async () => true,
  makePasskey: async () => undefined,
}))

const signedIn = { cards: [], sequence: 1, signedIn: true, holderKeys: 'ready' } as const

type Answers = Parameters<typeof stubIssuer>[0]

async function open(screen: ComponentChildren, answers: Answers, state: Partial<AppState> = {}) {
  const issuer = stubIssuer(answers)
  return { ...(await renderScreen(screen, { summary: signedIn, ...state })), issuer }
}

const account = {
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: '1958-03-15',
  sex: 'female',
  bhxhCode: '0199990001',
  phone: '••••••• 89',
}
const devices = {
  devices: [
    { id: 'd1', name: 'Chrome · Android', createdAt: NOW, usedAt: NOW, active: true, current: true },
    { id: 'd2', name: 'Safari · iPhone', createdAt: 1, usedAt: NOW - 86_400, active: false, current: false },
  ],
  signIns: [{ at: NOW, method: 'password', device: 'Chrome · Android' }],
}
const passkeys = { passkeys: [{ id: 'p1', name: 'Điện thoại', createdAt: NOW }] }

const screens = [
  ['the personal details', <PersonalScreen />, 'GET /api/account', { body: account }, 'Nguyễn Thị Mẫu'],
  ['the devices', <DevicesScreen />, 'GET /api/devices', { body: devices }, 'Safari · iPhone'],
  ['the passkeys', <PasskeysScreen />, 'GET /api/passkeys', { body: passkeys }, 'Điện thoại'],
] as const

describe.each(screens)('%s', (_name, screen, call, answer, shown) => {
  it('say that it takes a sign-in, and ask nobody', async () => {
    const { text, hasButton, issuer } = await open(screen, {}, { summary: { ...signedIn, signedIn: false } })
    expect(text()).toContain(tAccount('account.signedOut'))
    expect(hasButton(tUi('services.signIn'))).toBe(true)
    expect(issuer.asked).toEqual([])
  })

  it('say that it takes a network, and ask nobody', async () => {
    const { status, issuer } = await open(screen, {}, { online: false })
    expect(status()).toContain(tAccount('account.offlineAction'))
    expect(issuer.asked).toEqual([])
  })

  it('say that they are loading', async () => {
    const { status, text } = await open(screen, { [call]: 'never' })
    expect(status()).toContain(tAccount('account.loading'))
    expect(text()).not.toContain(shown)
  })

  it('say what went wrong, and come with another try', async () => {
    const { alert, press, text } = await open(screen, { [call]: ['no network', answer] })
    expect(alert()).toContain(tUi('error.offline'))
    await press(tAccount('account.retry'))
    expect(alert()).toBe('')
    expect(text()).toContain(shown)
  })

  it('ask once more by themselves where the network does not carry yet', async () => {
    const { alert, text } = await open(screen, { [call]: ['no network', answer] })
    await eventually(() => expect(text()).toContain(shown))
    expect(alert()).toBe('')
  })

  it('lead to the sign-in when the session is over, which the refresh then notes', async () => {
    const { alert, app, hasButton } = await open(screen, { [call]: 'session_expired' })
    expect(alert()).toContain(tUi('error.session_expired'))
    expect(hasButton(tUi('services.signIn'))).toBe(true)
    expect(app.refresh).toHaveBeenCalledWith({ force: true })
  })
})

describe('a change of the phone number', () => {
  const SEND = 'POST /api/account/phone-codes'
  const SAVE = 'POST /api/account/phone'
  const sent = { body: { resendAt: NOW + 60, expiresAt: NOW + 300 } }
  const openChange = async (answers: Answers, state?: Partial<AppState>) => {
    const screen = await open(
      <PersonalScreen />,
      { 'GET /api/account': { body: account }, ...answers },
      state,
    )
    await screen.press(tAccount('account.changePhone'))
    const ask = async () => {
      await screen.fill(tAccount('account.newPhone'), '0901 234 567')
      await screen.fill(tAccount('account.confirmPassword'), 'hoa hồng trắng')
      await screen.press(tAccount('account.sendCodes'))
    }
    return { ...screen, ask }
  }

  it('says what is missing, and sends nothing', async () => {
    const { press, errorOf, issuer } = await openChange({})
    await press(tAccount('account.sendCodes'))
    expect(errorOf(tAccount('account.newPhone'))).toContain(tAccount('account.phoneError'))
    expect(issuer.bodies(SEND)).toEqual([])
  })

  it('is busy while the codes are sent', async () => {
    const { ask, isBusy, isDisabled } = await openChange({ [SEND]: 'never' })
    await ask()
    expect(isBusy()).toBe(true)
    expect(isDisabled(tAccount('account.sendCodes'))).toBe(true)
  })

  it('takes both codes, and is saved', async () => {
    const { ask, fill, press, errorOf, status, issuer } = await openChange({ [SEND]: sent, [SAVE]: {} })
    await ask()
    await fill(tAccount('account.oldCode'), '123456')
    await press(tAccount('account.save'))
    expect(errorOf(tAccount('account.newCode'))).toContain(tAccount('code.validationError'))
    await fill(tAccount('account.newCode'), '654321')
    await press(tAccount('account.save'))
    expect(issuer.bodies(SAVE)).toEqual([{ phone: '0901234567', oldCode: '123456', newCode: '654321' }])
    expect(status()).toContain(tAccount('account.saved'))
  })

  it('shows why the codes were not taken, and keeps them', async () => {
    const { ask, fill, press, alert, field } = await openChange({ [SEND]: sent, [SAVE]: 'code_invalid' })
    await ask()
    await fill(tAccount('account.oldCode'), '123456')
    await fill(tAccount('account.newCode'), '654321')
    await press(tAccount('account.save'))
    expect(alert()).toContain(tUi('error.code_invalid'))
    expect(field(tAccount('account.newCode')).value).toBe('654321')
  })
})

describe('removing a device', () => {
  const REMOVE = 'POST /api/devices/d2/removal'
  const openRemoval = async (answers: Answers) => {
    const screen = await open(<DevicesScreen />, { 'GET /api/devices': { body: devices }, ...answers })
    await screen.press(tAccount('devices.removeOf', { name: 'Safari · iPhone' }))
    return screen
  }

  it('asks for the password first, and says what follows', async () => {
    const { text, submit, errorOf, issuer } = await openRemoval({})
    expect(text()).toContain(tAccount('devices.removeHow'))
    await submit('dialog form')
    expect(errorOf(tAccount('account.confirmPassword'))).toContain(tUi('signIn.passwordError'))
    expect(issuer.bodies(REMOVE)).toEqual([])
  })

  it('is done once, and said', async () => {
    const { fill, submit, status, issuer } = await openRemoval({ [REMOVE]: {} })
    await fill(tAccount('account.confirmPassword'), 'hoa hồng trắng')
    await submit('dialog form')
    expect(issuer.bodies(REMOVE)).toEqual([{ password: 'hoa hồng trắng' }])
    expect(status()).toContain(tAccount('devices.removed', { name: 'Safari · iPhone' }))
  })

  it('keeps the dialogue with the reason when it is refused', async () => {
    const { fill, submit, alert, text } = await openRemoval({ [REMOVE]: 'no network' })
    await fill(tAccount('account.confirmPassword'), 'hoa hồng trắng')
    await submit('dialog form')
    expect(alert()).toContain(tUi('error.offline'))
    expect(text()).toContain(tAccount('devices.removeHow'))
  })
})

describe('the passkeys', () => {
  it('say that there is none yet', async () => {
    const { text } = await open(<PasskeysScreen />, { 'GET /api/passkeys': { body: { passkeys: [] } } })
    expect(text()).toContain(tAccount('passkeys.none'))
  })

  it('say that nothing came of it when the browser’s dialogue is closed', async () => {
    const { fill, press, status, errorOf } = await open(<PasskeysScreen />, {
      'GET /api/passkeys': { body: passkeys },
    })
    await press(tAccount('passkeys.add'))
    expect(errorOf(tAccount('account.confirmPassword'))).not.toBe('')
    await fill(tAccount('account.confirmPassword'), 'hoa hồng trắng')
    await press(tAccount('passkeys.add'))
    expect(status()).toContain(tAccount('passkeys.dismissed'))
  })

  it('are renamed, or say why not', async () => {
    const { fill, press, alert } = await open(<PasskeysScreen />, {
      'GET /api/passkeys': { body: passkeys },
      'PATCH /api/passkeys/p1': 'no network',
    })
    await fill(tAccount('passkeys.rename'), 'Máy của mẹ')
    await press(tAccount('passkeys.saveName'))
    expect(alert()).toContain(tUi('error.offline'))
  })
})
