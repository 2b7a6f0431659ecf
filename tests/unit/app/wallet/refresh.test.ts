import { beforeEach, describe, expect, it, vi } from 'vitest'
import { requestRefresh } from '../../../../src/app/wallet/refresh.ts'
import type { RefreshOutcome } from '../../../../src/core/snapshot/refresh-outcome.ts'
import { isOnline, noteAnswer } from '../../../../src/ui/browser/network.ts'

const NOW = 1_800_000_000
let outcome: RefreshOutcome
/** What a forced refresh gives, where that is something else. */
let forced: RefreshOutcome | undefined

vi.mock('../../../../src/ui/browser/clock.ts', () => ({ readClock: () => NOW }))
vi.mock('../../../../src/app/service-worker/worker-bridge.ts', () => ({
  askWorker: async ({ force }: { force: boolean }) => ({
    type: 'REFRESHED',
    outcome: (force && forced) || outcome,
  }),
}))

describe('a refresh by the worker, on a device that says it has no network', () => {
  beforeEach(() => {
    vi.stubGlobal('navigator', { onLine: false })
    noteAnswer(false)
    forced = undefined
  })
  const ask = async (next: RefreshOutcome) => {
    outcome = next
    await requestRefresh(undefined, { force: false })
    return isOnline()
  }

  it('shows that there is one all the same, when the service has answered now', async () => {
    expect(await ask({ kind: 'unchanged', at: NOW })).toBe(true)
    expect(await ask({ kind: 'failed', at: NOW, code: 'offline' })).toBe(false)
  })

  it('shows nothing when it is how the last one ended, a short while ago', async () => {
    expect(await ask({ kind: 'fresh', at: NOW - 30 })).toBe(false)
  })

  it('asks once more then, and believes that answer', async () => {
    forced = { kind: 'unchanged', at: NOW }
    expect(await ask({ kind: 'fresh', at: NOW - 30 })).toBe(true)
  })
})
