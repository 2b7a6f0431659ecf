// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isQuestionDue, PushQuestion } from '../../../../src/app/push/push-question.tsx'
import { PushSettings } from '../../../../src/app/push/push-settings.tsx'
import { usePush } from '../../../../src/app/push/use-push.ts'
import { tPush } from '../../../../src/app/texts/push-texts.ts'
import { readPushChoice } from '../../../../src/wallet/push/push-choice.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { renderScreen } from '../../../support/app/render-screen.tsx'
import {
  type BrowserDouble,
  createBrowserDouble,
  createPushIssuer,
} from '../../../support/push/browser-double.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

let browser: BrowserDouble
vi.mock('../../../../src/app/push/push-browser.ts', () => ({ openPushBrowser: async () => browser }))

type Wallet = Awaited<ReturnType<typeof openTestDatabase>>

function QuestionOrSettings({ db }: { db: Wallet }) {
  const push = usePush(db, true, () => ({ language: 'vi', titles: { lock: 'Khóa' } }))
  return isQuestionDue(push) ? <PushQuestion push={push} /> : <PushSettings push={push} />
}

async function open(changes: Partial<BrowserDouble> = {}, answer: NotificationPermission = 'granted') {
  browser = createBrowserDouble({ permission: 'default', ...changes })
  vi.stubGlobal('Notification', {
    requestPermission: async () => {
      browser.permission = answer
      return answer
    },
  })
  const issuer = createPushIssuer()
  vi.stubGlobal('fetch', issuer.fetch)
  const db = await openTestDatabase()
  await noteSignedIn(db)
  const screen = await renderScreen(<QuestionOrSettings db={db} />, { db })
  return { issuer, db, ...screen, again: () => renderScreen(<QuestionOrSettings db={db} />, { db }) }
}

beforeEach(() => {
  document.body.replaceChildren()
})

describe('the settings of push', () => {
  it('ask first, and say where it passes before anything is switched on', async () => {
    const { text, press, issuer, status } = await open()
    expect(text()).toContain(tPush('push.question'))
    expect(text()).toContain(tPush('push.abroad'))
    await press(tPush('push.on'))
    expect(status()).toEqual([tPush('push.state.on')])
    expect(text()).not.toContain(tPush('push.question'))
    expect(issuer.saved).toMatchObject([{ greets: true }])
  })

  it('let notifications say what they are about only where the person wants it', async () => {
    const { press, db, text, field, choose, again } = await open()
    expect(text()).not.toContain(tPush('push.details'))
    await press(tPush('push.on'))
    expect(field(tPush('push.details')).checked).toBe(false)
    expect((await readPushChoice(db)).details).toBeUndefined()
    await choose(tPush('push.details'))
    expect((await readPushChoice(db)).details).toEqual({ language: 'vi', titles: { lock: 'Khóa' } })
    const later = await again()
    expect(later.field(tPush('push.details')).checked).toBe(true)
    await later.choose(tPush('push.details'))
    expect((await readPushChoice(db)).details).toBeUndefined()
  })

  it('do not ask again after a no, and can still switch on', async () => {
    const { press, again } = await open()
    await press(tPush('push.later'))
    const { text, hasButton } = await again()
    expect(text()).not.toContain(tPush('push.question'))
    expect(hasButton(tPush('push.on'))).toBe(true)
  })

  it('say that the browser blocks it, at once and after its permission was taken away', async () => {
    const { press, status } = await open({}, 'denied')
    await press(tPush('push.on'))
    expect(status()).toEqual([tPush('push.state.blocked')])
    const { press: pressAgain, again } = await open()
    await pressAgain(tPush('push.on'))
    browser.permission = 'default'
    const lapsed = await again()
    expect(lapsed.status()).toEqual([tPush('push.state.lapsed')])
    expect(lapsed.hasButton(tPush('push.on'))).toBe(true)
  })

  it('switch off: browser and issuer have nothing more', async () => {
    const { press, status, issuer } = await open()
    await press(tPush('push.on'))
    await press(tPush('push.off'))
    expect(status()).toEqual([tPush('push.state.off')])
    expect([browser.subscription, issuer.held]).toEqual([undefined, undefined])
  })

  it('switch a kind off and on', async () => {
    const { press, choose, field, issuer } = await open()
    await press(tPush('push.later'))
    expect(field(tPush('push.kind.decision')).checked).toBe(true)
    await choose(tPush('push.kind.decision'))
    expect(issuer.off).toEqual(['decision'])
    await choose(tPush('push.kind.decision'))
    expect(issuer.off).toEqual([])
  })

  it('say without a network what is so, and keep a choice for later', async () => {
    const { issuer, press, text, status, again } = await open()
    issuer.isDown = true
    await press(tPush('push.on'))
    expect(status()).toEqual([tPush('push.state.connecting')])
    expect(text()).toContain(tPush('push.kindsOffline'))
    issuer.isDown = false
    expect((await again()).status()).toEqual([tPush('push.state.on')])
  })

  it('say that the browser’s push service is silent', async () => {
    const { press, status } = await open({ isCutOff: true })
    await press(tPush('push.on'))
    expect(status().join(' ')).toContain(tPush('push.browserSilent'))
  })

  it('guide to the home screen where an iPhone asks for it, and say where there is none at all', async () => {
    const { text, hasButton } = await open({ support: 'home-screen' })
    expect(text()).toContain(tPush('push.homeScreen.add'))
    expect(hasButton(tPush('push.on'))).toBe(false)
    expect((await open({ support: 'none' })).text()).toContain(tPush('push.state.unsupported'))
  })
})
