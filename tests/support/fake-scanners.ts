/**
 * Scanners in the place of real ones, for `navigator.hid` and `navigator.serial`. Each function needs nothing
 * from outside itself: end-to-end tests run it in the page.
 */

/** What a test does with a scanner. */
export type FakeScanner = {
  readonly plugIn: () => void
  readonly unplug: () => void
  readonly scan: (text: string) => void
}

/**
 * A scanner in the mode HID POS, with the reports of Honeywell's: byte count, symbology identifier, 56 bytes,
 * two bytes of the maker's, and the bit that says that the next report goes on.
 */
export function makeHidScanner({ isGranted = false, isTaken = false } = {}) {
  const usages = (reportSize: number, reportCount: number, ...named: number[]) => {
    return { reportSize, reportCount, isRange: false, usages: named }
  }
  const items = [
    usages(8, 1, 0x1_003b),
    usages(8, 3, 0x8c_00fb, 0x8c_00fc, 0x8c_00fd),
    { ...usages(8, 56, 0x8c_00fe), isBufferedBytes: true },
    usages(8, 2, 0xff66_0004, 0xff66_0000),
    usages(1, 1, 0x8c_00ff),
    { reportSize: 1, reportCount: 7, isConstant: true },
  ]
  class FakeDevice extends EventTarget {
    declare addEventListener: HIDDevice['addEventListener']
    declare removeEventListener: HIDDevice['removeEventListener']
    oninputreport = null
    opened = false
    started = false
    vendorId = 0x0c2e
    productId = 0x0b61
    productName = 'Voyager 1470g'
    collections = [{ usagePage: 0x8c, usage: 2, inputReports: [{ reportId: 2, items }] }]
    async open() {
      if (isTaken) throw new DOMException('taken', 'NotAllowedError')
      this.opened = true
    }
    async close() {
      this.opened = false
    }
    async forget() {}
    async sendReport() {}
    async sendFeatureReport(reportId: number) {
      this.started = reportId === 0xfe
    }
    async receiveFeatureReport() {
      return new DataView(new ArrayBuffer(0))
    }
  }
  class FakeHid extends EventTarget {
    declare addEventListener: HID['addEventListener']
    declare removeEventListener: HID['removeEventListener']
    onconnect = null
    ondisconnect = null
    choice: 'scanner' | 'nothing' | 'refused' = 'scanner'
    isPlugged = true
    isGranted = isGranted
    async getDevices() {
      return this.isPlugged && this.isGranted ? [device] : []
    }
    async requestDevice() {
      if (this.choice === 'refused') throw new DOMException('no', 'SecurityError')
      if (this.choice === 'nothing') return []
      this.isGranted = true
      return [device]
    }
  }
  const device = new FakeDevice()
  const hid = new FakeHid()
  const tell = (type: string) => hid.dispatchEvent(Object.assign(new Event(type), { device }))
  const report = (part: Uint8Array, isContinued: boolean) => {
    const data = new Uint8Array(63)
    data.set([part.length, 0x5d, 0x51, 0x31])
    data.set(part, 4)
    data.set([0x73, 0, isContinued ? 1 : 0], 60)
    const event = { device, reportId: 2, data: new DataView(data.buffer) }
    device.dispatchEvent(Object.assign(new Event('inputreport'), event))
  }
  const scanner = {
    plugIn: () => {
      hid.isPlugged = true
      tell('connect')
    },
    unplug: () => {
      hid.isPlugged = false
      device.opened = false
      tell('disconnect')
    },
    scan: (text: string) => {
      if (!device.opened || !device.started) return
      const bytes = new TextEncoder().encode(`${text}\r`)
      for (let at = 0; at < bytes.length; at += 56) {
        report(bytes.slice(at, at + 56), at + 56 < bytes.length)
      }
    },
  }
  return { hid, device, scanner, report }
}

/** A scanner in the mode USB COM: its bytes come in parts of any length. */
export function makeSerialScanner({ isGranted = false, isTaken = false, end = '\r\n' } = {}) {
  let source: ReadableStreamDefaultController<Uint8Array> | undefined
  class FakePort extends EventTarget {
    declare addEventListener: SerialPort['addEventListener']
    declare removeEventListener: SerialPort['removeEventListener']
    onconnect = null
    ondisconnect = null
    connected = true
    readable: ReadableStream<Uint8Array> | null = null
    writable = null
    async open() {
      if (isTaken || this.readable) throw new DOMException('open already', 'InvalidStateError')
      this.readable = new ReadableStream({
        start: (controller) => {
          source = controller
        },
      })
    }
    async close() {
      this.readable = null
    }
    async forget() {}
    async setSignals() {}
    async getSignals() {
      return { dataCarrierDetect: true, clearToSend: true, ringIndicator: false, dataSetReady: true }
    }
    getInfo() {
      return {}
    }
  }
  class FakeSerial extends EventTarget {
    declare addEventListener: Serial['addEventListener']
    declare removeEventListener: Serial['removeEventListener']
    onconnect = null
    ondisconnect = null
    choice: 'scanner' | 'nothing' | 'refused' = 'scanner'
    isPlugged = true
    isGranted = isGranted
    async getPorts() {
      return this.isPlugged && this.isGranted ? [port] : []
    }
    async requestPort() {
      if (this.choice === 'refused') throw new DOMException('no', 'SecurityError')
      if (this.choice === 'nothing') throw new DOMException('none', 'NotFoundError')
      this.isGranted = true
      return port
    }
  }
  const port = new FakePort()
  const serial = new FakeSerial()
  /** Such events are the port's and bubble up to `navigator.serial`. */
  const tell = (type: string) =>
    serial.dispatchEvent(Object.defineProperty(new Event(type), 'target', { value: port }))
  const send = (bytes: Uint8Array) => source?.enqueue(bytes)
  const scanner = {
    plugIn: () => {
      serial.isPlugged = true
      tell('connect')
    },
    unplug: () => {
      serial.isPlugged = false
      port.readable = null
      source?.error(new DOMException('gone', 'NetworkError'))
      tell('disconnect')
    },
    scan: (text: string) => {
      const bytes = new TextEncoder().encode(text + end)
      for (let at = 0; at < bytes.length; at += 100) send(bytes.slice(at, at + 100))
    },
  }
  return { serial, port, scanner, send, fail: (cause: unknown) => source?.error(cause) }
}
