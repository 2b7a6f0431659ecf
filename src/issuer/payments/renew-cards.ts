import type { Transaction } from 'kysely'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import type { InsuredPeriod } from '../../core/payment/payment-receipt.ts'
import { parseBhytQrText, writeBhytQrText } from '../../core/qr/bhyt-qr-text.ts'
import { findCardPeriod } from '../../core/rules/contributions/card-period.ts'
import { outdateSnapshots } from '../db/outdate-snapshots.ts'
import type { Tables } from '../db/schema.ts'
import type { Insured } from './ask-payment.ts'

type Renewal<Who> = { insured: readonly Who[]; months: number; paidAt: number }

/**
 * What a household's payment does: the cards of those who are insured by it are good for as long as was paid.
 * Of whoever has no card the receipt says from when they are insured, by the rule of a first time; the card
 * itself is the registry's to bring.
 *
 * @param paidAt When the last đồng came, Unix seconds.
 */
export async function renewInsured(
  transaction: Transaction<Tables>,
  { insured, months, paidAt }: Renewal<Insured>,
): Promise<readonly InsuredPeriod[]> {
  const people = insured.filter((who) => typeof who === 'number')
  const renewed = await renewCards(transaction, { insured: people, months, paidAt })
  const names = [
    ...(await readNamesWithoutCard(transaction, people)),
    ...insured.filter((who) => typeof who === 'string'),
  ]
  const { from, to, begins } = findCardPeriod({ paidOn: vietnamDay(paidAt) as PartialDate, months })
  return [...renewed, ...names.map((fullName) => ({ fullName, from, to, begins }))]
}

async function readNamesWithoutCard(
  transaction: Transaction<Tables>,
  people: readonly number[],
): Promise<readonly string[]> {
  if (people.length === 0) return []
  const rows = await transaction
    .selectFrom('people')
    .leftJoin('cards', 'cards.person_id', 'people.id')
    .select('people.full_name')
    .where('people.id', 'in', people)
    .where('cards.id', 'is', null)
    .orderBy('people.id')
    .execute()
  return rows.map((row) => row.full_name)
}

/**
 * The BHYT text of a specimen is written anew with its dates; that of a real card, which carries a check
 * string of the insurer's, is the registry's to bring. A card without an end is paid for by somebody else and
 * stays as it is.
 */
async function renewCards(
  transaction: Transaction<Tables>,
  { insured, months, paidAt }: Renewal<number>,
): Promise<readonly InsuredPeriod[]> {
  if (insured.length === 0) return []
  await lockCards(transaction, insured)
  const rows = await transaction
    .selectFrom('cards')
    .innerJoin('people', 'people.id', 'cards.person_id')
    .select(['cards.id', 'cards.valid_from', 'cards.valid_to', 'cards.hospital_text'])
    .select(['people.full_name', 'people.specimen'])
    .where('cards.person_id', 'in', insured)
    .where('cards.valid_to', 'is not', null)
    .orderBy('people.date_of_birth')
    .orderBy('cards.id')
    .execute()
  const periods: InsuredPeriod[] = []
  for (const row of rows) {
    const { from, to, begins } = findCardPeriod({
      paidOn: vietnamDay(paidAt) as PartialDate,
      formerTo: (row.valid_to ?? undefined) as PartialDate | undefined,
      months,
    })
    periods.push({ fullName: row.full_name, from, to, begins })
    // One that follows the former is the same card for longer.
    const validFrom = begins === 'next' ? row.valid_from : from
    const text = row.specimen === 1 ? parseBhytQrText(row.hospital_text) : undefined
    await transaction
      .updateTable('cards')
      .set({
        valid_from: validFrom,
        valid_to: to,
        ...(text?.ok && {
          hospital_text: writeBhytQrText({
            ...text.value,
            validFrom: validFrom as PartialDate,
            validTo: to,
          }),
        }),
      })
      .where('id', '=', row.id)
      .execute()
  }
  await outdateAllOf(transaction, insured)
  return periods
}

/**
 * Keeps the cards of these people as they are until the transaction ends: a dependant may have two guardians
 * who pay in the same moment, of whom each has locked only themselves. In one order, so that two payments
 * never wait for each other.
 */
async function lockCards(transaction: Transaction<Tables>, people: readonly number[]): Promise<void> {
  const cards = await transaction
    .selectFrom('cards')
    .select('id')
    .where('person_id', 'in', people)
    .orderBy('id')
    .execute()
  for (const { id } of cards)
    await transaction
      .updateTable('cards')
      .set((column) => ({ valid_to: column.ref('valid_to') }))
      .where('id', '=', id)
      .execute()
}

/** Has every snapshot that shows these people signed anew at its next reading, those of guardians too. */
export async function outdateAllOf(
  transaction: Transaction<Tables>,
  people: readonly number[],
): Promise<void> {
  const guardians = await transaction
    .selectFrom('dependants')
    .select('holder_id')
    .where('dependant_id', 'in', people)
    .execute()
  await outdateSnapshots(transaction, [...people, ...guardians.map((row) => row.holder_id)])
  await outdateSnapshots(transaction, people, 'guardians')
}
