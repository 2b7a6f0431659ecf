import type { PasswordHasher } from '../accounts/password.ts'
import type { Database } from '../db/open-database.ts'
import { couple } from './people/demo-couple.ts'
import { family } from './people/demo-family.ts'
import { fourPayers } from './people/demo-household.ts'
import { longIllness } from './people/demo-long-illness.ts'
import { manyJobs } from './people/demo-many-jobs.ts'
import { newcomers } from './people/demo-newcomers.ts'
import { youngWorker } from './people/demo-young-worker.ts'
import { createBatchInsert, insertFacilities, makeAccount, makeHousehold } from './registry/fill-registry.ts'
import { createRandom } from './registry/random.ts'
import type { Specimen } from './registry/specimen-person.ts'

export type DemoAccount = {
  readonly login: string
  readonly password: string
  readonly email: string
  readonly describes: string
}

/** Whom one can sign in as after `npm start`. */
export const demoAccounts: readonly [
  DemoAccount,
  DemoAccount,
  DemoAccount,
  DemoAccount,
  DemoAccount,
  DemoAccount,
] = [
  {
    login: '0099990001',
    password: 'the-xanh-1',
    email: 'me@demo.invalid',
    describes: 'Mẹ với hai con, thai sản / a mother with two children, maternity',
  },
  {
    login: '0099990004',
    password: 'the-xanh-2',
    email: 'huu-tri@demo.invalid',
    describes: 'Vợ chồng hưu trí, mức 3 / a retired couple, level 3',
  },
  {
    login: '0099990009',
    password: 'the-xanh-3',
    email: 'viec-dau-tien@demo.invalid',
    describes: '22 tuổi, việc làm đầu tiên / 22 years old, first job',
  },
  {
    login: '0099990010',
    password: 'the-xanh-4',
    email: 'sau-noi-lam@demo.invalid',
    describes: 'Sáu nơi làm việc, rút một lần, nợ đóng / six employers, a lump sum, owed months',
  },
  {
    login: '0099990011',
    password: 'the-xanh-5',
    email: 'benh-dai-ngay@demo.invalid',
    describes: 'Hộ gia đình mức 4, bệnh dài ngày / a household at level 4, a long illness',
  },
  {
    login: '0099990012',
    password: 'the-xanh-6',
    email: 'ho-gia-dinh@demo.invalid',
    describes: 'Hộ gia đình bốn người, đóng chung / a household of four that pays together',
  },
]

/** Puts the demo's people and accounts in, once. */
export async function insertDemoAccounts(
  database: Database,
  hasher: PasswordHasher,
  { today, now }: { today: string; now: number },
): Promise<void> {
  const present = await database.query
    .selectFrom('people')
    .select('id')
    .where('id', '=', 1)
    .executeTakeFirst()
  if (present !== undefined) return
  await insertFacilities(database)
  const random = createRandom(1)
  let id = 0
  const numbersFor = (householdId: number) => (specimen: Specimen) => {
    id++
    const century = specimen.born < '2000' ? 0 : 2
    const group = `099${century + (specimen.sex === 'male' ? 0 : 1)}${specimen.born.slice(2, 4)}`
    return {
      id,
      householdId,
      bhxhCode: `009999${String(id).padStart(4, '0')}`,
      personalId: `${group}${999_900 + id}`,
    }
  }
  const households = [
    family(today),
    couple(today),
    ...newcomers.map((person) => [person]),
    [youngWorker(today)],
    [manyJobs(today)],
    [longIllness(today)],
    fourPayers(today),
  ].map((household, index) => makeHousehold(random, household, numbersFor(index + 1), today))
  const people = households.flatMap((household) => household.people)
  const accounts = await Promise.all(
    people.flatMap(({ person }) =>
      demoAccounts
        .filter(({ login }) => login === person.bhxh_code)
        .map(async ({ password, email }) => ({
          ...makeAccount(person, await hasher.hash(password), now),
          email,
        })),
    ),
  )
  await createBatchInsert(database)({
    people,
    dependants: households.flatMap((household) => household.dependants),
    accounts,
  })
}
