// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RequestReview } from '../../../../../src/app/screens/service/request-review.tsx'
import { speak } from '../../../../../src/app/screens/service/use-services.ts'
import { tService } from '../../../../../src/app/texts/service-texts.ts'
import { readReleasedPack } from '../../../../../src/core/services/service-pack.ts'
import { renderScreen, settle, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'

const device = vi.hoisted(() => ({ hasPasskeys: vi.fn(), provePasskey: vi.fn() }))
vi.mock('../../../../../src/app/requests/passkeys.ts', () => device)

const pack = readReleasedPack(readFileSync('public/services.json', 'utf8'))

/** The review of new contact details, which ask once more who it is. */
async function openReview(typed: Readonly<Record<string, unknown>>) {
  const service = pack.ok && pack.value.services.find(({ definition }) => definition.proof === 'again')
  if (!service) throw new Error('no such service')
  const onSend = vi.fn(async (_proof?: string) => {})
  const nothing = () => {}
  const screen = await renderScreen(
    <RequestReview
      {...{ service, typed, onSend }}
      say={speak(service, 'vi')}
      notes={undefined}
      readFile={async () => undefined}
      onChange={nothing}
      onBack={nothing}
      onDiscard={nothing}
      canChange={() => true}
      requestKey={KEY}
    />,
    { online: true },
  )
  // Loaded when it is first asked for; whether there is a passkey is known after that.
  await eventually(() => expect(screen.hasButton(tService('review.send'))).toBe(true))
  await settle()
  return { ...screen, onSend }
}

const KEY = '6f1f8f8e-8d0a-4d0e-9a55-0c2f6a1f7a11'
const NEW_EMAIL = { newEmail: true, email: 'moi@demo.invalid' }

beforeEach(() => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  device.hasPasskeys.mockReset().mockResolvedValue(true)
  device.provePasskey.mockReset()
})

describe('a request that asks once more who it is', () => {
  it('is sent with a passkey in the place of the password', async () => {
    const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' }
    const passkey = { id: 'cDE', rawId: 'cDE', type: 'public-key', response }
    const proven = { proof: 'proven', expiresAt: 1_800_000_000 }
    const { bodies } = stubIssuer({
      'POST /api/services/proofs': { body: proven },
      ...Object.fromEntries(
        ['addresses.txt', 'facilities.txt', 'offices.json', 'collection-points.json'].map((file) => [
          `GET /${file}`,
          'no network' as const,
        ]),
      ),
    })
    device.provePasskey.mockResolvedValueOnce(undefined).mockResolvedValue(passkey)
    const { press, text, onSend } = await openReview(NEW_EMAIL)
    await press(tService('review.passkey'))
    expect(text()).toContain(tService('review.passkeyNone'))
    expect(onSend).not.toHaveBeenCalled()
    await press(tService('review.passkey'))
    expect(bodies('POST /api/services/proofs')).toEqual([{ key: KEY, passkey }])
    expect(onSend).toHaveBeenCalledWith('proven')
  })

  it('offers none while an answer is wrong, or where the account has none', async () => {
    expect((await openReview({ ...NEW_EMAIL, email: 'moi@' })).text()).not.toContain(
      tService('review.passkey'),
    )
    device.hasPasskeys.mockResolvedValue(false)
    expect((await openReview(NEW_EMAIL)).text()).not.toContain(tService('review.passkey'))
  })
})
