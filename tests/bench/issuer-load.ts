/** Loads a server over keep-alive connections, one request at a time on each; told what by its parent, and answers with figures. */
import { connect } from 'node:net'

export type LoadOrder = {
  readonly port: number
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
  /** Whole requests, head and body; each connection takes the next one in turn. */
  readonly requests: readonly string[]
  readonly expectedStatus: number
}

export type LoadFigures = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly unexpected: number
}

const END_OF_HEAD = '\r\n\r\n'

async function runLoad(order: LoadOrder): Promise<LoadFigures> {
  const requests = order.requests.map((text) => Buffer.from(text))
  const start = performance.now()
  const from = start + order.warmUpMs
  const until = from + order.measureMs
  const latencies: number[] = []
  let unexpected = 0
  let turn = 0

  const runConnection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true })
      let sentAt = 0
      let left = -1
      const send = () => {
        sentAt = performance.now()
        const request = requests[turn++ % requests.length]
        if (sentAt >= until || request === undefined) {
          socket.end()
          resolve()
          return
        }
        left = -1
        socket.write(request)
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        if (left < 0) {
          // Heads are far smaller than a segment, so a whole one is in the first chunk.
          const end = chunk.indexOf(END_OF_HEAD)
          const head = chunk.toString('latin1', 0, end)
          if (Number(head.slice(9, 12)) !== order.expectedStatus) unexpected++
          const length = /content-length: (\d+)/i.exec(head)?.[1]
          left = Number(length ?? 0) + end + END_OF_HEAD.length
        }
        left -= chunk.length
        if (left > 0) return
        const now = performance.now()
        if (sentAt >= from && now <= until) latencies.push(now - sentAt)
        send()
      })
    })

  await Promise.all(Array.from({ length: order.connections }, runConnection))
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { perSecond: (latencies.length / order.measureMs) * 1000, p50: at(0.5), p99: at(0.99), unexpected }
}

process.on('message', (order: LoadOrder) => {
  runLoad(order).then(
    (figures) => process.send?.(figures),
    () => process.exit(1),
  )
})
