import { createHash, randomUUID } from 'node:crypto'
import type { IssuerConnection } from '../../../src/core/api/request.ts'
import type { Bytes } from '../../../src/core/bytes.ts'
import { vietnamDay } from '../../../src/core/dates/vietnam-day.ts'
import { parseAnswers } from '../../../src/core/services/parse-answers.ts'
import { hashService } from '../../../src/core/services/service-request.ts'
import type { WalletDatabase } from '../../../src/wallet/database/wallet-database.ts'
import { listOutbox, queueItem, readAnswer } from '../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../src/wallet/outbox/send-outbox.ts'
import {
  draftNameOf,
  type FileChanges,
  listServiceDrafts,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../src/wallet/outbox/service-drafts.ts'
import { loadBlob } from '../../../src/wallet/sealing/blobs.ts'
import * as wallet from '../../write/wallet-entry.ts'
import type { TestIssuer } from '../issuer/issuer-fixture.ts'
import { makePicture } from '../issuer/registration-desk.ts'
import { findService } from '../issuer/service-desk.ts'
import { outboxSenders } from './every-sender.ts'
import { openDevice } from './wallet-device.ts'

/** What kills have cost; all of it is to be nothing. */
export type Losses = {
  runs: number
  killed: number
  answersLost: number
  filesLost: number
  filedTwice: number
  notFiled: number
}

/**
 * The wallet's database and its issuer as a page has them that is killed at a step: from then on nothing it
 * does has any effect.
 */
function createMortal(db: WalletDatabase, issuer: IssuerConnection, { at, isAfter }: KillPoint) {
  let steps = 0
  let isDead = false
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    const isLast = steps++ === at
    if (isDead || (isLast && !isAfter)) return die()
    const result = await act()
    return isLast ? die() : result
  }
  const die = (): never => {
    isDead = true
    throw new Error('killed')
  }
  const mortal = {
    transact: (stores: never, mode: never, use: never) => step(() => db.transact(stores, mode, use)),
    close: () => {},
  } as unknown as WalletDatabase
  const fetch: IssuerConnection['fetch'] = (path, init) => step(() => issuer.fetch(path, init))
  return { db: mortal, issuer: { ...issuer, fetch }, countSteps: () => steps, hasDied: () => isDead }
}

/** A step is a transaction or a request; killed before it, or after it with its outcome unheard. */
type KillPoint = { readonly at: number; readonly isAfter: boolean }

const NEVER: KillPoint = { at: Number.POSITIVE_INFINITY, isAfter: false }

type Picture = { readonly name: string; readonly bytes: Bytes }
type Change = { readonly answers: Readonly<Record<string, unknown>>; readonly files: FileChanges }

type Phone = { readonly db: WalletDatabase; readonly issuer: IssuerConnection; readonly cardId: string }

async function takePicture(): Promise<Picture> {
  const bytes = await makePicture()
  return { name: createHash('sha256').update(bytes).digest('hex'), bytes }
}

/** A lost card, answer by answer: a picture is taken, another in its place, and one more. */
function listChanges(
  cardId: string,
  [first, second, third]: readonly [Picture, Picture, Picture],
): readonly Change[] {
  const [card, reason] = [{ card: cardId }, { reason: 'lost' }]
  const none = { added: {} }
  return [
    { answers: card, files: none },
    { answers: { ...card, ...reason }, files: none },
    {
      answers: { ...card, ...reason, identityPictures: [first.name] },
      files: { added: { [first.name]: first.bytes } },
    },
    {
      answers: { ...card, ...reason, identityPictures: [second.name, third.name] },
      files: {
        added: { [second.name]: second.bytes, [third.name]: third.bytes },
        removed: [first.name],
      },
    },
    {
      answers: { ...card, ...reason, identityPictures: [second.name, third.name], delivery: 'electronic' },
      files: none,
    },
  ]
}

/**
 * Fills a request in and sends it, killed at a point; then opens the wallet again, looks at what is there,
 * and goes on as the person would. Notes in `losses` what has gone, and what was filed twice.
 */
async function killRequest(
  test: TestIssuer,
  phone: Phone,
  pictures: readonly [Picture, Picture, Picture],
  point: KillPoint,
  losses: Losses,
): Promise<number> {
  const id = randomUUID()
  const changes = listChanges(phone.cardId, pictures)
  const mortal = createMortal(phone.db, phone.issuer, point)
  let told = -1
  const life = async () => {
    for (const [at, change] of changes.entries()) {
      await save(mortal.db, id, change)
      told = at
    }
    await queue(mortal.db, test, id)
    await sendOutbox({ db: mortal.db, issuer: mortal.issuer, senders: outboxSenders })
  }
  await life().catch(() => {})
  losses.runs++
  if (mortal.hasDied()) losses.killed++

  // What the person was told is kept is there; a change that was under way is there whole or not at all.
  const { db, issuer } = phone
  const items = await listOutbox(db)
  const item = items.find((each) => each.id === id)
  if (item?.state !== 'sent') {
    const kept = (await listServiceDrafts(db)).find((draft) => draft.id === id)
    const found = changes.findIndex(
      ({ answers }) => JSON.stringify(answers) === JSON.stringify(kept?.answers),
    )
    if (found < told) losses.answersLost++
    for (const name of (kept?.answers['identityPictures'] ?? []) as string[])
      if (!(await loadBlob(db, `draft/${draftNameOf(id)}`, name))) losses.filesLost++
    if (!item) {
      for (const change of changes.slice(found + 1)) await save(db, id, change)
      await queue(db, test, id)
    }
  }
  for (let tries = 0; tries < 3; tries++) await sendOutbox({ db, issuer, senders: outboxSenders })

  const answer = await readAnswer(db, 'service-request', id)
  if (!answer) losses.notFiled++
  const { rows, files } = await readFiled(test)
  losses.filedTwice += Math.max(0, rows.length - 1)
  const wanted = changes.at(-1)?.answers
  if (rows.some((row) => !isSame(JSON.parse(row.answers), wanted))) losses.answersLost++
  const names = new Set(files.map(({ sha256 }) => sha256))
  for (const { name } of pictures.slice(1)) if (!names.has(name)) losses.filesLost++
  if ((await listServiceDrafts(db)).some((draft) => draft.id === id)) losses.notFiled++
  await clearFiled(test)
  return mortal.countSteps()
}

async function save(db: WalletDatabase, id: string, { answers, files }: Change): Promise<void> {
  const draft: ServiceDraft = {
    id,
    service: 'card-reissue',
    version: findService('card-reissue').definition.version,
    answers,
    page: 'card',
    changedAt: 0,
  }
  await saveServiceDraft(db, draft, files)
}

/** As the review does: from what the device keeps, not from memory. */
async function queue(db: WalletDatabase, test: TestIssuer, id: string): Promise<void> {
  const draft = (await listServiceDrafts(db)).find((each) => each.id === id)
  const service = findService('card-reissue')
  const day = vietnamDay(test.clock.now)
  const parsed = parseAnswers(service.definition, draft?.answers, { today: day })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const answers = parsed.value
  const files = answers['identityPictures'] as readonly string[]
  const blobs: Record<string, Bytes> = {}
  for (const name of files) {
    const bytes = await loadBlob(db, `draft/${draftNameOf(id)}`, name)
    if (bytes) blobs[name] = bytes
  }
  const { id: name, version } = service.definition
  const content = { service: name, version, definition: await hashService(service), day, answers }
  const payload = { content, files }
  await queueItem(
    db,
    { kind: 'service-request', payload, blobs, draft: draftNameOf(id) },
    { id, now: test.clock.now },
  )
}

async function readFiled({ database }: TestIssuer) {
  const rows = await database.query.selectFrom('service_requests').selectAll().execute()
  const files = await database.query.selectFrom('service_files').selectAll().execute()
  return { rows, files: files.filter(({ request_id: id }) => id !== null) }
}

/** So that the next run begins with nothing filed. */
async function clearFiled({ database }: TestIssuer): Promise<void> {
  await database.query.deleteFrom('service_files').execute()
  await database.query.deleteFrom('service_requests').execute()
}

const isSame = (one: unknown, other: unknown) => sorted(one) === sorted(other)
const sorted = (value: unknown) => JSON.stringify(Object.entries(Object(value)).sort())

/**
 * Kills `rounds` requests at each of so many points, spread evenly over all steps of filling in and sending;
 * before the step and after it in turns. One run more is not disturbed.
 */
export async function countLosses(
  test: TestIssuer,
  { points, rounds }: { points: number; rounds: number },
): Promise<Losses> {
  const losses: Losses = { runs: 0, killed: 0, answersLost: 0, filesLost: 0, filedTwice: 0, notFiled: 0 }
  const device = await openDevice(test, wallet)
  if ((await device.signIn()) !== 'done') throw new Error('not signed in')
  await device.refresh()
  const [card] = await device.readCards()
  const phone = { db: device.db, issuer: device.issuer, cardId: card?.cardId ?? '' }
  const pictures = [await takePicture(), await takePicture(), await takePicture()] as const
  const steps = await killRequest(test, phone, pictures, NEVER, losses)
  for (let round = 0; round < rounds; round++)
    for (let point = 0; point < points; point++) {
      const at = Math.floor((point * steps) / points)
      await killRequest(test, phone, pictures, { at, isAfter: (point + round) % 2 === 1 }, losses)
    }
  return losses
}
