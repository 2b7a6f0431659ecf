import type { Transaction } from 'kysely'
import type { Sex } from '../../core/card/card.ts'
import { addMonths } from '../../core/dates/months.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { type BhytQrText, parseBhytQrText, writeBhytQrText } from '../../core/qr/bhyt-qr-text.ts'
import type { AddressAnswer, Answers, FieldAnswer } from '../../core/services/read-value.ts'
import type { ServiceDefinition } from '../../core/services/service-definition.ts'
import type { ChangeTarget } from '../../core/services/service-words.ts'
import type { AccountRow, CardRow, PersonRow, ServiceRequestRow, Tables } from '../db/schema.ts'

/** What an approval writes, by the definition's `changes`: what was answered, and nothing else. */
export type RegistryChange = {
  readonly target: ChangeTarget
  readonly field: string
  readonly answer: FieldAnswer
}

export function listChanges(
  { changes = {} }: ServiceDefinition,
  answers: Answers,
): readonly RegistryChange[] {
  return (Object.entries(changes) as [ChangeTarget, string][]).flatMap(([target, field]) => {
    const answer = answers[field]
    return answer === undefined ? [] : [{ target, field, answer }]
  })
}

type Subject = Pick<ServiceRequestRow, 'person_id' | 'subject_id' | 'card_id'>

type Writes = {
  person: Partial<PersonRow>
  card: Partial<CardRow>
  account: Partial<AccountRow>
  text: Partial<BhytQrText>
}

/**
 * How each target is written. `person` and `card` are of whom the request is about, `account` of who asks. A
 * phone number of an account is confirmed by codes and stays; what is written is how the insurer reaches the
 * person.
 */
const write: Readonly<
  Record<
    ChangeTarget,
    (answer: FieldAnswer, now: { day: PartialDate; card: CardRow | undefined }) => Partial<Writes>
  >
> = {
  'card.facility': (code) => ({
    card: { facility_code: String(code) },
    text: { facilityCode: String(code) },
  }),
  'card.reissue': (_card, { day }) => ({ text: { issueDate: day } }),
  'card.months': (months, { day, card }) => {
    const from = card?.valid_to && card.valid_to > day ? card.valid_to : day
    const validTo = addMonths(from as PartialDate, Number(months))
    return { card: { valid_to: validTo }, text: { validTo } }
  },
  'holder.name': (name) => ({ person: { full_name: String(name) }, text: { fullName: String(name) } }),
  'holder.birth': (birth) => ({
    person: { date_of_birth: String(birth) },
    text: { dateOfBirth: birth as PartialDate },
  }),
  'holder.sex': (sex) => ({ person: { sex: sex as Sex }, text: { sex: sex as Sex } }),
  'holder.personal': (personal) => ({ person: { personal_id: String(personal) } }),
  'contact.phone': (phone) => ({ person: { phone: String(phone) } }),
  'contact.email': (email) => ({ account: { declared_email: String(email) } }),
  'contact.address': (address) => {
    const { line, wardCode } = address as AddressAnswer
    return { account: { address: line, ward_code: wardCode } }
  },
}

/** Writes what was asked for into the registry, as part of the transaction that signs the new snapshot. */
export async function applyChanges(
  transaction: Transaction<Tables>,
  subject: Subject,
  changes: readonly RegistryChange[],
  now: number,
): Promise<void> {
  const card = await findCard(transaction, subject)
  const day = vietnamDay(now) as PartialDate
  const writes = changes.map(({ target, answer }) => write[target](answer, { day, card }))
  const merge = <K extends keyof Writes>(kind: K): Writes[K] =>
    Object.assign({}, ...writes.map((each) => each[kind]))
  const [person, account] = [merge('person'), merge('account')]
  await update(Object.keys(person), () =>
    transaction.updateTable('people').set(person).where('id', '=', subject.subject_id).execute(),
  )
  await update(Object.keys(account), () =>
    transaction
      .updateTable('accounts')
      .set(account)
      .where('person_id', '=', subject.person_id)
      .where('closed_at', 'is', null)
      .execute(),
  )
  if (card) await writeCard(transaction, card, merge('card'), merge('text'))
}

/**
 * The card's row, and of a specimen the text of its QR, which says the same; that of a real card carries a
 * check string of the insurer's and is the registry's to bring.
 */
async function writeCard(
  transaction: Transaction<Tables>,
  card: CardRow,
  change: Partial<CardRow>,
  said: Partial<BhytQrText>,
): Promise<void> {
  const owner = await transaction
    .selectFrom('people')
    .select('specimen')
    .where('id', '=', card.person_id)
    .executeTakeFirst()
  const text = owner?.specimen === 1 ? parseBhytQrText(card.hospital_text) : undefined
  const hospital = text?.ok ? { hospital_text: writeBhytQrText({ ...text.value, ...said }) } : {}
  const values = { ...change, ...(Object.keys(said).length > 0 && hospital) }
  await update(Object.keys(values), () =>
    transaction
      .updateTable('cards')
      .set(values)
      .where('person_id', '=', card.person_id)
      .where('id', '=', card.id)
      .execute(),
  )
}

async function update(columns: readonly string[], run: () => Promise<unknown>): Promise<void> {
  if (columns.length > 0) await run()
}

/** The card that the request names, else the first one of whom it is about. */
export function findCard(transaction: Transaction<Tables>, subject: Subject): Promise<CardRow | undefined> {
  const cards = transaction.selectFrom('cards').selectAll().where('person_id', '=', subject.subject_id)
  const { card_id: id } = subject
  return (id === null ? cards.orderBy('id') : cards.where('id', '=', id)).executeTakeFirst()
}
