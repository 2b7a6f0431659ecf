import type { Bytes } from '../../core/bytes.ts'

/** Usage page of bar code scanners (HID Point of Sale Usage Tables 1.02, section 3). */
export const SCANNER_PAGE = 0x8c

/** Usages as WebHID writes them, page first; the byte count is of the page for desktops. */
const BYTE_COUNT = 0x1_00_3b
const DECODED_DATA = 0x8c_00_fe
const DATA_CONTINUED = 0x8c_00_ff

/** One report of a scanner: a scan, or a part of one that the next report goes on with. */
export type ScanReport = { readonly bytes: Bytes; readonly isContinued: boolean }

/**
 * The scanned bytes in a report, by the places that the device itself names for them: makers order and size
 * them differently. Without the symbology identifier, which has a place of its own. Undefined for reports
 * that carry no scan.
 */
export function readScanReport(
  collections: readonly HIDCollectionInfo[],
  reportId: number,
  data: DataView,
): ScanReport | undefined {
  const items = findItems(collections, reportId)
  if (!items) return undefined
  let count: number | undefined
  let isContinued = false
  const scanned: number[] = []
  let bit = 0
  for (const item of items) {
    const { reportSize = 0, reportCount = 0 } = item
    for (let index = 0; index < reportCount; index++, bit += reportSize) {
      const usage = findUsage(item, index)
      if (usage === BYTE_COUNT) count = readField(data, bit, reportSize)
      else if (usage === DECODED_DATA) scanned.push(readField(data, bit, reportSize))
      else if (usage === DATA_CONTINUED) isContinued ||= readField(data, bit, reportSize) !== 0
    }
  }
  // Without a count, what is left of the report is filled up with zeros.
  const end = count ?? scanned.findLastIndex((byte) => byte !== 0) + 1
  return { bytes: Uint8Array.from(scanned.slice(0, end)), isContinued }
}

/** The fields of the report that carries scans, wherever in the tree of collections it stands. */
function findItems(
  collections: readonly HIDCollectionInfo[],
  reportId: number,
): readonly HIDReportItem[] | undefined {
  for (const { inputReports = [], children = [] } of collections) {
    const items = inputReports.find((report) => report.reportId === reportId)?.items
    if (items?.some((item) => findUsage(item, 0) === DECODED_DATA)) return items
    const inside = findItems(children, reportId)
    if (inside) return inside
  }
  return undefined
}

/** What the field at `index` of an item is for; the last usage named stands for all that follow. */
function findUsage({ isRange, usageMinimum = 0, usages = [] }: HIDReportItem, index: number) {
  return isRange ? usageMinimum + index : usages[Math.min(index, usages.length - 1)]
}

/** A field of `size` bits, the lowest first; what the report is too short for is zero. */
function readField(data: DataView, at: number, size: number): number {
  let value = 0
  for (let bit = 0; bit < size; bit++) {
    const byte = (at + bit) >> 3
    if (byte < data.byteLength) value |= ((data.getUint8(byte) >> ((at + bit) & 7)) & 1) << bit
  }
  return value
}
