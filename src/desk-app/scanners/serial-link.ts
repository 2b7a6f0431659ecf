import { createScanBuffer, type ScannerEvents, type ScannerLink } from './scanner-link.ts'

/** What scanners with a serial plug are set to when they are new; those on USB take any. */
const SETTINGS = { baudRate: 9600, bufferSize: 4096 } as const

/** A scanner that sends no line end has ended after this silence, in milliseconds. */
const SILENCE = 200

const CARRIAGE_RETURN = 13
const LINE_FEED = 10

/**
 * Scanners in the mode USB COM, or with a serial plug, by Web Serial. One that was chosen once is opened
 * again.
 */
export function createSerialLink(serial: Serial, { onText, onState }: ScannerEvents): ScannerLink {
  const buffer = createScanBuffer(onText)
  let current: SerialPort | undefined
  /** Until the port that was open before is closed. */
  let reading = Promise.resolve()
  let silence: ReturnType<typeof setTimeout> | undefined

  const take = (bytes: Uint8Array) => {
    clearTimeout(silence)
    let start = 0
    for (const [at, byte] of bytes.entries()) {
      if (byte !== CARRIAGE_RETURN && byte !== LINE_FEED) continue
      buffer.add(bytes.subarray(start, at))
      buffer.end()
      start = at + 1
    }
    buffer.add(bytes.subarray(start))
    silence = setTimeout(buffer.end, SILENCE)
  }

  /** Reads until the port ends; after a broken character the port has another stream. */
  async function read(port: SerialPort) {
    while (port.readable) {
      const reader = port.readable.getReader()
      try {
        for (let part = await reader.read(); !part.done; part = await reader.read()) take(part.value)
        return
      } catch {
        buffer.clear()
      } finally {
        reader.releaseLock()
      }
    }
  }

  function lose(port: SerialPort) {
    if (port !== current) return
    current = undefined
    clearTimeout(silence)
    buffer.clear()
    onState({ kind: 'unplugged' })
  }

  async function open(port: SerialPort) {
    if (port === current) return
    onState({ kind: 'opening' })
    try {
      await reading
      await port.open(SETTINGS)
      current = port
      onState({ kind: 'connected', name: '' })
      reading = read(port)
        .then(() => port.close())
        // Of a port that was pulled out there is nothing left to close.
        .catch(() => undefined)
        .then(() => lose(port))
    } catch {
      onState({ kind: 'busy' })
    }
  }

  serial.addEventListener('connect', ({ target }) => {
    if (!current && isPort(target)) void open(target)
  })
  serial.addEventListener('disconnect', ({ target }) => {
    if (isPort(target)) lose(target)
  })

  return {
    async connect() {
      try {
        await open(await serial.requestPort())
      } catch (cause) {
        const isCancelled = cause instanceof DOMException && cause.name === 'NotFoundError'
        if (!isCancelled) onState({ kind: 'refused' })
        else if (!current) onState({ kind: 'none-chosen' })
      }
    },
    async resume() {
      const [port] = await serial.getPorts()
      if (port) await open(port)
    },
  }
}

const isPort = (target: EventTarget | null): target is SerialPort =>
  target !== null && 'readable' in target && 'getInfo' in target
