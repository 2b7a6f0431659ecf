import { createPublicKey } from 'node:crypto'
import type { PushView, SavePushRequest, SwitchableKind } from '../../core/api/push-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { lockDevice } from '../db/lock-device.ts'
import type { Database } from '../db/open-database.ts'
import type { NoticePlans } from '../notices/plan-notices.ts'
import type { PushMessages } from './push-messages.ts'
import { isPushService } from './push-services.ts'
import type { PushSubscriptions } from './push-subscriptions.ts'
import type { VapidKey } from './vapid.ts'

export type PushOwner = { readonly personId: number; readonly deviceId: string }

export type PushService = ReturnType<typeof createPush>

/** Switching push on and off for a device, and what it is for. */
export function createPush(
  database: Database,
  parts: {
    readonly keys: readonly VapidKey[]
    /** A demo that only this machine can reach takes pushes there as well. */
    readonly allowsLocal: boolean
    readonly subscriptions: PushSubscriptions
    readonly messages: PushMessages
    readonly plans: NoticePlans
  },
) {
  const { keys, allowsLocal, subscriptions, messages, plans } = parts
  const newest = keys.at(-1)?.publicKey

  return {
    /** What the wallet compares with what its browser has. */
    async read({ personId, deviceId }: PushOwner): Promise<PushView> {
      const owner = { person_id: personId, device_id: deviceId }
      const held = await subscriptions.find(database.query, owner)
      return {
        ...(newest !== undefined && { key: newest }),
        ...(held && { held: { endpointHash: held.endpoint_hash, key: held.vapid_key } }),
        off: await plans.readOff(personId),
      }
    },

    /** Keeps where a device takes pushes; the error names what cannot be used. */
    async save(
      { personId, deviceId }: PushOwner,
      { endpoint, p256dh, auth, key, greets }: SavePushRequest,
      now: number,
    ): Promise<Result<void, { fields: string[] }>> {
      if (!URL.canParse(endpoint) || !isPushService(endpoint, { allowsLocal }))
        return err({ fields: ['endpoint'] })
      if (!isPoint(p256dh)) return err({ fields: ['p256dh'] })
      if (!keys.some(({ publicKey }) => publicKey === key)) return err({ fields: ['key'] })
      return database.query.transaction().execute(async (transaction) => {
        // Of a device that has ended in this moment nothing is kept.
        if (!(await lockDevice(transaction, deviceId))) throw new AppError('session_expired')
        const owner = { person_id: personId, device_id: deviceId }
        const subscription = { endpoint, p256dh, auth }
        await subscriptions.save(transaction, owner, { subscription, vapidKey: key }, now)
        if (greets) await messages.greet(transaction, { personId, deviceId }, now)
        return ok(undefined)
      })
    },

    end: ({ personId, deviceId }: PushOwner): Promise<void> =>
      subscriptions.forget({ person_id: personId, device_id: deviceId }),

    chooseOff: (personId: number, off: readonly SwitchableKind[]): Promise<void> =>
      plans.chooseOff(personId, off),
  }
}

/** Whether this is a point of P-256, to which something can be encrypted. */
function isPoint(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url')
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((each) => each.toString('base64url'))
  if (bytes[0] !== 4 || x === undefined || y === undefined) return false
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
    return true
  } catch {
    return false
  }
}
