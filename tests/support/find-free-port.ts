import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to connections (Linux from 32,768, others from 49,152). */
const PORTS = { from: 20_000, to: 32_000 }

/**
 * A port of 127.0.0.1 that nobody listens at and no connection takes by itself: it is still free when a
 * process has started, and when one that was killed starts again.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
