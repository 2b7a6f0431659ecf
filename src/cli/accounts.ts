/**
 * What the hotline may do for a person, for the operator (docs/operations.md, "Sessions"):
 *
 *   accounts.ts end-device NUMBER     ends the account's active device as a lost one; the person is told
 */
import { createOutgoingMessages } from '../issuer/messaging/outgoing-messages.ts'
import { forgetPushOfDevice } from '../issuer/push/push-subscriptions.ts'
import { findAccount } from '../issuer/recovery/find-account.ts'
import { createSessions } from '../issuer/sessions/sessions.ts'
import { endActiveDevice } from '../issuer/sign-in/end-lost-device.ts'
import { revokeDevice } from '../issuer/status-lists/status-entries.ts'
import { withOwnDatabase } from './own-database.ts'

const now = Math.floor(Date.now() / 1000)
const [command, number = ''] = process.argv.slice(2)

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

if (command !== 'end-device' || !/^(\d{10}|\d{12})$/.test(number))
  fail('end-device NUMBER (BHXH or personal)')
await withOwnDatabase(now, async ({ database, keyEncryptionKey: secret, audit }) => {
  const messages = createOutgoingMessages(database, { secret, transports: {}, keepsDelivered: false })
  const sessions = createSessions(database, {
    onDeviceEnd: async (transaction, deviceId, at) => {
      await revokeDevice(transaction, deviceId, at)
      await forgetPushOfDevice(transaction, deviceId)
    },
    onNewDevice: messages.tellNewDevice,
    onDeviceDisplaced: messages.tellDisplaced,
  })
  const account = await findAccount(database.query, number)
  if (account === undefined) fail('There is no such account')
  const ended = await database.query.transaction().execute(async (transaction) => {
    const { public_id: target } = await transaction
      .selectFrom('people')
      .select('public_id')
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow()
    const device = await endActiveDevice(transaction, { sessions, messages }, account.id, now)
    if (device) await audit.append(transaction, { action: 'device-ended', target }, now)
    return device
  })
  console.log(ended ? 'Ended; the person is told' : 'There is no active device')
})
