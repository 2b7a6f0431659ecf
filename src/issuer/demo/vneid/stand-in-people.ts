import type { Database } from '../../db/open-database.ts'
import type { StandInPerson } from './vneid-stand-in-page.ts'

/** The demo's own people, whom the stand-in for VNeID knows, and one of whom it has another day of birth than the registry. */
export function createFindStandInPeople(database: Database): () => Promise<StandInPerson[]> {
  return async () => {
    const people = await database.query
      .selectFrom('people')
      .leftJoin('accounts', 'accounts.person_id', 'people.id')
      .select(['people.personal_id', 'full_name', 'date_of_birth', 'accounts.person_id as account'])
      .where('people.id', '<', 1000)
      .orderBy('people.id')
      .execute()
    const known = people.flatMap(
      ({ personal_id: personalNumber, full_name: name, date_of_birth: birthdate, account }) =>
        personalNumber === null
          ? []
          : [
              {
                id: personalNumber,
                personalNumber,
                name,
                birthdate,
                describes: account === null ? 'chưa có tài khoản' : 'có tài khoản',
              },
            ],
    )
    const [first] = known
    return first === undefined
      ? []
      : [
          ...known,
          { ...first, id: `${first.id}-other`, birthdate: '1900-01-01', describes: 'ngày sinh không khớp' },
        ]
  }
}
