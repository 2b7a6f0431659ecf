import { createHmac, randomBytes } from 'node:crypto'
import type { LogLevel } from '../config.ts'

export type LogEntry = Readonly<Record<string, string | number | boolean>>

export type RequestEntry = {
  readonly requestId: string
  readonly method: string
  /** The pattern, never the path. */
  readonly route: string
  readonly status: number
  readonly ms: number
}

/** Something that whoever watches for attacks wants to see; nothing of a person. */
export type SecurityEntry = {
  readonly kind: string
  /** Of the problem, or empty. */
  readonly code: string
  readonly requestId: string
  readonly method: string
  readonly route: string
  /** Which entries are of one client, until the process ends; see `digestClient`. */
  readonly client: string
}

const clientKey = randomBytes(32)

/**
 * A digest of a client IP under a key that nobody has and that ends with the process: no address, and none
 * can be found.
 */
export function digestClient(clientIp: string): string {
  return createHmac('sha256', clientKey).update(clientIp).digest('base64url').slice(0, 8)
}

export type Log = {
  /**
   * Whether entries of this level are written at all, for callers that would otherwise build them in vain.
   */
  readonly writesInfo: boolean
  info(event: string, entry?: LogEntry): void
  /** The one entry that is written for every request. */
  request(entry: RequestEntry): void
  warn(event: string, entry?: LogEntry): void
  /** Written unless the log is silent; held back like requests, so that a flood of them costs little. */
  security(entry: SecurityEntry): void
  /** Writes what is held back. */
  flush(): void
}

const FLUSH_INTERVAL = 200
const FLUSH_SIZE = 32_768

/**
 * One JSON object a line. Lines are held for a moment and written together, warnings at once; who calls it
 * passes neither ids nor anything that a request contained, but route patterns, codes and numbers.
 */
export function createLog(level: LogLevel, write: (text: string) => void): Log {
  let held = ''
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const text = held
    held = ''
    if (text !== '') write(text)
  }
  const add = (line: string, atOnce: boolean) => {
    held += line
    if (atOnce || held.length > FLUSH_SIZE) flush()
    else timer ??= setTimeout(flush, FLUSH_INTERVAL).unref()
  }
  const writeEntry = (name: 'info' | 'warn', event: string, entry: LogEntry | undefined) =>
    add(
      `${JSON.stringify({ time: formatTime(Date.now()), level: name, event, ...entry })}\n`,
      name === 'warn',
    )
  return {
    writesInfo: level === 'info',
    info: (event, entry) => {
      if (level === 'info') writeEntry('info', event, entry)
    },
    request({ requestId, method, route, status, ms }) {
      if (level !== 'info') return
      // By hand, because it is done for every request; all of it is ours and needs no escapes.
      const time = formatTime(Date.now())
      add(
        `{"time":"${time}","level":"info","event":"request","requestId":"${requestId}","method":"${method}","route":"${route}","status":${status},"ms":${ms.toFixed(3)}}\n`,
        false,
      )
    },
    warn: (event, entry) => {
      if (level !== 'silent') writeEntry('warn', event, entry)
    },
    security: (entry) => {
      if (level !== 'silent')
        add(
          `${JSON.stringify({ time: formatTime(Date.now()), level: 'info', event: 'security', ...entry })}\n`,
          false,
        )
    },
    flush,
  }
}

let formatted = { at: 0, text: '' }

/** ISO 8601 in UTC; written once a millisecond. */
function formatTime(at: number): string {
  if (formatted.at !== at) formatted = { at, text: new Date(at).toISOString() }
  return formatted.text
}
