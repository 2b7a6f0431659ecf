import { vietnamDay } from '../../../src/core/dates/vietnam-day.ts'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import { type DemoAccount, demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { couple } from '../../../src/issuer/demo/people/demo-couple.ts'
import { family } from '../../../src/issuer/demo/people/demo-family.ts'
import { fourPayers } from '../../../src/issuer/demo/people/demo-household.ts'
import { longIllness } from '../../../src/issuer/demo/people/demo-long-illness.ts'
import { manyJobs } from '../../../src/issuer/demo/people/demo-many-jobs.ts'
import { youngWorker } from '../../../src/issuer/demo/people/demo-young-worker.ts'
import {
  createBatchInsert,
  makeAccount,
  makeHousehold,
} from '../../../src/issuer/demo/registry/fill-registry.ts'
import { createRandom } from '../../../src/issuer/demo/registry/random.ts'
import type { Specimen } from '../../../src/issuer/demo/registry/specimen-person.ts'

const [mother, pensioner, young, sixJobs, longIll, payer] = demoAccounts

/** The demo's households with an account, and which account that is. */
const households = {
  family: { make: family, like: mother },
  couple: { make: couple, like: pensioner },
  youngWorker: { make: (today: string) => [youngWorker(today)], like: young },
  manyJobs: { make: (today: string) => [manyJobs(today)], like: sixJobs },
  longIllness: { make: (today: string) => [longIllness(today)], like: longIll },
  fourPayers: { make: fourPayers, like: payer },
} as const

export type HouseholdName = keyof typeof households

/** An account with everything of a demo account but its numbers, phone and email, which are its own. */
export type OwnAccount = DemoAccount & {
  readonly personId: number
  readonly personalId: string
  readonly phone: string
  /** BHXH numbers of the others in the household, in the demo's order. */
  readonly others: readonly string[]
}

/** Ids that neither the demo's accounts (below) nor its other people (from 1000) have. */
const [FIRST_ID, LAST_ID] = [100, 899]

let nextId = FIRST_ID

/**
 * Brings a household like one of the demo's into the registry of a running issuer, with numbers that nobody
 * else has.
 */
export async function addHousehold(databaseFile: string, name: HouseholdName): Promise<OwnAccount> {
  const { make, like } = households[name]
  const today = vietnamDay(Date.now() / 1000)
  const specimens = make(today)
  const firstId = nextId
  nextId += specimens.length
  if (nextId > LAST_ID + 1) throw new Error('this worker has used up the numbers for people of tests')
  const database = openDatabase({ file: databaseFile })
  try {
    const { password_hash: passwordHash } = await database.query
      .selectFrom('accounts')
      .innerJoin('people', 'people.id', 'accounts.person_id')
      .select('password_hash')
      .where('bhxh_code', '=', like.login)
      .executeTakeFirstOrThrow()
    const numbersOf = (specimen: Specimen, place: number) => numberPerson(firstId, place, specimen)
    const household = makeHousehold(createRandom(firstId), specimens, numbersOf, today)
    const [holder] = household.people
    if (holder === undefined) throw new Error('an empty household')
    const email = `${firstId}.${like.email}`
    const account = { ...makeAccount(holder.person, passwordHash, Math.floor(Date.now() / 1000)), email }
    await createBatchInsert(database)({ ...household, accounts: [account] })
    return {
      ...like,
      login: holder.person.bhxh_code,
      email,
      personId: holder.person.id,
      personalId: holder.person.personal_id ?? '',
      phone: account.phone ?? '',
      others: household.people.slice(1).map(({ person }) => person.bhxh_code),
    }
  } finally {
    await database.close()
  }
}

/** Numbers in the demo's form; what is generated for its other people ends below. */
function numberPerson(firstId: number, place: number, { born, sex }: Specimen) {
  const id = firstId + place
  const century = born < '2000' ? 0 : 2
  return {
    id,
    householdId: firstId,
    bhxhCode: `009999${String(id).padStart(4, '0')}`,
    personalId: `099${century + (sex === 'male' ? 0 : 1)}${born.slice(2, 4)}${999_000 + id}`,
  }
}
