import { writeSync } from 'node:fs'
import type { LogLevel } from '../config.ts'

export type LogEntry = Readonly<Record<string, string | number | boolean>>

export type Log = {
  /** Whether entries of this level are written at all, for callers that would otherwise build them in vain. */
  readonly writesInfo: boolean
  info(event: string, entry?: LogEntry): void
  warn(event: string, entry?: LogEntry): void
  /** Writes what is held back. */
  flush(): void
}

const FLUSH_INTERVAL = 200
const FLUSH_SIZE = 32_768

/**
 * One JSON object a line. Lines are held for a moment and written together, warnings at once; who calls it passes neither
 * ids nor anything that a request contained, but route patterns, codes and numbers.
 */
export function createLog(level: LogLevel, write: (text: string) => void = (text) => writeAll(1, text)): Log {
  let held = ''
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const text = held
    held = ''
    if (text !== '') write(text)
  }
  const add = (name: 'info' | 'warn', event: string, entry: LogEntry | undefined) => {
    held += `${JSON.stringify({ time: new Date().toISOString(), level: name, event, ...entry })}\n`
    if (name === 'warn' || held.length > FLUSH_SIZE) flush()
    else timer ??= setTimeout(flush, FLUSH_INTERVAL).unref()
  }
  return {
    writesInfo: level === 'info',
    info: (event, entry) => {
      if (level === 'info') add('info', event, entry)
    },
    warn: (event, entry) => {
      if (level !== 'silent') add('warn', event, entry)
    },
    flush,
  }
}

/** Writes everything, also to a pipe whose reader is slow. A reader that has gone must not stop the service. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return
    }
  }
}
