import type { Transaction } from 'kysely'
import { addDays } from '../../core/dates/days.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { toCanonicalJson } from '../../core/services/bounded-json.ts'
import { parseAnswers } from '../../core/services/parse-answers.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../core/services/service-definition.ts'
import type { ServiceRefusal } from '../../core/services/service-refusals.ts'
import type { FieldType } from '../../core/services/service-words.ts'
import { findWardName } from '../branches/wards.ts'
import type { Tables } from '../db/schema.ts'
import { findUnfitChange } from './person-changes.ts'

/** How long ago a request may have been filled in, in days. */
const MOST_DAYS = 31

export type SendError =
  | { readonly code: 'other_person' | 'card_unknown' | 'idempotency_conflict' | 'not_found' }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }
  | {
      readonly code: 'service_refused'
      readonly reasons: readonly [ServiceRefusal]
      readonly fields?: readonly string[]
    }

/** Whom a request is about: who asks, or the dependant whose card it names. */
export type RequestSubject = { readonly subjectId: number; readonly cardId: string | null }

/** A refusal in the words of the contract. */
export function refuseRequest(
  reason: ServiceRefusal,
  fields?: readonly string[],
): { ok: false; error: SendError } {
  return err({ code: 'service_refused', reasons: [reason], ...(fields && { fields }) })
}

/**
 * The answers as the definition of the version that was sent reads them. What was sent must be exactly that:
 * no hidden answer, nothing that no field has, every sum as it is reckoned here. `invalid_fields` names the
 * fields.
 */
export function judgeAnswers(
  definition: ServiceDefinition,
  { day, answers }: { day: string; answers: unknown },
  now: number,
): Result<Answers, SendError> {
  const today = vietnamDay(now)
  if (day > today || day < addDays(today as PartialDate, -MOST_DAYS)) {
    return err({ code: 'invalid_fields', fields: ['day'] })
  }
  const parsed = parseAnswers(definition, answers, { today: day })
  if (!parsed.ok) {
    return err({ code: 'invalid_fields', fields: [...new Set(parsed.error.map(({ field }) => field))] })
  }
  if (toCanonicalJson(parsed.value) === toCanonicalJson(answers)) return parsed
  return err({ code: 'invalid_fields', fields: ['answers'] })
}

/** What only the registry can say: whose card it is, whether there are such facilities, offices and wards. */
export async function judgeByRegistry(
  transaction: Transaction<Tables>,
  { definition, personId, answers }: { definition: ServiceDefinition; personId: number; answers: Answers },
): Promise<Result<RequestSubject, SendError>> {
  const unknown: string[] = []
  let subject: RequestSubject = { subjectId: personId, cardId: null }
  for (const { id, type } of listFields(definition)) {
    const answer = answers[id]
    if (answer === undefined) continue
    if (type === 'card' && typeof answer === 'string') {
      const subjectId = await findCardHolder(transaction, personId, answer)
      if (subjectId === undefined) return err({ code: 'card_unknown' })
      if (subject.cardId === null) subject = { subjectId, cardId: answer }
    } else if (!(await isKnown(transaction, type, answer))) unknown.push(id)
  }
  const about = { personId, subjectId: subject.subjectId }
  const unfit = await findUnfitChange(transaction, { definition, answers }, about)
  if (unfit !== undefined) unknown.push(unfit)
  return unknown.length > 0 ? err({ code: 'invalid_fields', fields: unknown }) : ok(subject)
}

async function isKnown(transaction: Transaction<Tables>, type: FieldType, answer: unknown): Promise<boolean> {
  if (type === 'facility' || type === 'office') {
    const row = await transaction
      .selectFrom(type === 'facility' ? 'facilities' : 'offices')
      .select('code')
      .where('code', '=', String(answer))
      .executeTakeFirst()
    return row !== undefined
  }
  if (type !== 'address' && type !== 'ward') return true
  const { provinceCode, wardCode } = answer as { provinceCode: string; wardCode: string }
  return findWardName(wardCode)?.provinceCode === provinceCode
}

/** The person whose card it is, if that is the one who asks or a dependant. */
async function findCardHolder(
  transaction: Transaction<Tables>,
  personId: number,
  cardId: string,
): Promise<number | undefined> {
  const dependants = transaction
    .selectFrom('dependants')
    .select('dependant_id')
    .where('holder_id', '=', personId)
  const card = await transaction
    .selectFrom('cards')
    .select('person_id')
    .where('id', '=', cardId)
    .where((where) => where.or([where('person_id', '=', personId), where('person_id', 'in', dependants)]))
    .executeTakeFirst()
  return card?.person_id
}
