import { type AccountView, recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import type { PersonAnswer } from '../../../core/services/read-value.ts'
import { listFields, type ServiceDefinition } from '../../../core/services/service-definition.ts'
import type { PrefillName } from '../../../core/services/service-words.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { loadHistories, type PersonHistory } from '../../../wallet/history/load-history.ts'
import { provinceOfWard } from '../../addresses/find-ward.ts'
import { type TypedAnswers, textIn, toTyped } from './fields/typed-answer.ts'

/** What the wallet knows of whoever files: what a request need not ask again. */
export type Known = {
  readonly people: readonly PersonHistory[]
  readonly cards: readonly Pick<WalletCard, 'cardId' | 'face' | 'relation' | 'origin'>[]
  /** As the issuer has it; absent without a network. */
  readonly account?: AccountView & { readonly provinceCode: string }
}

/** Reads what this device keeps of the holder and the family. What cannot be read is left to be typed. */
export async function readKnown(
  db: WalletDatabase | undefined,
  cards: readonly WalletCard[],
): Promise<Known> {
  const people = db ? await loadHistories(db).catch(() => []) : []
  return { people, cards: cards.filter(({ origin }) => origin === 'issued') }
}

/**
 * Asks the issuer for phone and address of the account, which the device does not keep. @throws AppError of
 * the network
 */
export async function askAccount(): Promise<NonNullable<Known['account']>> {
  const account = await request(issuer, recoveryEndpoints.readAccount)
  return { ...account, provinceCode: account.wardCode ? await provinceOfWard(account.wardCode) : '' }
}

/**
 * Puts what is known into every field that is still untouched. A field that the person has emptied stays
 * empty.
 * @param typed answers as the controls hold them
 */
export function fillKnown(definition: ServiceDefinition, typed: TypedAnswers, known: Known): TypedAnswers {
  const filled: Record<string, unknown> = { ...typed }
  for (const { id, type, from } of listFields(definition)) {
    if (!from || filled[id] !== undefined) continue
    const answer = readers[from](known, cardOf(definition, filled, known))
    if (answer !== undefined && answer !== '') filled[id] = toTyped(type, answer)
  }
  return filled
}

/**
 * What another card changes: what was filled in from the former one, and is as it was filled in, is filled in
 * anew.
 */
export function refillCard(
  definition: ServiceDefinition,
  before: TypedAnswers,
  next: TypedAnswers,
  known: Known,
): TypedAnswers {
  const ofCard = listFields(definition).filter(
    ({ type, from }) => type !== 'card' && from?.startsWith('card.'),
  )
  const former = fillKnown(
    definition,
    { ...before, ...Object.fromEntries(ofCard.map(({ id }) => [id])) },
    known,
  )
  const stale = ofCard.filter(({ id }) => isSame(next[id], former[id]))
  return fillKnown(definition, { ...next, ...Object.fromEntries(stale.map(({ id }) => [id])) }, known)
}

/** Whether a field holds what the wallet would fill in, so that it is marked as such. */
export function isFilled(
  definition: ServiceDefinition,
  typed: TypedAnswers,
  known: Known,
  id: string,
): boolean {
  if (typed[id] === undefined) return false
  return isSame(typed[id], fillKnown(definition, { ...typed, [id]: undefined }, known)[id])
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

type Card = Known['cards'][number]

/**
 * The card that a request is about: the one that its first field of that type names, else the holder's own.
 */
function cardOf(definition: ServiceDefinition, typed: TypedAnswers, { cards }: Known): Card | undefined {
  const field = listFields(definition).find(({ type }) => type === 'card')
  const id = field && textIn(typed[field.id])
  return cards.find(({ cardId }) => cardId === id) ?? cards.find(({ relation }) => relation === 'self')
}

const readers: Readonly<Record<PrefillName, (known: Known, card: Card | undefined) => unknown>> = {
  'holder.name': (known) => holderOf(known)?.fullName,
  'holder.birth': (known) => holderOf(known)?.dateOfBirth,
  'holder.bhxh': (known) => holderOf(known)?.bhxhCode,
  'holder.personal': (known) => holderOf(known)?.personalId,
  'card.id': (_known, card) => card?.cardId,
  'card.name': (_known, card) => card?.face.fullName,
  'card.birth': (_known, card) => card?.face.dateOfBirth,
  'card.facility': (_known, card) => card?.face.facilityCode,
  // The issuer shows the number in part only.
  'account.phone': ({ account }) => (/^0\d{9}$/.test(account?.phone ?? '') ? account?.phone : undefined),
  'account.email': ({ account }) => account?.email,
  'account.address': ({ account }) => {
    const { address: line, wardCode, provinceCode } = account ?? {}
    return line && wardCode && provinceCode ? { line, provinceCode, wardCode } : undefined
  },
  family: ({ people }) => {
    const family = people.filter(({ relation }) => relation !== 'self').map(toPerson)
    return family.length > 0 ? family : undefined
  },
}

function holderOf({ people }: Known): PersonHistory['history']['holder'] | undefined {
  return people.find(({ relation }) => relation === 'self')?.history.holder
}

function toPerson({ relation, history: { holder } }: PersonHistory): PersonAnswer {
  const { fullName, dateOfBirth, sex, personalId, bhxhCode } = holder
  const known = ['child', 'spouse', 'parent', 'other'] as const
  return {
    fullName,
    dateOfBirth,
    sex,
    relation: known.find((each) => each === relation) ?? 'other',
    ...(personalId !== undefined && { personalId }),
    ...(bhxhCode !== '' && { bhxhCode }),
  }
}
