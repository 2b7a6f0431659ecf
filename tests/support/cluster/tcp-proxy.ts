import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  readonly url: string
  /** Swallows what is sent: new connections are taken, nothing is closed, nothing is answered. */
  fallSilent(): void
  /** Passes on what comes over new connections; those that were silent stay so. */
  speak(): void
  /** Sends new connections to another server, and cuts those that there are. */
  turnTo(target: string): void
  stop(): Promise<void>
}

/** Stands between issuers and their database, `target` being its URL, and does what networks do. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let isSilent = false
  let to = new URL(target)
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    // What was silent for a moment has lost bytes: it can never speak again.
    let isDead = isSilent
    const pass = (from: Socket, other: Socket) => {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('data', (chunk) => {
        isDead ||= isSilent
        if (!isDead) other.write(chunk)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (isDead && from === far) return
        other.destroy()
      })
    }
    pass(near, far)
    pass(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0)
  return {
    url: url.href,
    fallSilent: () => {
      isSilent = true
    },
    speak: () => {
      isSilent = false
    },
    turnTo: (other) => {
      to = new URL(other)
      cutAll()
    },
    async stop() {
      cutAll()
      server.close()
      await once(server, 'close')
    },
  }
}
