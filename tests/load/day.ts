/** What people and officers do in a day, and how often each does it. */
export const visitKinds = [
  'firstOfDay',
  'refresh',
  'renewal',
  'report',
  'signIn',
  'code',
  'registration',
  'officer',
] as const
export type VisitKind = (typeof visitKinds)[number]

/** Something that somebody sets out to do, so many milliseconds after the day's beginning. */
export type Visit = { readonly kind: VisitKind; readonly at: number; readonly who: number }

/**
 * Visits of a person and day. A code comes with a sign-in and is counted as a kind of its own, until the
 * message is there.
 */
const share: Readonly<Record<Exclude<VisitKind, 'code'>, number>> = {
  firstOfDay: 1,
  refresh: 0.5,
  renewal: 0.1,
  report: 0.05,
  signIn: 0.012,
  registration: 0.002,
  officer: 0.02,
}

/** However few people there are, so many of a kind: or a small day would show nothing of it. */
const FEWEST = 4

/** How much of the day falls into each hour: hospitals open at seven, and again after noon. */
const hours = [1, 1, 1, 1, 2, 6, 20, 60, 100, 90, 70, 45, 25, 55, 70, 55, 35, 25, 22, 20, 16, 10, 5, 2]

/** The moments of a day that is played in so many milliseconds. `random` gives from 0 to below 1. */
export function planDay(people: number, length: number, random: () => number): Visit[] {
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  const chooseMoment = () => {
    let left = random() * total
    const hour = hours.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    return ((Math.max(0, hour) + random()) / hours.length) * length
  }
  const visits = Object.entries(share).flatMap(([kind, each]) =>
    Array.from({ length: Math.max(FEWEST, Math.round(people * each)) }, (_visit, index) => ({
      kind: kind as VisitKind,
      at: chooseMoment(),
      // Each person opens the wallet for the first time once.
      who: kind === 'firstOfDay' || kind === 'report' ? index : Math.floor(random() * people),
    })),
  )
  return visits.toSorted((one, other) => one.at - other.at)
}
