import { createReplayMemory, type ReplayMemory } from '../../verifier/replay-memory.ts'

/** What the windows of one desk tell each other: codes taken, by the hash of what was signed; no person. */
export type MemoryMessage =
  | { readonly type: 'taken'; readonly entries: readonly (readonly [hash: string, at: number])[] }
  | { readonly type: 'opened' }

/** The part of a BroadcastChannel that is used. */
export type MemoryChannel = {
  postMessage: (message: MemoryMessage) => void
  addEventListener: (type: 'message', listener: (event: { readonly data: unknown }) => void) => void
}

/** A code that was taken in one window is taken in all: a memory that the windows of one desk share. */
export function createSharedMemory(channel: MemoryChannel | undefined): ReplayMemory {
  const firstTaken = new Map<string, number>()
  const memory = createReplayMemory(firstTaken)
  channel?.addEventListener('message', ({ data }) => {
    const message = readMessage(data)
    if (message?.type === 'opened' && firstTaken.size > 0) {
      channel.postMessage({ type: 'taken', entries: [...firstTaken] })
    }
    if (message?.type !== 'taken') return
    for (const [hash, at] of message.entries) {
      const first = firstTaken.get(hash)
      if (first === undefined || at < first) firstTaken.set(hash, at)
    }
  })
  channel?.postMessage({ type: 'opened' })
  return {
    secondsSinceTaken(hash, now) {
      const isNew = !firstTaken.has(hash)
      const since = memory.secondsSinceTaken(hash, now)
      if (isNew) channel?.postMessage({ type: 'taken', entries: [[hash, now]] })
      return since
    },
  }
}

function readMessage(data: unknown): MemoryMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined
  if (data.type === 'opened') return { type: 'opened' }
  if (data.type !== 'taken' || !('entries' in data) || !Array.isArray(data.entries)) return undefined
  const entries = data.entries.filter(
    (entry): entry is [string, number] =>
      Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number',
  )
  return { type: 'taken', entries }
}
