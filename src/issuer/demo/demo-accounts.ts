import type { PasswordHasher } from '../accounts/password.ts'
import type { Database } from '../db/open-database.ts'
import { newcomers } from './demo-newcomers.ts'
import { createBatchInsert, insertFacilities, makeAccount, makeHousehold } from './fill-registry.ts'
import { createRandom } from './random.ts'
import type { Specimen } from './specimen-person.ts'

export type DemoAccount = {
  readonly login: string
  readonly password: string
  readonly email: string
  readonly describes: string
}

/** Whom one can sign in as after `npm start`. */
export const demoAccounts: readonly [DemoAccount, DemoAccount] = [
  {
    login: '0099990001',
    password: 'the-xanh-1',
    email: 'me@demo.invalid',
    describes: 'Mẹ với hai con / a mother with two children',
  },
  {
    login: '0099990004',
    password: 'the-xanh-2',
    email: 'huu-tri@demo.invalid',
    describes: 'Vợ chồng hưu trí / a retired couple',
  },
]

/** A mother with two children, whose hospital does not take live codes yet. */
const family = (year: number): Specimen[] => [
  {
    fullName: 'Nguyễn Thị Mẫu',
    sex: 'female',
    born: '1988-03-05',
    work: 'employed',
    facilityCode: '01929',
    relations: [
      { to: 1, relation: 'child' },
      { to: 2, relation: 'child' },
    ],
  },
  {
    fullName: 'Trần Minh Mẫu',
    sex: 'male',
    born: `${year - 9}-09-21`,
    work: 'child',
    facilityCode: '01929',
    parentName: 'Nguyễn Thị Mẫu',
  },
  {
    fullName: 'Trần Bảo Ngọc Mẫu',
    sex: 'female',
    born: `${year - 3}-06-02`,
    work: 'child',
    facilityCode: '01929',
    parentName: 'Nguyễn Thị Mẫu',
  },
]

/** A retired couple, whose hospital takes live codes; of the husband only the year of birth is known. */
const couple: Specimen[] = [
  {
    fullName: 'Lê Văn Mẫu',
    sex: 'male',
    born: '1953-01-01',
    yearOnly: true,
    work: 'retired',
    facilityCode: '79025',
    relations: [{ to: 1, relation: 'spouse' }],
  },
  {
    fullName: 'Phạm Thị Hoa Mẫu',
    sex: 'female',
    born: '1956-11-17',
    work: 'retired',
    facilityCode: '79025',
    relations: [{ to: 0, relation: 'spouse' }],
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
      personalId: `${group}99990${id}`,
    }
  }
  const year = Number(today.slice(0, 4))
  const households = [family(year), couple, ...newcomers.map((person) => [person])].map((household, index) =>
    makeHousehold(random, household, numbersFor(index + 1), today),
  )
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
