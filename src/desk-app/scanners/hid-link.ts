import { readScanReport, SCANNER_PAGE } from './hid-report.ts'
import { createScanBuffer, type ScannerEvents, type ScannerLink } from './scanner-link.ts'

/** Honeywell and its former Hand Held Products send nothing before this feature report. */
const STARTED_BY_REPORT: readonly number[] = [0x0c2e, 0x23d0]
const START_REPORT = 0xfe

/** A part that comes this long after the one before begins another scan, in milliseconds. */
const LONGEST_PAUSE = 1000

const isScanner = ({ collections }: HIDDevice) =>
  collections.some(({ usagePage }) => usagePage === SCANNER_PAGE)

/**
 * Scanners in the mode USB HID POS, by WebHID: no keyboard layout, no input method, and a long code in a
 * tenth of a second. One that was chosen once is opened whenever it is plugged in.
 */
export function createHidLink(hid: HID, { onText, onState }: ScannerEvents): ScannerLink {
  const buffer = createScanBuffer(onText)
  let current: HIDDevice | undefined
  let receivedAt = 0

  const receive = ({ device, reportId, data, timeStamp }: HIDInputReportEvent) => {
    const report = readScanReport(device.collections, reportId, data)
    if (!report) return
    if (timeStamp - receivedAt > LONGEST_PAUSE) buffer.clear()
    receivedAt = timeStamp
    buffer.add(report.bytes)
    if (!report.isContinued) buffer.end()
  }

  async function open(device: HIDDevice) {
    onState({ kind: 'opening' })
    try {
      if (!device.opened) await device.open()
      if (STARTED_BY_REPORT.includes(device.vendorId)) {
        // Those that need no start refuse it.
        await device.sendFeatureReport(START_REPORT, Uint8Array.of(1)).catch(() => undefined)
      }
      device.addEventListener('inputreport', receive)
      current = device
      onState({ kind: 'connected', name: device.productName })
    } catch {
      onState({ kind: 'busy' })
    }
  }

  hid.addEventListener('connect', ({ device }) => {
    if (!current && isScanner(device)) void open(device)
  })
  hid.addEventListener('disconnect', ({ device }) => {
    if (device !== current) return
    current = undefined
    buffer.clear()
    onState({ kind: 'unplugged' })
  })

  return {
    async connect() {
      try {
        const chosen = await hid.requestDevice({ filters: [{ usagePage: SCANNER_PAGE }] })
        const device = chosen.find(isScanner)
        if (device) await open(device)
        else if (!current) onState({ kind: 'none-chosen' })
      } catch {
        onState({ kind: 'refused' })
      }
    },
    async resume() {
      const device = (await hid.getDevices()).find(isScanner)
      if (device) await open(device)
    },
  }
}
