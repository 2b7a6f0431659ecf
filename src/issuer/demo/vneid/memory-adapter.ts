import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Entries that are kept; the oldest go first. */
const LIMIT = 5000

/** Seconds. */
const DEFAULT_LIFE = 600

type Entry = { payload: AdapterPayload; endsAt: number }

/** What the stand-in provider remembers, in memory: its sign-ins are over in minutes. */
export function createMemoryAdapter(): AdapterFactory {
  const entries = new Map<string, Entry>()

  const find = (key: string) => {
    const entry = entries.get(key)
    return entry !== undefined && entry.endsAt > Date.now() ? entry.payload : undefined
  }
  const findBy = (matches: (payload: AdapterPayload) => boolean) =>
    [...entries.values()].find(({ payload, endsAt }) => endsAt > Date.now() && matches(payload))?.payload

  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`
    return {
      upsert: async (id, payload, expiresIn = DEFAULT_LIFE) => {
        entries.set(keyOf(id), { payload, endsAt: Date.now() + 1000 * expiresIn })
        for (const oldest of entries.keys()) {
          if (entries.size <= LIMIT) break
          entries.delete(oldest)
        }
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => findBy((payload) => payload.kind === model && payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = find(keyOf(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => {
        entries.delete(keyOf(id))
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
      },
    }
  }
}
