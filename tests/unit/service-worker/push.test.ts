import { beforeEach, describe, expect, it, vi } from 'vitest'
import { languages } from '../../../src/i18n/languages.ts'
import { constantTexts } from '../../../src/issuer/inbox/notice-policy.ts'
import { writePushPayload } from '../../../src/issuer/push/push-payload.ts'
import { stubBuild } from '../../support/browser/worker-build.ts'

const refresh = vi.fn(async () => {})

async function receive(data: unknown, showNotification = vi.fn(async () => {})) {
  const { answerPush } = await import('../../../src/service-worker/push.ts')
  const worker = { registration: { showNotification } } as never
  const message = { json: () => (typeof data === 'string' ? JSON.parse(data) : data) }
  void answerPush(worker, data === null ? null : (message as never))
  // Within the event itself, before anything that could wait.
  const shown = showNotification.mock.calls as unknown as [string, NotificationOptions][]
  await new Promise((resolve) => setTimeout(resolve, 0))
  return shown
}

beforeEach(() => {
  vi.resetModules()
  refresh.mockReset()
  stubBuild()
  vi.doMock('../../../src/service-worker/refresh.ts', () => ({ refresh }))
})

describe('a push', () => {
  it('is shown as it says, and then what is new is fetched', async () => {
    for (const text of constantTexts)
      for (const language of languages) {
        const payload = writePushPayload(text, language)
        const { title, body, lang } = JSON.parse(payload).notification
        const [shown] = await receive(payload)
        expect(shown).toEqual([title, { body, lang, tag: 'inbox', icon: '/icon-192.png' }])
      }
    expect(refresh).toHaveBeenCalledTimes(constantTexts.length * languages.length)
  })

  it.each([
    ['nothing', null],
    ['no JSON', 'not json'],
    ['another form', '{"a":1}'],
    ['of a later service', '{"web_push":8031,"notification":{"title":7,"body":{},"lang":[],"actions":[1]}}'],
  ])('is shown also where it holds %s', async (_what, data) => {
    expect(await receive(data)).toEqual([
      ['Ví BHYT', { body: '', lang: 'vi', tag: 'inbox', icon: '/icon-192.png' }],
    ])
  })

  it('is shown before a refresh that never ends, and one that fails', async () => {
    refresh.mockImplementation(() => new Promise(() => {}))
    expect(await receive(writePushPayload('one', 'vi'))).toHaveLength(1)
    refresh.mockRejectedValue(new Error('x'))
    const { answerPush } = await import('../../../src/service-worker/push.ts')
    const showNotification = vi.fn(async () => {})
    const worker = { registration: { showNotification } } as never
    await answerPush(worker, null).catch(() => {})
    expect(showNotification).toHaveBeenCalledTimes(1)
  })

  it('fetches what is new also where it may not be shown any more', async () => {
    const refused = vi.fn(async () => {
      throw new TypeError('no permission')
    })
    await receive(writePushPayload('one', 'vi'), refused)
    expect(refresh).toHaveBeenCalledTimes(1)
  })
})
