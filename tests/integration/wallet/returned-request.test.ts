import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toAnswers } from '../../../src/app/screens/service/answers.ts'
import { beginMending } from '../../../src/app/screens/service/requests/begin-mending.ts'
import { queueRequest } from '../../../src/app/screens/service/send-request.ts'
import { vietnamDay } from '../../../src/core/dates/vietnam-day.ts'
import { visiblePages } from '../../../src/core/services/parse-answers.ts'
import type { Service } from '../../../src/core/services/service-pack.ts'
import { readReleasedService } from '../../../src/core/services/service-pack.ts'
import { readRequests } from '../../../src/core/snapshot/service-requests.ts'
import { loadInbox } from '../../../src/wallet/inbox/inbox.ts'
import { readAnswer } from '../../../src/wallet/outbox/outbox.ts'
import {
  listServiceDrafts,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../src/wallet/outbox/service-drafts.ts'
import { useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { makePicture } from '../../support/issuer/registration-desk.ts'
import { findService } from '../../support/issuer/service-desk.ts'
import { openDevice, type WalletDevice } from '../../support/wallet/wallet-device.ts'
import * as wallet from '../../write/wallet-entry.ts'

const FILES = '/api/office/services/files'

describe.each(['sqlite', 'postgresql'] as const)('a wallet and the office, on %s', (kind) => {
  const office = useOfficeDesk(kind)

  const takePicture = async () => {
    const bytes = await makePicture()
    return { name: createHash('sha256').update(bytes).digest('hex'), bytes }
  }
  const queue = (device: WalletDevice, service: Service, draft: ServiceDraft) =>
    queueRequest(device.db, service, draft, {
      day: vietnamDay(office.test.clock.now),
      now: office.test.clock.now,
    })
  const readState = async (device: WalletDevice) => {
    const [own] = await wallet.loadHistories(device.db)
    const requests = readRequests(own?.history.unread)
    return requests.ok ? requests.value[0] : undefined
  }
  const readNotices = async (device: WalletDevice) =>
    ((await loadInbox(device.db))?.items ?? []).filter(({ code }) => code.startsWith('service-'))

  it('a page that went back is mended alone, and the new card comes with the next refresh', async () => {
    const device = await openDevice(office.test, wallet)
    expect(await device.signIn()).toBe('done')
    await device.refresh()
    const [before] = await device.readCards()
    const service = findService('card-reissue')
    const first = await takePicture()
    const draft: ServiceDraft = {
      id: randomUUID(),
      service: 'card-reissue',
      version: service.definition.version,
      answers: {
        card: before?.cardId,
        reason: 'lost',
        identityPictures: [first.name],
        delivery: 'electronic',
      },
      page: 'card',
      changedAt: office.test.clock.now,
    }
    await saveServiceDraft(device.db, draft, { added: { [first.name]: first.bytes } })
    await queue(device, service, draft)
    expect(await device.send()).toEqual({ waiting: 0 })
    const number = (await readAnswer(device.db, 'service-request', draft.id))?.receipt.number ?? ''
    expect(await listServiceDrafts(device.db)).toEqual([])

    const { id } = await office.database.query
      .selectFrom('service_requests')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    office.test.clock.now += 60
    const back = { pages: ['identity'], reason: 'papers-unclear', note: 'Chụp lại mặt sau.' }
    expect((await office.post(`${FILES}/${id}/return`, back)).status).toBe(204)

    // The person is told by what the worker fetches by itself, and led to where it is mended.
    expect(await device.refresh()).toMatchObject({ kind: 'fresh' })
    expect((await readNotices(device))[0]).toMatchObject({
      code: 'service-returned',
      severity: 'warning',
      values: { file: number },
      route: '/tien-ich/ho-so',
      isRead: false,
    })
    expect(await readState(device)).toMatchObject({ number, state: 'returned', nextStep: 'mend' })

    const place = await beginMending(device.db, device.issuer, number)
    expect(place).toMatchObject({ service: 'card-reissue', page: 'identity' })
    // The same draft is found again, however often it is asked for.
    expect(await beginMending(device.db, device.issuer, number)).toEqual(place)
    const [begun] = await listServiceDrafts(device.db)
    if (!begun?.mends) throw new Error('no draft')
    expect(begun.mends.note).toBe(back.note)
    const { written, texts } = begun.mends
    const filed = readReleasedService({ definition: written, texts })
    if (!filed.ok) throw new Error(filed.error)
    const { definition } = filed.value
    const asked = visiblePages(definition, toAnswers(definition, begun.answers), {
      today: vietnamDay(office.test.clock.now),
    }).filter((page) => !begun.mends?.closed.includes(page.id))
    expect(asked.map((page) => page.id)).toEqual(['identity'])

    office.test.clock.now += 60
    const second = await takePicture()
    const mended = { ...begun, answers: { ...begun.answers, identityPictures: [second.name] } }
    await saveServiceDraft(device.db, mended, { added: { [second.name]: second.bytes } })
    await queue(device, filed.value, mended)
    expect(await device.send()).toEqual({ waiting: 0 })
    expect(await device.refresh()).toMatchObject({ kind: 'fresh' })
    expect(await readState(device)).toMatchObject({ number, state: 'waiting', nextStep: 'wait' })
    const file = await office.read<{ lines: { pictures?: string[]; value: string }[] }>(`${FILES}/${id}`)
    expect(file.lines.flatMap(({ pictures = [] }) => pictures)).toEqual([second.name])

    office.test.clock.now += 60
    expect((await office.approveService(id)).status).toBe(204)
    expect(await device.refresh()).toMatchObject({ kind: 'fresh' })
    const [after] = await device.readCards()
    expect(after?.cardId).toBe(before?.cardId)
    expect(after?.hospitalText).not.toBe(before?.hospitalText)
    expect(await readState(device)).toMatchObject({ number, state: 'approved', nextStep: 'nothing' })
    expect((await readNotices(device)).map(({ code }) => code)).toEqual([
      'service-approved',
      'service-received',
      'service-returned',
      'service-received',
    ])
    // Nothing of it is left to be done on the phone.
    expect(await listServiceDrafts(device.db)).toEqual([])
    expect(await device.send()).toEqual({ waiting: 0 })
  })
})
