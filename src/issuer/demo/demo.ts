import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { parseBhytQrText, writeBhytQrText } from '../../core/qr/bhyt-qr-text.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import type { Database } from '../db/open-database.ts'
import type { Dependants } from '../dependants/dependants.ts'
import { keepEmployers } from '../employers/employers.ts'
import { dataHeaders, problem } from '../http/problem.ts'
import { readBody } from '../http/request-body.ts'
import type { IssuerApp } from '../http/route-kit.ts'
import type { MessageTransport } from '../messaging/message.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { readVapidKey } from '../push/vapid.ts'
import { addSignerKey } from '../signer-keys/signer-keys.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { TrustLists } from '../trust-list/trust-lists.ts'
import {
  DANGEROUS_demoContentKey,
  DANGEROUS_demoKeyEncryptionKey,
  DANGEROUS_demoPaymentKey,
  DANGEROUS_demoSignerKeys,
  DANGEROUS_demoSmsSecret,
  DANGEROUS_demoVapidKey,
  DEMO_VALIDITY,
  demoRoot,
} from './dangerous-demo-keys.ts'
import { insertDemoAccounts } from './demo-accounts.ts'

export { demoBank } from './bank/demo-bank.ts'
export { prepareDemoOffice } from './demo-back-office.ts'
export { prepareDemoContent } from './demo-content.ts'

import { registerInboxRoutes } from './inbox/inbox-routes.ts'
import { demoEmployers } from './registry/demo-employers.ts'
import { fillRegistry, hashSeededPassword, isSeeded } from './registry/fill-registry.ts'

/** How many people there are beside the demo accounts' own. */
const PEOPLE = 200

const initialTrustList = new URL('../../../public/trust-list.cose', import.meta.url)

export const demoSecrets = {
  roots: [demoRoot],
  keyEncryptionKey: DANGEROUS_demoKeyEncryptionKey,
  smsInboundSecret: DANGEROUS_demoSmsSecret,
}

/** How the demo says to push services who it is. */
export const demoPush = {
  keys: [readVapidKey(DANGEROUS_demoVapidKey)],
  subject: 'https://vi-bhyt.example.org',
}

/** The demo's way out for messages: they stay in the table, where the inbox shows them. */
export const demoTransport: MessageTransport = { send: async () => 'sent' }

/** Brings what a demo needs, if it is not there yet: keys, trust list, accounts and some people. */
export async function prepareDemo(parts: {
  database: Database
  hasher: PasswordHasher
  trustLists: TrustLists
  now: number
}): Promise<void> {
  const { database, hasher, trustLists, now } = parts
  for (const key of [
    ...DANGEROUS_demoSignerKeys,
    { role: 'content' as const, privateKey: DANGEROUS_demoContentKey },
    { role: 'payment' as const, privateKey: DANGEROUS_demoPaymentKey },
  ])
    await addSignerKey(
      database,
      { ...key, ...DEMO_VALIDITY },
      { keyEncryptionKey: DANGEROUS_demoKeyEncryptionKey, now },
    )
  await trustLists.publish(new Uint8Array(readFileSync(initialTrustList)), now)
  const today = vietnamDay(now)
  await keepEmployers(database, demoEmployers)
  await insertDemoAccounts(database, hasher, { today, now })
  if (await isSeeded(database)) return
  const passwordHash = await hashSeededPassword(hasher)
  await fillRegistry(database, { people: PEOPLE, seed: 1, today, passwordHash, now })
}

const FacilityChange = v.strictObject({
  login: v.pipe(v.string(), v.regex(/^\d{10}$/)),
  facilityCode: v.pipe(v.string(), v.regex(/^\d{2}[0-9A-Z]{3}$/)),
})

const GuardianChange = v.strictObject({
  guardian: v.pipe(v.string(), v.regex(/^\d{10}$/)),
  dependant: v.pipe(v.string(), v.regex(/^\d{10}$/)),
  /** Null ends the link. */
  relation: v.nullable(v.picklist(['child', 'spouse', 'parent', 'other'])),
})

/**
 * Routes of a demo only: the inbox, and changes of the initial facility and of guardians, for whoever plays
 * the insurer and wants to see them arrive in the wallet.
 */
export function registerDemoRoutes(
  app: IssuerApp,
  services: {
    database: Database
    messages: OutgoingMessages
    snapshots: Snapshots
    dependants: Dependants
    now: () => number
  },
): void {
  const { database, messages, snapshots, dependants, now } = services

  registerInboxRoutes(app, { messages, now })

  app.post('/dev/facility-changes', async (c) => {
    const body = await readBody(c.req.raw, FacilityChange)
    if (!body.ok) return problem(body.error.code)
    const { login, facilityCode } = body.value
    const card = await database.query
      .selectFrom('people')
      .innerJoin('cards', 'cards.person_id', 'people.id')
      .select(['people.id as person_id', 'cards.id', 'cards.hospital_text'])
      .where('bhxh_code', '=', login)
      .executeTakeFirst()
    const facility = await database.query
      .selectFrom('facilities')
      .select('code')
      .where('code', '=', facilityCode)
      .executeTakeFirst()
    const text = card && parseBhytQrText(card.hospital_text)
    if (card === undefined || !text?.ok || facility === undefined) return problem('not_found')
    const hospitalText = writeBhytQrText({ ...text.value, facilityCode })
    await snapshots.change(card.person_id, now(), async (transaction) => {
      await transaction
        .updateTable('cards')
        .set({ facility_code: facilityCode, hospital_text: hospitalText })
        .where('id', '=', card.id)
        .execute()
    })
    return new Response(null, { status: 204, headers: dataHeaders })
  })

  app.post('/dev/guardian-changes', async (c) => {
    const body = await readBody(c.req.raw, GuardianChange)
    if (!body.ok) return problem(body.error.code)
    const { guardian, dependant, relation } = body.value
    const people = await database.query
      .selectFrom('people')
      .select(['id', 'bhxh_code'])
      .where('bhxh_code', 'in', [guardian, dependant])
      .execute()
    const [holderId, dependantId] = [guardian, dependant].map(
      (code) => people.find((person) => person.bhxh_code === code)?.id,
    )
    if (holderId === undefined || dependantId === undefined) return problem('not_found')
    if (relation === null) await dependants.unlink({ holderId, dependantId }, now())
    else await dependants.link({ holder_id: holderId, dependant_id: dependantId, relation }, now())
    return new Response(null, { status: 204, headers: dataHeaders })
  })
}
