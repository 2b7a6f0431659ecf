import type { Kysely, Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import { decodeUtf8 } from '../../core/bytes.ts'
import { readService, readServicePack } from '../../core/services/check-pack.ts'
import type { Service } from '../../core/services/service-pack.ts'
import { hashService } from '../../core/services/service-request.ts'
import type { Database } from '../db/open-database.ts'
import type { ServiceDefinitionRow, Tables } from '../db/schema.ts'

/**
 * For how long after a newer pack a definition can still be sent, in seconds: a form may lie on a phone for
 * days.
 */
export const DEFINITION_LIFE = 31 * 86_400

/** A definition as it was filled in. */
export type FilledService = { readonly hash: string; readonly service: Service }

export type ServiceDefinitions = ReturnType<typeof createServiceDefinitions>

/** Definitions as packs bring them, found by their hash; what was filled in is kept for good. */
export function createServiceDefinitions(database: Database) {
  const packs = new Map<string, Promise<ReadonlyMap<string, Service>>>()

  function readPack(sha256: string): Promise<ReadonlyMap<string, Service>> {
    const read = packs.get(sha256) ?? loadPack(database, sha256)
    packs.set(sha256, read)
    // What went wrong once is tried again.
    read.catch(() => {
      if (packs.get(sha256) === read) packs.delete(sha256)
    })
    return read
  }

  return {
    /** A definition that is in force, or was in the last 31 days; undefined else. */
    async findInForce(hash: string, now: number): Promise<FilledService | undefined> {
      const inForce = await listPacks(database, now)
      for (const held of packs.keys()) if (!inForce.includes(held)) packs.delete(held)
      for (const sha256 of inForce) {
        const service = (await readPack(sha256)).get(hash)
        if (service) return { hash, service }
      }
      return undefined
    },

    /** Keeps a definition, as part of the transaction that first refers to it. */
    async keep(
      transaction: Transaction<Tables>,
      { hash, service }: FilledService,
      now: number,
    ): Promise<void> {
      const { definition, source, texts } = service
      await transaction
        .insertInto('service_definitions')
        .values({
          hash,
          service: definition.id,
          version: definition.version,
          written: source,
          texts: JSON.stringify(texts),
          created_at: now,
        })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute()
    },

    /** A definition to which a request refers. */
    async read(query: Kysely<Tables>, hash: string): Promise<Service> {
      const row = await query
        .selectFrom('service_definitions')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirstOrThrow()
      return openDefinition(row)
    },
  }
}

/** A kept definition. It was read before it was kept. */
export function openDefinition({ written, texts }: Pick<ServiceDefinitionRow, 'written' | 'texts'>): Service {
  const service = readService({ definition: JSON.parse(written), texts: JSON.parse(texts) })
  if (!service.ok) throw new AppError('internal')
  return service.value
}

/** The packs in force, the newest first, for whatever language they are. */
async function listPacks(database: Database, now: number): Promise<readonly string[]> {
  const rows = await database.query
    .selectFrom('content_releases')
    .select(['sha256', 'starts_at', 'language'])
    .where('name', '=', 'services')
    .where('starts_at', '<=', now)
    .orderBy('starts_at', 'desc')
    .orderBy('sequence', 'desc')
    .execute()
  // Each was in force until the one of its language before it in this list began.
  return rows
    .filter(({ language }, at) => {
      const next = rows.slice(0, at).findLast((row) => row.language === language)
      return next === undefined || next.starts_at > now - DEFINITION_LIFE
    })
    .map(({ sha256 }) => sha256)
}

async function loadPack(database: Database, sha256: string): Promise<ReadonlyMap<string, Service>> {
  const file = await database.query
    .selectFrom('content_files')
    .select('body')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  const text = file && decodeUtf8(file.body)
  const pack = text?.ok ? readServicePack(text.value) : undefined
  const services = pack?.ok ? pack.value.services : []
  return new Map(
    await Promise.all(services.map(async (service) => [await hashService(service), service] as const)),
  )
}
