import { setTimeout as sleep } from 'node:timers/promises'
import { type Holder, makeReport } from './holders.ts'

/** Reports that a person may send in a day. */
const MOST_A_PERSON = 20

export type WriteLoad = {
  /** Keys of the writes that an issuer has acknowledged so far. */
  readonly acknowledged: readonly string[]
  /** The longest time without an acknowledgement since then, in milliseconds. */
  longestGap(since: number): number
  /** Answers that were neither yes nor "not just now". */
  readonly odd: readonly string[]
  /** Resolves when all are acknowledged. */
  readonly done: Promise<void>
}

/**
 * Sends so many reports over so many connections, to each issuer in turn; like a wallet it sends again under
 * the same key what was not acknowledged.
 */
export function startWriteLoad(
  issuers: readonly string[],
  { holders, writes, clients = 24 }: { holders: readonly Holder[]; writes: number; clients?: number },
): WriteLoad {
  if (holders.length * MOST_A_PERSON < writes) throw new Error('too few people for so many reports')
  const acknowledged: string[] = []
  const times: number[] = []
  const odd: string[] = []
  let next = 0
  const send = async (issuer: string, cookie: string, body: string): Promise<number | undefined> => {
    const answer = await fetch(`${issuer}api/reports`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(30_000),
    }).catch(() => undefined)
    const text = await answer?.text().catch(() => '')
    if (answer && answer.status !== 200 && answer.status !== 503) odd.push(`${answer.status} ${text}`)
    return answer?.status
  }
  const work = async () => {
    while (next < writes) {
      const turn = next++
      const holder = holders[turn % holders.length]
      if (holder === undefined) return
      const report = makeReport(holder)
      for (let tries = turn; ; tries++) {
        const issuer = issuers[tries % issuers.length] ?? ''
        const status = await send(issuer, holder.cookie, JSON.stringify(report))
        if (status === 200) {
          acknowledged.push(report.key)
          times.push(performance.now())
        }
        if (status !== undefined && status !== 503) break
        await sleep(50)
      }
    }
  }
  return {
    acknowledged,
    odd,
    longestGap: (since) => {
      const later = [since, ...times.filter((time) => time >= since)]
      return Math.max(...later.slice(1).map((time, index) => time - (later[index] ?? time)))
    },
    done: Promise.all(Array.from({ length: clients }, work)).then(() => {}),
  }
}
