import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { writeTransfer } from './pay.ts'

/** What became of transfers that were told while the service was killed. */
export type KillOutcome = {
  tries: number
  acknowledged: number
  /** Acknowledged, and not in the database afterwards. */
  lost: number
  /** Kept without exactly one entry, or with postings that do not sum to zero. */
  broken: number
}

/** So many are told at once. */
const AT_ONCE = 5

async function startService(file: string) {
  const child = fork(new URL('./webhook-process.ts', import.meta.url), [file], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const [port] = (await once(child, 'message')) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Tells of a transfer; gives its number once it was acknowledged. */
async function tell(url: string): Promise<readonly string[]> {
  const id = randomUUID()
  const told = writeTransfer({ id, amount: 1000, content: 'x' }, Math.floor(Date.now() / 1000))
  const answer = await fetch(url, { method: 'POST', headers: told.headers, body: told.body }).catch(() => {})
  return answer?.status === 200 ? [id] : []
}

function waitForAnswers(telling: readonly Promise<unknown>[], count: number): Promise<void> {
  let left = count
  return new Promise((resolve) => {
    if (left === 0) return resolve()
    for (const told of telling) void told.then(() => --left === 0 && resolve())
  })
}

/**
 * Tells a service of transfers and kills it, so many times at each of ten points from before the first has
 * been read to after the last was answered; everything that was acknowledged must then be there, once.
 */
export async function killInWebhooks(triesAtEach: number, points = 10): Promise<KillOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-killed-'))
  const file = join(folder, 'payments.sqlite')
  const outcome: KillOutcome = { tries: 0, acknowledged: 0, lost: 0, broken: 0 }
  try {
    for (let point = 0; point < points; point++)
      for (let at = 0; at < triesAtEach; at++) {
        const service = await startService(file)
        const telling = Array.from({ length: AT_ONCE }, () => tell(service.url))
        // After none to four of them have been answered, at once or in the midst of the next.
        await waitForAnswers(telling, Math.floor(point / 2))
        if (point % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 2))
        await service.kill()
        note(outcome, file, (await Promise.all(telling)).flat())
      }
    return outcome
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function note(outcome: KillOutcome, file: string, acknowledged: readonly string[]): void {
  const database = new DatabaseSync(file)
  const kept = database.prepare('select 1 from bank_transfers where transfer_id = ?')
  const unbalanced = database.prepare(
    'select 1 from ledger_postings group by entry_id having sum(amount) <> 0',
  )
  const withoutEntry = database.prepare(
    `select 1 from bank_transfers t left join ledger_entries e on e.transfer_id = t.transfer_id
     group by t.transfer_id having count(e.id) <> 1`,
  )
  outcome.tries++
  outcome.acknowledged += acknowledged.length
  outcome.lost += acknowledged.filter((id) => kept.get(id) === undefined).length
  outcome.broken += unbalanced.all().length + withoutEntry.all().length
  database.close()
}
