import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { SendServiceRequest, ServiceReceiptView } from '../../../src/core/api/service-contract.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { vietnamDay } from '../../../src/core/dates/vietnam-day.ts'
import { readServicePack } from '../../../src/core/services/check-pack.ts'
import type { Service } from '../../../src/core/services/service-pack.ts'
import { hashService } from '../../../src/core/services/service-request.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import type { TestIssuer } from './issuer-fixture.ts'
import { makePicture } from './registration-desk.ts'

const pack = readServicePack(readFileSync(new URL('../../../public/services.json', import.meta.url), 'utf8'))

/** A service of the first pack. */
export function findService(id: string): Service {
  const service = pack.ok ? pack.value.services.find(({ definition }) => definition.id === id) : undefined
  if (!service) throw new Error(`no service ${id}`)
  return service
}

/** The demo's trust list as phones have it. */
export async function readDemoTrustList(test: TestIssuer): Promise<TrustList> {
  const body = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
  const verified = await verifyTrustList(body, { roots: [demoRoot], now: test.clock.now })
  if (!verified.ok) throw new Error(verified.error)
  return verified.value
}

/** Whoever signs in: their cookie, and what the snapshot calls them. */
export type Asker = { readonly cookie: string; readonly personId: string; readonly cardId: string }

/** What a phone does with public services, against an issuer without a socket. */
export function createServiceDesk(test: () => TestIssuer) {
  const desk = {
    async signIn(account: { login: string; password: string }): Promise<Asker> {
      const cookie = await test().signIn(account)
      const person = await test()
        .database.query.selectFrom('people')
        .innerJoin('cards', 'cards.person_id', 'people.id')
        .select(['people.public_id', 'cards.id'])
        .where('bhxh_code', '=', account.login)
        .executeTakeFirstOrThrow()
      return { cookie, personId: person.public_id, cardId: person.id }
    },

    /** Sends a picture; gives its hash. */
    async upload({ cookie }: Asker): Promise<string> {
      const bytes = await makePicture()
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const answer = await desk.put(sha256, bytes, cookie)
      if (answer.status !== 204) throw new Error(String(answer.status))
      return sha256
    },
    put: (sha256: string, body: Uint8Array, cookie: string) =>
      test().request(`/api/services/files/${sha256}`, {
        method: 'PUT',
        cookie,
        body,
        headers: { 'Content-Type': 'image/jpeg' },
      }),

    async write(
      asker: Asker,
      service: string,
      answers: Record<string, unknown>,
      change: Partial<SendServiceRequest> = {},
    ): Promise<SendServiceRequest> {
      const found = findService(service)
      return {
        key: randomUUID(),
        personId: asker.personId,
        service,
        version: found.definition.version,
        definition: await hashService(found),
        day: vietnamDay(test().clock.now),
        answers,
        ...change,
      }
    },
    post: (body: unknown, cookie: string) =>
      test().request('/api/services/requests', { method: 'POST', cookie, body }),

    /** Sends a request that must be taken. */
    async send(asker: Asker, service: string, answers: Record<string, unknown>): Promise<ServiceReceiptView> {
      const answer = await desk.post(await desk.write(asker, service, answers), asker.cookie)
      if (answer.status !== 200) throw new Error(await answer.text())
      return (await answer.json()) as ServiceReceiptView
    },
  }
  return desk
}
