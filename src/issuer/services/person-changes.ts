import type { Transaction } from 'kysely'
import { encodeUtf8 } from '../../core/bytes.ts'
import { LONGEST_FULL_NAME } from '../../core/credential/face-codec.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../core/services/service-definition.ts'
import type { ChangeTarget } from '../../core/services/service-words.ts'
import type { Tables } from '../db/schema.ts'

type Asked = { readonly definition: ServiceDefinition; readonly answers: Answers }
type About = { readonly personId: number; readonly subjectId: number }

/** What is written about the person of a request, and not about a card or the account of who asks. */
const personTargets = [
  'holder.name',
  'holder.birth',
  'holder.sex',
  'holder.personal',
  'contact.phone',
] as const satisfies readonly ChangeTarget[]

/**
 * The field of a change about a person that cannot be asked for; undefined if there is none. Accounts are
 * signed in to by the personal number and the day of birth (VNeID), so a number is a whole one, and what is
 * said of somebody with an account that person alone asks for. A name that cards and snapshots have no room
 * for would leave the person, and whoever looks after them, without any.
 */
export async function findUnfitChange(
  transaction: Transaction<Tables>,
  { definition: { changes = {} }, answers }: Asked,
  { personId, subjectId }: About,
): Promise<string | undefined> {
  const fields = personTargets.flatMap((target) => changes[target] ?? [])
  const [asked] = fields.filter((field) => answers[field] !== undefined)
  const name = changes['holder.name']
  if (name !== undefined && encodeUtf8(String(answers[name] ?? '')).length > LONGEST_FULL_NAME) return name
  const number = readNumber(changes, answers)
  if (number.answer !== undefined && !/^\d{12}$/.test(String(number.answer))) return number.field
  if (asked === undefined || subjectId === personId) return undefined
  const account = await transaction
    .selectFrom('accounts')
    .select('person_id')
    .where('person_id', '=', subjectId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return account && asked
}

/**
 * The same where it is written; there also of a number that is somebody else's, and of a card whose person is
 * no dependant any more.
 */
export async function findUnwritableChange(
  transaction: Transaction<Tables>,
  asked: Asked,
  about: About,
): Promise<string | undefined> {
  const unfit = await findUnfitChange(transaction, asked, about)
  if (unfit !== undefined) return unfit
  if (!(await isOwnOrDependant(transaction, about)))
    return listFields(asked.definition).find(({ type }) => type === 'card')?.id
  const { field, answer } = readNumber(asked.definition.changes ?? {}, asked.answers)
  if (answer === undefined) return undefined
  const other = await transaction
    .selectFrom('people')
    .select('id')
    .where('personal_id', '=', String(answer))
    .where('id', '!=', about.subjectId)
    .executeTakeFirst()
  return other && field
}

function readNumber(changes: NonNullable<ServiceDefinition['changes']>, answers: Answers) {
  const field = changes['holder.personal']
  return { field, answer: field === undefined ? undefined : answers[field] }
}

async function isOwnOrDependant(
  transaction: Transaction<Tables>,
  { personId, subjectId }: About,
): Promise<boolean> {
  if (subjectId === personId) return true
  const link = await transaction
    .selectFrom('dependants')
    .select('relation')
    .where('holder_id', '=', personId)
    .where('dependant_id', '=', subjectId)
    .executeTakeFirst()
  return link !== undefined
}
