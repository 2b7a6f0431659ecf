import { readFileSync } from 'node:fs'
import { facilitiesKind } from '../../../core/content/facilities-kind.ts'
import type { PasswordHasher } from '../../accounts/password.ts'
import type { Database } from '../../db/open-database.ts'
import type { AccountRow, DependantRow, PersonRow } from '../../db/schema.ts'
import { createBulkInsert } from './bulk-insert.ts'
import { demoFacilities, verifyingFacilities } from './demo-facilities.ts'
import { generateHousehold } from './generate-household.ts'
import { createRandom } from './random.ts'
import {
  makeSpecimenRows,
  type Specimen,
  type SpecimenNumbers,
  type SpecimenRows,
} from './specimen-person.ts'

/** People to a transaction. */
const BATCH = 5000

/** Numbers below are generated, numbers above belong to the demo accounts. */
const GENERATED_CODES = 90_000_000
const GENERATED_SERIALS = 999_000

/** Ids below belong to the demo accounts. */
const FIRST_ID = 1000

/** Everyone has the same password: hashing one for each would take days, and they are specimens. */
export const SEEDED_PASSWORD = 'the-xanh'

/**
 * The hash of the one password that all seeded accounts have; always the same, so that a seed gives the same
 * registry.
 */
export function hashSeededPassword(hasher: PasswordHasher): Promise<string> {
  return hasher.hash(SEEDED_PASSWORD, { salt: new Uint8Array(16) })
}

/** Whether there are seeded people. */
export async function isSeeded(database: Database): Promise<boolean> {
  const person = await database.query
    .selectFrom('people')
    .select('id')
    .where('id', '>=', FIRST_ID)
    .limit(1)
    .executeTakeFirst()
  return person !== undefined
}

/** People with their rows, ready to be inserted together. */
export type RegistryBatch = { people: SpecimenRows[]; dependants: DependantRow[]; accounts: AccountRow[] }

/** Inserts batches, each in one transaction: all of it or nothing. */
export function createBatchInsert(database: Database): (batch: RegistryBatch) => Promise<void> {
  const insertPeople = createBulkInsert(database, 'people', [
    'id',
    'public_id',
    'full_name',
    'date_of_birth',
    'sex',
    'bhxh_code',
    'personal_id',
    'household_id',
    'phone',
    'specimen',
  ])
  const insertHistories = createBulkInsert(database, 'histories', ['person_id', 'document'])
  const insertCards = createBulkInsert(database, 'cards', [
    'id',
    'person_id',
    'bhyt_number',
    'benefit_level',
    'facility_code',
    'valid_from',
    'valid_to',
    'five_year_date',
    'living_area',
    'place_of_issue',
    'hospital_text',
  ])
  const insertDependants = createBulkInsert(database, 'dependants', ['holder_id', 'dependant_id', 'relation'])
  const insertAccounts = createBulkInsert(database, 'accounts', [
    'person_id',
    'password_hash',
    'created_at',
    'phone',
    'email',
    'address',
    'ward_code',
    'temporary_until',
    'password_changed_at',
    'closed_at',
    'language',
    'office_code',
  ])

  return ({ people, dependants, accounts }) =>
    database.query.transaction().execute(async (transaction) => {
      await insertPeople(
        transaction,
        people.map(({ person }) => person),
      )
      await insertHistories(
        transaction,
        people.map(({ history }) => history),
      )
      await insertCards(
        transaction,
        people.map(({ card }) => card),
      )
      await insertDependants(transaction, dependants)
      await insertAccounts(transaction, accounts)
    })
}

/** Puts the demo's facilities in, if they are not there. */
export async function insertFacilities(database: Database): Promise<void> {
  const known = new Map<string, string>([
    ...readFirstDirectory(),
    ...demoFacilities.map(([code, name]) => [code, name] as const),
  ])
  await database.query
    .insertInto('facilities')
    .values(
      [...known].map(([code, name]) => ({ code, name, desks_verify: verifyingFacilities.has(code) ? 1 : 0 })),
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
}

/** Every facility that a phone can choose is one of the registry. */
function readFirstDirectory(): readonly (readonly [string, string])[] {
  const file = new URL('../../../../public/facilities.txt', import.meta.url)
  const directory = facilitiesKind.read(readFileSync(file, 'utf8'))
  return directory.ok ? [...directory.value.rows].map(([code, { name = code }]) => [code, name]) : []
}

/** A household's rows; relations point to places in the same household. */
export function makeHousehold(
  random: ReturnType<typeof createRandom>,
  household: readonly Specimen[],
  numbersOf: (specimen: Specimen, place: number) => SpecimenNumbers,
  today: string,
): { people: SpecimenRows[]; dependants: DependantRow[] } {
  const numbers = household.map(numbersOf)
  const people = household.flatMap((specimen, place) => {
    const own = numbers[place]
    return own === undefined ? [] : [makeSpecimenRows(random, specimen, own, today)]
  })
  const dependants = household.flatMap((specimen, place) =>
    (specimen.relations ?? []).flatMap(({ to, relation }) => {
      const [holder, dependant] = [numbers[place], numbers[to]]
      return holder && dependant ? [{ holder_id: holder.id, dependant_id: dependant.id, relation }] : []
    }),
  )
  return { people, dependants }
}

/** An account of an invented person, as if it had been registered: its phone number is the registry's. */
export function makeAccount(person: PersonRow, passwordHash: string, now: number): AccountRow {
  return {
    person_id: person.id,
    password_hash: passwordHash,
    created_at: now,
    // Ids beyond a million repeat the last six digits, and a number serves one account.
    phone: person.id < 1_000_000 ? person.phone : null,
    email: null,
    declared_email: null,
    address: null,
    ward_code: null,
    temporary_until: null,
    password_changed_at: null,
    closed_at: null,
    access_version: 0,
    language: null,
    office_code: null,
  }
}

export type FillOptions = {
  people: number
  seed: number
  /**
   * `YYYY-MM-DD`: ages and validity are reckoned from here, so that a seed and a day give the same registry.
   */
  today: string
  /** See `hashSeededPassword`. */
  passwordHash: string
  now: number
  onProgress?: (people: number) => void
}

/**
 * Fills an empty registry with invented households until it has so many people. Everyone who is no child has
 * an account.
 */
export async function fillRegistry(database: Database, options: FillOptions): Promise<void> {
  const { people: wanted, seed, today, passwordHash, now, onProgress } = options
  const random = createRandom(seed)
  const serials = new Map<string, number>()
  await insertFacilities(database)
  const insertBatch = createBatchInsert(database)

  let id = FIRST_ID
  let batch: RegistryBatch = { people: [], dependants: [], accounts: [] }
  const numbersFor = (householdId: number) => (specimen: Specimen) => {
    const number = id++
    // Steps that are coprime to the range: every number once, neighbours far apart.
    const bhxhCode = `00${String((number * 73_939_133) % GENERATED_CODES).padStart(8, '0')}`
    const born = Number(specimen.born.slice(0, 4))
    const group = `099${2 * Math.floor((born - 1900) / 100) + (specimen.sex === 'male' ? 0 : 1)}${specimen.born.slice(2, 4)}`
    const serial = (serials.get(group) ?? 0) + 1
    serials.set(group, serial)
    const personalId = group + String((serial * 379_721) % GENERATED_SERIALS).padStart(6, '0')
    return { id: number, householdId, bhxhCode, personalId }
  }
  for (;;) {
    const left = wanted - (id - FIRST_ID)
    if (batch.people.length >= BATCH || left <= 0) {
      await insertBatch(batch)
      onProgress?.(id - FIRST_ID)
      batch = { people: [], dependants: [], accounts: [] }
      if (left <= 0) return
    }
    const generated = generateHousehold(random, today)
    // The last household is cut so that the number is exact; who is cut is nobody's dependant.
    const household = generated.slice(0, left).map(({ relations, ...specimen }) => ({
      ...specimen,
      ...(relations && { relations: relations.filter(({ to }) => to < left) }),
    }))
    const { people, dependants } = makeHousehold(random, household, numbersFor(id), today)
    batch.people.push(...people)
    batch.dependants.push(...dependants)
    for (const [place, { person }] of people.entries())
      if (household[place]?.work !== 'child') batch.accounts.push(makeAccount(person, passwordHash, now))
  }
}
