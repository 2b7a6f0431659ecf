// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { RecoveryScreen } from '../../../../../src/app/screens/recovery/recovery-screen.tsx'
import { tAccount } from '../../../../../src/app/texts/account-texts.ts'
import { tApp } from '../../../../../src/app/texts/app-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { NOW } from '../../../../support/vectors/world.ts'
import { openTestDatabase } from '../../../../support/wallet/test-wallet.ts'

const SEND = 'POST /api/recovery/email'
const sent = { body: { resendAt: NOW + 60, expiresAt: NOW + 300 } }

// What the proof of work costs is measured elsewhere.
const solve = vi.hoisted(() => vi.fn(async () => 'c29sdXRpb24'))
vi.mock('../../../../../src/ui/browser/solve-challenge.ts', () => ({ solveChallenge: solve }))

beforeEach(() => {
  solve.mockClear()
})

async function open(answers: Parameters<typeof stubIssuer>[0] = {}, state: Partial<AppState> = {}) {
  const issuer = stubIssuer(answers)
  const screen = await renderScreen(<RecoveryScreen />, { db: await openTestDatabase(), ...state })
  const ask = async () => {
    await screen.fill(tApp('signIn.login'), '0199990001')
    await screen.fill(tAccount('recovery.email'), 'mau@example.vn')
    await screen.press(tAccount('recovery.sendEmail'))
  }
  return { ...screen, issuer, ask }
}

describe('a forgotten password', () => {
  it('says what is missing, and sends nothing', async () => {
    const { press, errorOf, issuer } = await open()
    await press(tAccount('recovery.sendEmail'))
    expect(errorOf(tApp('signIn.login'))).toContain(tApp('signIn.loginError'))
    expect(errorOf(tAccount('recovery.email'))).toContain(tAccount('recovery.emailError'))
    expect(issuer.asked).toEqual([])
  })

  it('says that a message takes a network, and begins no proof of work without one', async () => {
    const { status } = await open({}, { online: false })
    expect(status()).toContain(tUi('signIn.offline'))
    expect(solve).not.toHaveBeenCalled()
  })

  it('is busy while the message is sent', async () => {
    const { ask, isBusy, isDisabled, issuer } = await open({ [SEND]: 'never' })
    await ask()
    expect(isBusy()).toBe(true)
    expect(isDisabled(tAccount('recovery.sendEmail'))).toBe(true)
    expect(issuer.bodies(SEND)).toEqual([
      { login: '0199990001', email: 'mau@example.vn', solution: 'c29sdXRpb24' },
    ])
  })

  it('shows why it was not sent, and keeps what was typed', async () => {
    const { ask, alert, field } = await open({ [SEND]: 'too_many_requests' })
    await ask()
    expect(alert()).toContain(tUi('error.too_many_requests'))
    expect(field(tAccount('recovery.email')).value).toBe('mau@example.vn')
  })

  it('takes the code with a new password, and says what is wrong with either', async () => {
    const { ask, fill, press, errorOf, issuer, alert } = await open({
      [SEND]: sent,
      'POST /api/recovery': 'code_invalid',
    })
    await ask()
    await press(tAccount('recovery.submit'))
    expect(errorOf(tAccount('code.label'))).toContain(tAccount('code.validationError'))
    expect(errorOf(tAccount('password.new'))).toContain(tAccount('password.too_short'))
    expect(issuer.bodies('POST /api/recovery')).toEqual([])
    await fill(tAccount('code.label'), '123456')
    await fill(tAccount('password.new'), 'hoa hồng trắng nở')
    await press(tAccount('recovery.submit'))
    expect(issuer.bodies('POST /api/recovery')).toEqual([
      { login: '0199990001', code: '123456', password: 'hoa hồng trắng nở' },
    ])
    expect(alert()).toContain(tUi('error.code_invalid'))
  })

  it('goes by text message without a network, after saying what it costs', async () => {
    const { choose, fill, press, text, issuer } = await open({}, { online: false })
    await choose(tAccount('recovery.bySms'))
    await fill(tApp('signIn.login'), '0199990001')
    await press(tAccount('recovery.smsWrite'))
    expect(text()).toContain(tAccount('recovery.smsCost'))
    await press(tUi('action.cancel'))
    await press(tAccount('recovery.haveCode'))
    expect(text()).toContain(tAccount('recovery.smsSent'))
    expect(issuer.asked).toEqual([])
  })
})
