import type { ErrorCode } from '../../core/api/error-codes.ts'
import { type PushView, pushEndpoints } from '../../core/api/push-contract.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'
import { readPushChoice, savePushChoice } from './push-choice.ts'
import { judgePush, type PushFacts, type PushState } from './push-state.ts'
import { type BrowserPush, markOf } from './push-subscription.ts'

/** The browser's part of it. */
export type PushBrowser = BrowserPush & {
  readonly support: PushFacts['support']
  readPermission(): NotificationPermission
  unsubscribe(): Promise<void>
}

export type KeptPush = {
  readonly state: PushState
  /** Kinds that are switched off, where the issuer has said so. */
  readonly off?: PushView['off']
  /** Why it went no further: the browser's push service, or the code of what the issuer was asked. */
  readonly trouble?: 'browser' | ErrorCode
}

export type PushInputs = {
  readonly db: WalletDatabase
  readonly browser: PushBrowser
  readonly issuer: IssuerConnection
  readonly signedIn: boolean
}

/** More than it ever takes from any state to a settled one; see the tests of push-state.ts. */
const MOST_STEPS = 6

/**
 * Compares what the person wants, what the browser has and what the issuer holds, repairs it both ways, and
 * gives what is so. To be called at each opening, and after each choice; one page at a time.
 * @param greets the person has just switched it on: the issuer sends a first push
 * @throws AppError of the database
 */
export function keepPush(inputs: PushInputs, { greets = false } = {}): Promise<KeptPush> {
  return withLock('vi-bhyt-push', () => settle(inputs, greets))
}

async function settle(inputs: PushInputs, greets: boolean): Promise<KeptPush> {
  const { db, browser, issuer, signedIn } = inputs
  const { wanted, held: remembered } = await readPushChoice(db)
  let trouble: KeptPush['trouble']
  const ask = async (): Promise<PushView | undefined> => {
    if (!signedIn || browser.support !== 'ready') return undefined
    const said = await request(issuer, pushEndpoints.readPush).catch((cause) => {
      trouble = errorCodeOf(cause)
    })
    if (said) await savePushChoice(db, { held: said.held, off: said.off })
    return said ?? undefined
  }
  let said = await ask()
  for (let steps = 0; ; steps++) {
    const found = await browser.find()
    const { state, step } = judgePush({
      support: browser.support,
      permission: browser.readPermission(),
      signedIn,
      wanted,
      browser: found && (await markOf(found)),
      issuer: said ? { known: true, key: said.key, held: said.held } : { known: false, held: remembered },
    })
    const settled: KeptPush = { state, ...(said && { off: said.off }), ...(trouble && { trouble }) }
    if (step === undefined || steps === MOST_STEPS) return settled
    try {
      if (step === 'unsubscribe') await browser.unsubscribe()
      if (step === 'subscribe' && said?.key !== undefined) await browser.subscribe(said.key)
      if (step === 'save' && found)
        await request(issuer, pushEndpoints.savePush, { body: { ...found, greets } })
      if (step === 'end') await request(issuer, pushEndpoints.endPush)
    } catch (cause) {
      return { ...settled, trouble: cause instanceof AppError ? cause.code : 'browser' }
    }
    if (step === 'save' || step === 'end') said = await ask()
  }
}

/**
 * As `keepPush`, at an opening: nobody is asked anything on a phone on which push was never switched on.
 * @throws AppError of the database
 */
export async function keepPushAtOpening(inputs: PushInputs): Promise<void> {
  const { wanted, held } = await readPushChoice(inputs.db)
  if (wanted || held || (await inputs.browser.find())) await keepPush(inputs)
}
