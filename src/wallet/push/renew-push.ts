import { type IssuerConnection, request } from '../../core/api/request.ts'
import { savePushEndpoint } from '../../core/api/save-push-endpoint.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'
import { readPushChoice, savePushChoice } from './push-choice.ts'
import { type BrowserPush, markOf } from './push-subscription.ts'

/**
 * Subscribes again, and tells the issuer, where the browser has ended or replaced the subscription that both
 * had agreed upon (`pushsubscriptionchange`; not every browser says so). Asks nobody anything where it has
 * not. What it cannot mend the next opening does (keep-push.ts), which compares all of it.
 * @throws AppError of the database or of asking the issuer; whatever the browser throws
 */
export function renewPush(db: WalletDatabase, issuer: IssuerConnection, browser: BrowserPush): Promise<void> {
  return withLock('vi-bhyt-push', async () => {
    const { wanted, held } = await readPushChoice(db)
    if (!wanted || !held) return
    if (!(await browser.find())) await browser.subscribe(held.key)
    const found = await browser.find()
    const mark = found && (await markOf(found))
    if (!mark || mark.endpointHash === held.endpointHash) return
    await request(issuer, savePushEndpoint, { body: { ...found, greets: false } })
    await savePushChoice(db, { held: mark })
  })
}
