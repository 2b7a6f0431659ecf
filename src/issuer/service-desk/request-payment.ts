import type { Transaction } from 'kysely'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import type { PaymentPurpose } from '../../core/payment/payment-intent.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type ContributionName, computeContribution } from '../../core/services/compute-value.ts'
import type { Answers, PersonAnswer } from '../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../core/services/service-definition.ts'
import { stripMarks } from '../../core/strip-marks.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import { outdateSnapshots } from '../db/outdate-snapshots.ts'
import type { PersonRow, ServiceRequestRow, Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'

import { askPayment, type Insured } from '../payments/ask-payment.ts'
import { outdateAllOf } from '../payments/renew-cards.ts'
import { findByNumber, writeRequestRow } from '../services/request-rows.ts'
import { tellState } from '../services/request-state.ts'
import type { ServiceDefinitions } from '../services/service-definitions.ts'
import { applyChanges, listChanges } from './request-effects.ts'

const purposes: Readonly<Record<ContributionName, PaymentPurpose>> = {
  'household-contribution': 'household',
  'voluntary-contribution': 'voluntary',
}

/**
 * Asks for what a request costs, as part of the transaction that approves it, by the amounts of that day; the
 * request's number is the payment's. A sum that nothing here can ask for is left to the office.
 *
 * @returns what is asked for, in đồng; an error with the fields that make it nothing that can be paid:
 * somebody who has a card that others pay for
 */
export async function askForRequest(
  transaction: Transaction<Tables>,
  row: ServiceRequestRow,
  { definition, today }: { definition: ServiceDefinition; today: string },
  now: number,
): Promise<Result<number | null, readonly string[]>> {
  const answers = JSON.parse(row.answers) as Answers
  for (const { computed } of listFields(definition)) {
    if (computed === undefined || computed.by === 'count') continue
    const { by, of } = computed
    const inputs = of.map((id) => answers[id])
    const contribution = computeContribution(by, inputs, today)
    if (contribution === undefined) return err(of)
    const people = inputs.find((input): input is readonly PersonAnswer[] => Array.isArray(input))
    const insured = people ? await findInsured(transaction, row.person_id, people) : [row.person_id]
    if (insured === undefined) return err(of.slice(0, 1))
    await askPayment(
      transaction,
      {
        personId: row.person_id,
        requestId: row.number,
        purpose: purposes[by],
        months: contribution.months,
        insured,
        amount: contribution.total,
        support: -contribution.lines.reduce(
          (sum, { kind, amount }) => sum + (kind === 'support' ? amount : 0),
          0,
        ),
      },
      now,
    )
    return ok(contribution.total)
  }
  return ok(row.amount)
}

/**
 * Asks again for a request whose time to pay is over, by the amounts of the day; what is still asked for, or
 * has come, stays as it is, the sum in the request too. `not_found` where no request of the person waits for
 * a payment.
 */
export function askAgain(
  database: Database,
  definitions: ServiceDefinitions,
  { personId, number }: { personId: number; number: string },
  now: number,
): Promise<Result<void, 'not_found'>> {
  return transactResult(database, async (transaction) => {
    await lockPerson(transaction, personId)
    const row = await findByNumber(transaction, personId, number)
    if (row?.state !== 'awaiting-payment') return err('not_found')
    if (await isStillAsked(transaction, personId, number, now)) return ok(undefined)
    const { definition } = await definitions.read(transaction, row.definition)
    const asked = await askForRequest(transaction, row, { definition, today: vietnamDay(now) }, now)
    if (!asked.ok) return err('not_found')
    await writeRequestRow(transaction, { ...row, amount: asked.value })
    await outdateSnapshots(transaction, [personId])
    return ok(undefined)
  })
}

/** Whether a request has a payment that is not asked for anew: `askPayment` would leave it as it is. */
async function isStillAsked(
  transaction: Transaction<Tables>,
  personId: number,
  number: string,
  now: number,
): Promise<boolean> {
  const payment = await transaction
    .selectFrom('payments')
    .select(['state', 'due_at'])
    .where('person_id', '=', personId)
    .where('request_id', '=', number)
    .executeTakeFirst()
  return payment !== undefined && (payment.state !== 'awaiting' || payment.due_at > now)
}

/** Does what was asked for, as part of the transaction that takes the last đồng; once. */
export async function takePaidRequest(
  transaction: Transaction<Tables>,
  {
    personId,
    requestId,
    definitions,
  }: { personId: number; requestId: string; definitions: ServiceDefinitions },
  now: number,
): Promise<void> {
  const row = await findByNumber(transaction, personId, requestId)
  if (row?.state !== 'awaiting-payment') return
  const { definition } = await definitions.read(transaction, row.definition)
  const changes = listChanges(definition, JSON.parse(row.answers))
  // For how long cards are good was written by what was paid: of all who are insured, by the law's waiting
  // time.
  const others = changes.filter(({ target }) => target !== 'card.months')
  await applyChanges(transaction, row, others, now)
  // Whoever was paid for has been outdated with their cards.
  if (others.length > 0) await outdateAllOf(transaction, [row.subject_id])
  const paid = { ...row, state: 'approved', decided_at: now, changed_at: now } as const
  await writeRequestRow(transaction, paid)
  await tellState(transaction, paid, now)
}

type RegistryPerson = Pick<PersonRow, 'id' | 'full_name' | 'date_of_birth' | 'bhxh_code' | 'personal_id'>

/**
 * Who of the people of a request is in the registry: whoever asks, or a dependant of theirs, each once.
 * Whoever is not stays a name. Undefined where somebody has a card without an end, which others pay for.
 */
async function findInsured(
  transaction: Transaction<Tables>,
  personId: number,
  people: readonly PersonAnswer[],
): Promise<readonly Insured[] | undefined> {
  const dependants = transaction
    .selectFrom('dependants')
    .select('dependant_id')
    .where('holder_id', '=', personId)
  const known = await transaction
    .selectFrom('people')
    .select(['id', 'full_name', 'date_of_birth', 'bhxh_code', 'personal_id'])
    .where((where) => where.or([where('id', '=', personId), where('id', 'in', dependants)]))
    .orderBy('id')
    .execute()
  const left = new Set(known)
  const insured = people.map((person): Insured => {
    const found = [...left].find((each) => isSame(person, each))
    if (found) left.delete(found)
    return found?.id ?? person.fullName
  })
  const ids = insured.filter((who) => typeof who === 'number')
  if (ids.length === 0) return insured
  const endless = await transaction
    .selectFrom('cards')
    .select('id')
    .where('person_id', 'in', ids)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return endless ? undefined : insured
}

/** By a number that agrees; else by name and birth, unless a number says that it is another person. */
function isSame(typed: PersonAnswer, known: RegistryPerson): boolean {
  const pairs = [
    [typed.bhxhCode, known.bhxh_code],
    [typed.personalId, known.personal_id],
  ].filter(([one, other]) => one && other)
  if (pairs.length > 0) return pairs.every(([one, other]) => one === other)
  return fold(typed.fullName) === fold(known.full_name) && typed.dateOfBirth === known.date_of_birth
}

const fold = (name: string) => stripMarks(name).toLowerCase().replace(/\s+/g, ' ').trim()
