import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keepPush, keepPushAtOpening, type PushInputs } from '../../../../src/wallet/push/keep-push.ts'
import { readPushChoice, savePushChoice } from '../../../../src/wallet/push/push-choice.ts'
import { renewPush } from '../../../../src/wallet/push/renew-push.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'
import { createBrowserDouble, createPushIssuer } from '../../../support/push/browser-double.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const later = `B${'n'.repeat(86)}`

async function open({ wanted = true, signedIn = true, browser = createBrowserDouble() } = {}) {
  const db = await openTestDatabase()
  const issuer = createPushIssuer()
  const inputs: PushInputs = {
    db,
    browser,
    issuer: { fetch: issuer.fetch, now: () => 0, startTimer: noTimer },
    signedIn,
  }
  await savePushChoice(db, { wanted })
  return { db, browser, issuer, inputs }
}

beforeEach(() => {
  vi.stubGlobal('navigator', {})
})

describe('push on a device', () => {
  it('is agreed upon by browser and issuer, and greeted where it was just switched on', async () => {
    const { browser, issuer, inputs } = await open()
    expect(await keepPush(inputs, { greets: true })).toEqual({ state: 'on', off: [] })
    expect(issuer.saved).toMatchObject([{ ...browser.subscription, greets: true }])
    issuer.asked.length = 0
    expect(await keepPush(inputs)).toEqual({ state: 'on', off: [] })
    expect(issuer.asked).toEqual(['GET /api/push'])
  })

  it('is repaired where the browser has lost it, and where the issuer has', async () => {
    const { browser, issuer, inputs } = await open()
    await keepPush(inputs)
    browser.subscription = undefined
    expect((await keepPush(inputs)).state).toBe('on')
    issuer.held = undefined
    expect((await keepPush(inputs)).state).toBe('on')
    expect(issuer.saved).toHaveLength(3)
    expect(issuer.saved.every(({ greets }, index) => index === 0 || greets === false)).toBe(true)
  })

  it('moves to the next key', async () => {
    const { browser, issuer, inputs } = await open()
    await keepPush(inputs)
    const before = browser.subscription?.endpoint
    issuer.key = later
    expect((await keepPush(inputs)).state).toBe('on')
    expect(browser.subscription?.key).toBe(later)
    expect(browser.subscription?.endpoint).not.toBe(before)
    expect(issuer.held?.key).toBe(later)
  })

  it('says without a network what was last agreed upon', async () => {
    const { browser, issuer, inputs } = await open()
    issuer.isDown = true
    expect(await keepPush(inputs)).toEqual({ state: 'connecting', trouble: 'offline' })
    issuer.isDown = false
    await keepPush(inputs)
    issuer.isDown = true
    expect(await keepPush(inputs)).toEqual({ state: 'on', trouble: 'offline' })
    browser.subscription = undefined
    expect((await keepPush(inputs)).state).toBe('connecting')
  })

  it('says what stands in the way: a permission that is gone, a push service that does not answer', async () => {
    const { browser, issuer, inputs } = await open()
    await keepPush(inputs)
    browser.permission = 'denied'
    expect((await keepPush(inputs)).state).toBe('blocked')
    expect([browser.subscription, issuer.held]).toEqual([undefined, undefined])
    browser.permission = 'granted'
    browser.isCutOff = true
    expect(await keepPush(inputs)).toMatchObject({ state: 'connecting', trouble: 'browser' })
  })

  it('ends in the browser without a network, and at the issuer at the next look', async () => {
    const { db, browser, issuer, inputs } = await open()
    await keepPush(inputs)
    issuer.isDown = true
    await savePushChoice(db, { wanted: false })
    expect((await keepPush(inputs)).state).toBe('off')
    expect(browser.subscription).toBeUndefined()
    expect(issuer.held).toBeDefined()
    issuer.isDown = false
    await keepPushAtOpening(inputs)
    expect(issuer.held).toBeUndefined()
  })

  it('ends where nobody is signed in any more, and asks the issuer nothing', async () => {
    const { browser, issuer, inputs } = await open()
    await keepPush(inputs)
    issuer.asked.length = 0
    await keepPushAtOpening({ ...inputs, signedIn: false })
    expect(browser.subscription).toBeUndefined()
    expect(issuer.asked).toEqual([])
  })

  it('asks nothing at an opening of a device on which it was never switched on', async () => {
    const { issuer, inputs } = await open({ wanted: false })
    await keepPushAtOpening(inputs)
    expect(issuer.asked).toEqual([])
  })

  it('is not offered where the issuer has no key, the browser no push, or not here', async () => {
    const { issuer, inputs } = await open()
    issuer.key = undefined
    expect((await keepPush(inputs)).state).toBe('not-offered')
    for (const [support, state] of [
      ['none', 'unsupported'],
      ['home-screen', 'home-screen'],
    ] as const) {
      const { inputs: others } = await open({ browser: createBrowserDouble({ support }) })
      expect(await keepPush(others)).toEqual({ state })
    }
  })
})

describe('a subscription that the browser changes while no page is open', () => {
  it('is made again and told, and asked about by nobody while it stands', async () => {
    const { db, browser, issuer, inputs } = await open()
    const renew = () => renewPush(db, inputs.issuer, browser)
    await keepPush(inputs)
    issuer.asked.length = 0
    await renew()
    expect(issuer.asked).toEqual([])
    // Ended by the browser.
    browser.subscription = undefined
    await renew()
    expect(issuer.saved.at(-1)).toEqual({ ...(await browser.find()), greets: false })
    expect((await readPushChoice(db)).held).toEqual(issuer.held)
    // Replaced by the browser.
    const { key } = issuer.held ?? { key: '' }
    browser.subscription = undefined
    await browser.subscribe(key)
    issuer.asked.length = 0
    await renew()
    expect(issuer.asked).toEqual(['PUT /api/push/subscription'])
    expect((await keepPush(inputs)).state).toBe('on')
  })

  it('is left to the next opening where it cannot be mended', async () => {
    const { db, browser, issuer, inputs } = await open()
    await keepPush(inputs)
    browser.subscription = undefined
    browser.isCutOff = true
    await expect(renewPush(db, inputs.issuer, browser)).rejects.toThrow()
    browser.isCutOff = false
    issuer.isDown = true
    await expect(renewPush(db, inputs.issuer, browser)).rejects.toThrow()
    issuer.isDown = false
    expect((await keepPush(inputs)).state).toBe('on')
  })

  it('is made for nobody who does not want it, or never had it', async () => {
    const { db, browser, inputs } = await open({ wanted: false })
    await renewPush(db, inputs.issuer, browser)
    await savePushChoice(db, { wanted: true })
    await renewPush(db, inputs.issuer, browser)
    expect(browser.subscription).toBeUndefined()
  })
})
