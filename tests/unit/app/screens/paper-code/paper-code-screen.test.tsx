// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { PaperCodeScreen } from '../../../../../src/app/screens/paper-code/paper-code-screen.tsx'
import { tAccount } from '../../../../../src/app/texts/account-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { type Bytes, toBase64Url } from '../../../../../src/core/bytes.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { stores } from '../../../../../src/wallet/database/stores.ts'
import { obtainDeviceKey } from '../../../../../src/wallet/sealing/device-key.ts'
import { openRecord } from '../../../../../src/wallet/sealing/tier-a.ts'
import { renderScreen, settle, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { BEARER, issueBearerCredential, NOW } from '../../../../support/vectors/world.ts'
import { ROOTS } from '../../../../support/wallet/issuer-double.ts'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

const device = vi.hoisted(() => ({ hasPasskeys: vi.fn(), provePasskey: vi.fn() }))
vi.mock('../../../../../src/app/requests/passkeys.ts', () => device)
vi.mock('../../../../../src/wallet/refresh/root-keys.ts', () => ({ readBuiltInRoots: () => ROOTS }))

const PATH = 'POST /api/paper-codes'
const SHIPPED = { 'GET /trust-list.cose': 'no network' } as const
const password = 'the-xanh-1'
const print = vi.fn()
vi.stubGlobal('print', print)

type Wallet = Awaited<ReturnType<typeof createTestWallet>>

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] })
  print.mockClear()
  device.hasPasskeys.mockReset().mockResolvedValue(false)
  device.provePasskey.mockReset()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The screen of a person with a card, and the code that the issuer has of it. */
async function open(answers: Parameters<typeof stubIssuer>[0] = {}, state: Partial<AppState> = {}) {
  const wallet = await createTestWallet()
  await wallet.refresh()
  const summary = await loadSummary(wallet.db)
  const issuer = stubIssuer({ ...SHIPPED, ...answers })
  const screen = await renderScreen(<PaperCodeScreen />, { db: wallet.db, summary, ...state })
  const fetchCode = async () => {
    await screen.fill(tAccount('account.confirmPassword'), password)
    await screen.press(tAccount('paper.submit'))
    await settle()
  }
  return { ...screen, wallet, issuer, fetchCode }
}

const answerWith = (credential: Bytes) => ({
  body: { credential: toBase64Url(credential), expiresAt: NOW + 30 * 86_400 },
})

/** All that the phone keeps, opened: what stands in the database and in Cache Storage, as text. */
async function readPhone({ db, caches }: Wallet): Promise<string> {
  const deviceKey = await obtainDeviceKey(db)
  const texts: string[] = []
  const names = Object.keys(stores) as (keyof typeof stores)[]
  for (const name of names) {
    const rows = await db.transact([name], 'readonly', (tx) => tx.objectStore(name).getAll())
    for (const row of rows) {
      const isSealed = name === 'cards' || name === 'state'
      texts.push(JSON.stringify(isSealed ? await openRecord(deviceKey, name, row as never) : row, writeBytes))
    }
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) texts.push((await (await cache.match(request))?.text()) ?? '')
  }
  return texts.join('\n')
}

const writeBytes = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? toBase64Url(value) : value

describe('the code for print', () => {
  it('takes the password, is printed, and is gone with the screen: nothing of it is kept', async () => {
    const credential = await issueBearerCredential()
    const { fetchCode, issuer, wallet, root, text, leave } = await open({ [PATH]: answerWith(credential) })
    const before = await readPhone(wallet)
    expect(before).toContain('DN4010199990001|text')
    await fetchCode()
    expect(issuer.bodies(PATH)).toEqual([{ cardId: 'card-1', password }])
    expect(print).toHaveBeenCalledTimes(1)
    expect(root.querySelector('article svg.qr')).not.toBeNull()
    expect(text()).toContain(tAccount('paper.ready'))
    expect(root.querySelector('input[type=password]')).toBeNull()
    const after = await readPhone(wallet)
    expect(after).toBe(before)
    for (const planted of [toBase64Url(credential), password]) expect(after).not.toContain(planted)
    await leave()
    expect(root.innerHTML).toBe('')
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
  })

  it('takes a passkey in the place of the password, where the account and the device have one', async () => {
    device.hasPasskeys.mockResolvedValue(true)
    const response = { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' }
    const passkey = { id: 'p1', rawId: 'p1', type: 'public-key', response }
    device.provePasskey.mockResolvedValueOnce(undefined).mockResolvedValue(passkey)
    const credential = await issueBearerCredential()
    const { issuer, press, text, root } = await open({ [PATH]: answerWith(credential) })
    await settle()
    await press(tAccount('paper.passkey'))
    expect(text()).toContain(tAccount('paper.passkeyNone'))
    expect(issuer.bodies(PATH)).toEqual([])
    await press(tAccount('paper.passkey'))
    await settle()
    expect(issuer.bodies(PATH)).toEqual([{ cardId: 'card-1', passkey }])
    expect(print).toHaveBeenCalledTimes(1)
    expect(root.querySelector('article svg.qr')).not.toBeNull()
  })

  it('asks for the password alone where that is not so, or cannot be known', async () => {
    device.hasPasskeys.mockRejectedValue(new Error('no network'))
    const { text } = await open()
    await settle()
    expect(text()).not.toContain(tAccount('paper.passkey'))
  })

  it('says without a network that it takes one, and keeps what was typed', async () => {
    const { fetchCode, status, alert, field } = await open({ [PATH]: 'no network' }, { online: false })
    expect(status()).toContain(tAccount('paper.offline'))
    await fetchCode()
    expect(alert()).toContain(tUi('error.offline'))
    expect(field(tAccount('account.confirmPassword')).value).toBe(password)
    expect(print).not.toHaveBeenCalled()
  })

  it('says that the password is wrong, and asks for one where there is none', async () => {
    const { fetchCode, alert, press, errorOf, issuer } = await open({ [PATH]: 'password_wrong' })
    await press(tAccount('paper.submit'))
    expect(errorOf(tAccount('account.confirmPassword'))).toBe(tUi('signIn.passwordError'))
    expect(issuer.bodies(PATH)).toEqual([])
    await fetchCode()
    expect(alert()).toContain(tUi('error.password_wrong'))
  })

  it('is busy until the answer is there', async () => {
    const { fetchCode, isBusy, isDisabled } = await open({ [PATH]: 'never' })
    await fetchCode()
    expect(isBusy()).toBe(true)
    expect(isDisabled(tAccount('paper.submit'))).toBe(true)
  })

  it.each([
    ['of another card', { ...BEARER, face: { ...BEARER.face, bhytNumber: 'DN4010199999999' } }],
    ['of a specimen', { ...BEARER, specimen: true }],
  ])('is not printed when it is one %s', async (_name, claims) => {
    const { fetchCode, alert } = await open({ [PATH]: answerWith(await issueBearerCredential(claims)) })
    await fetchCode()
    expect(alert()).toContain(tUi('error.answer_unverifiable'))
    expect(print).not.toHaveBeenCalled()
  })

  it('is for whoever is signed in, of a card that the insurer has issued', async () => {
    const signedOut = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' } as const
    const { text, button, issuer } = await open({}, { summary: signedOut })
    expect(text()).toContain(tAccount('paper.signedOut'))
    expect(button(tUi('services.signIn')).getAttribute('href')).toBe('/dang-nhap')
    expect(issuer.asked).toEqual([])
  })
})
