import type { PersonHistory } from './load-history.ts'

/** The person whose card it is, among those whose histories are on this device. */
export function findPersonOf(cardId: string, people: readonly PersonHistory[]): PersonHistory | undefined {
  const [own] = people
  const known = own?.history.cards?.find((card) => card.cardId === cardId)
  if (known?.personId === undefined) return known?.relation === 'self' ? own : undefined
  return people.find(({ personId }) => personId === known.personId)
}
