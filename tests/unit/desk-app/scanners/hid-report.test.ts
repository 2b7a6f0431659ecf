import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScanReport } from '../../../../src/desk-app/scanners/hid-report.ts'
import { makeHidScanner } from '../../../support/fake-scanners.ts'

const viewOf = (...bytes: number[]) => new DataView(Uint8Array.from(bytes).buffer)
const { collections } = makeHidScanner().device

describe('a report of a scanner in HID POS mode', () => {
  it('is cut to its count, and says whether the next one goes on', () => {
    const data = [3, 0x5d, 0x51, 0x31, 66, 0, 68, 69, ...Array(52).fill(0), 0x73, 0]
    expect(readScanReport(collections, 2, viewOf(...data, 0))).toEqual({
      bytes: Uint8Array.of(66, 0, 68),
      isContinued: false,
    })
    expect(readScanReport(collections, 2, viewOf(...data, 1))?.isContinued).toBe(true)
  })

  it('has its parts where the device says: deeper, in another order, as a range, without a count', () => {
    const items = [
      { reportSize: 1, reportCount: 1, usages: [0x8c_00ff] },
      { reportSize: 1, reportCount: 7, isConstant: true },
      { reportSize: 8, reportCount: 4, usages: [0x8c_00fe] },
      { reportSize: 8, reportCount: 3, isRange: true, usageMinimum: 0x8c_00fb, usageMaximum: 0x8c_00fd },
    ]
    const other = [
      { usagePage: 1, inputReports: [{ reportId: 7, items: [{ reportSize: 8, reportCount: 1 }] }] },
      { usagePage: 0x8c, children: [{ usagePage: 0x8c, inputReports: [{ reportId: 7, items }] }] },
    ]
    expect(readScanReport(other, 7, viewOf(1, 65, 66, 0, 0, 0x5d, 0x51, 0x33))).toEqual({
      bytes: Uint8Array.of(65, 66),
      isContinued: true,
    })
  })

  it('carries no scan where the device names none', () => {
    expect(readScanReport(collections, 3, viewOf(1, 2, 3))).toBeUndefined()
    expect(readScanReport([], 2, viewOf(1, 2, 3))).toBeUndefined()
  })

  it('never throws, however short or wrong it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const read = readScanReport(
          collections,
          2,
          new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
        )
        expect(read?.bytes.length).toBeLessThanOrEqual(56)
      }),
    )
  })
})
