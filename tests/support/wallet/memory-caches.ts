/** Cache Storage in memory, as far as wallet and worker use it: by path, without conditions. */
export function createMemoryCaches(): CacheStorage {
  const stores = new Map<string, Map<string, Response>>()
  const pathOf = (request: RequestInfo | URL) => new URL(String(request), 'http://localhost').pathname
  const toCache = (entries: Map<string, Response>) => ({
    match: async (request: RequestInfo | URL) => entries.get(pathOf(request))?.clone(),
    put: async (request: RequestInfo | URL, response: Response) => {
      entries.set(pathOf(request), response)
    },
    delete: async (request: RequestInfo | URL) => entries.delete(pathOf(request)),
    keys: async () => [...entries.keys()].map((path) => new Request(`http://localhost${path}`)),
  })
  const memory = {
    open: async (name: string) => {
      const entries = stores.get(name) ?? new Map<string, Response>()
      stores.set(name, entries)
      return toCache(entries)
    },
    match: async (request: RequestInfo | URL) => {
      for (const entries of stores.values()) {
        const found = entries.get(pathOf(request))
        if (found) return found.clone()
      }
      return undefined
    },
    has: async (name: string) => stores.has(name),
    delete: async (name: string) => stores.delete(name),
    keys: async () => [...stores.keys()],
  }
  return memory as unknown as CacheStorage
}

/** The same caches on a disk that is full: what is there is read and deleted, and nothing is written. */
export function fillDisk(caches: CacheStorage): CacheStorage {
  const put = () => Promise.reject(new DOMException('', 'QuotaExceededError'))
  return { ...caches, open: async (name: string) => ({ ...(await caches.open(name)), put }) }
}

/** Cache Storage that the browser refuses, as in the private windows of some Firefoxes. */
export function createRefusedCaches(): CacheStorage {
  const refuse = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'))
  return { open: refuse, match: refuse, has: refuse, delete: refuse, keys: refuse }
}
