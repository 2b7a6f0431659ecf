import { cpSync } from 'node:fs'
import { inject } from 'vitest'
import type { DatabaseLocation } from '../../../src/issuer/db/open-database.ts'
import { type DatabaseKind, openTestDatabase, type TestDatabase } from './issuer-database.ts'
import { createTestIssuer, findFolder } from './issuer-fixture.ts'

/** A demo that was begun and is not used: where its rows and its pictures are. */
type BegunDemo = { readonly location: DatabaseLocation; readonly pictures: string }

const begun = new Map<DatabaseKind, Promise<BegunDemo>>()

/**
 * A database of its own as `createTestIssuer` leaves an empty one: with tables, keys, people and content.
 * That takes a second, so each worker begins one demo of each kind, and the tests have copies.
 */
export async function openDemoDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const made = begun.get(kind) ?? beginDemo(kind)
  begun.set(kind, made)
  const { location, pictures } = await made
  const held = await openTestDatabase(kind, inject('postgresUrl'), { copied: location })
  cpSync(pictures, findFolder(held.database), { recursive: true })
  return held
}

async function beginDemo(kind: DatabaseKind): Promise<BegunDemo> {
  const prefix = inject('copiedPrefix')
  const { database, location } = await openTestDatabase(kind, inject('postgresUrl'), { prefix })
  const { issuer } = await createTestIssuer(database)
  await issuer.stop()
  // PostgreSQL copies no database that somebody is connected to.
  await database.close()
  return { location, pictures: findFolder(database) }
}
