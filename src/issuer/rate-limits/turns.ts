import { AppError } from '../../core/app-error.ts'
import { toClientNetworks } from './client-ip-key.ts'

/** How many of one account may wait, from one client: as many as may be wrong before it is locked. */
const WAITING_PER_ACCOUNT = 5

/**
 * Who would have to wait longer, in milliseconds, is sent away at once, and so is who has waited twice as
 * long when their turn comes: wallets give up after 15 s, and the work would be for nothing.
 */
const PATIENCE = 8000

/** How many of the last ones count for how long one takes. */
const MEMORY = 32

/** When a person may try again who was sent away, in seconds. */
const RETRY_AFTER = 5

/** For whom something is done, where there is a queue. */
export type Asker = {
  /** The account by any name: a login, the id of a person or an officer. */
  readonly account?: string
  /** The client that it counts for, see client-ip-key.ts. */
  readonly client?: string
}

type Waiting = {
  readonly account: string | undefined
  readonly since: number
  readonly begin: () => void
  readonly sendAway: () => void
}

export type TurnLimits = {
  /** Things at a time. */
  readonly running: number
  /** Who may wait for a turn. */
  readonly waiting: number
  /** Milliseconds, from anywhere. */
  readonly clock?: () => number
}

export type Turns = {
  run<T>(asker: Asker, work: () => Promise<T>): Promise<T>
  countWaiting(): number
}

/**
 * Does a few things at a time, and lets as many wait as it can expect to get to in time; who is beyond is
 * told `too_many_requests` at once (thrown).
 *
 * Networks take turns, and within one it goes by the order in which they asked. A network may fill what
 * nobody else wants; where there is no room left, the one that has the most waiting gives way to one that has
 * fewer, so nobody fills it for others.
 */
export function createTurns({ running, waiting, clock = () => performance.now() }: TurnLimits): Turns {
  /** By network, the one whose turn is next first. */
  const queues = new Map<string, Waiting[]>()
  const accounts = new Map<string, number>()
  let length = 0
  let busy = 0
  /** What one takes, in milliseconds. */
  let average = 0

  const leave = ({ account }: Waiting) => {
    length--
    if (account === undefined) return
    const left = (accounts.get(account) ?? 1) - 1
    if (left > 0) accounts.set(account, left)
    else accounts.delete(account)
  }

  /** How many have their turn before one who comes now, with `own` of the same network before them. */
  const countAhead = (own: number, network: string): number => {
    let ahead = own
    for (const [name, queue] of queues) if (name !== network) ahead += Math.min(queue.length, own + 1)
    return ahead
  }

  /** Sends the last one of the longest queue away, if that is longer than a queue of `own` would become. */
  const makeRoom = (own: number): boolean => {
    let longest: Waiting[] = []
    let name = ''
    for (const [network, queue] of queues)
      if (queue.length > longest.length) [name, longest] = [network, queue]
    if (longest.length <= own + 1) return false
    const last = longest.pop()
    if (longest.length === 0) queues.delete(name)
    if (last === undefined) return false
    leave(last)
    last.sendAway()
    return true
  }

  const wait = ({ account, client }: Asker): Promise<void> => {
    const network = client === undefined ? '' : (toClientNetworks(client).at(-1) ?? client)
    const person = account === undefined ? undefined : `${account} ${client ?? ''}`
    const queue = queues.get(network) ?? []
    const tooMany = () => new AppError('too_many_requests', { retryAfter: RETRY_AFTER })
    if (person !== undefined && (accounts.get(person) ?? 0) >= WAITING_PER_ACCOUNT) throw tooMany()
    if (((countAhead(queue.length, network) + 1) * average) / running > PATIENCE) throw tooMany()
    if (length >= waiting && !makeRoom(queue.length)) throw tooMany()
    return new Promise<void>((resolve, reject) => {
      queue.push({ account: person, since: clock(), begin: resolve, sendAway: () => reject(tooMany()) })
      queues.set(network, queue)
      if (person !== undefined) accounts.set(person, (accounts.get(person) ?? 0) + 1)
      length++
    })
  }

  /** The next one whose time has not run out while others were let in before them. */
  const takeNext = (): Waiting | undefined => {
    for (const [network, queue] of queues) {
      const next = queue.shift()
      // Whose turn it was goes to the end of the row of networks.
      queues.delete(network)
      if (queue.length > 0) queues.set(network, queue)
      if (next === undefined) continue
      leave(next)
      if (clock() - next.since <= 2 * PATIENCE) return next
      next.sendAway()
    }
    return undefined
  }

  const run = async <T>(asker: Asker, work: () => Promise<T>): Promise<T> => {
    if (busy < running) busy++
    // Whoever ends hands its place on.
    else await wait(asker)
    const start = clock()
    try {
      return await work()
    } finally {
      average += (clock() - start - average) / MEMORY
      const next = takeNext()
      if (next) next.begin()
      else busy--
    }
  }

  return { run, countWaiting: () => length }
}
