import type { Point, Reading } from '../decode/frame.ts'

/** The Shape Detection API (https://wicg.github.io/shape-detection-api/), which TypeScript's DOM types leave out. */
type BarcodeDetectorLike = {
  detect(image: CanvasImageSource): Promise<readonly { rawValue: string; cornerPoints: readonly Point[] }[]>
}
type BarcodeDetectorClass = {
  new (options: { formats: readonly string[] }): BarcodeDetectorLike
  getSupportedFormats(): Promise<readonly string[]>
}

/** The phone's own detector: reads the codes in a picture; an empty list when there are none. Never throws. */
export type NativeDetector = { readonly detect: (picture: CanvasImageSource) => Promise<readonly Reading[]> }

/** A code of 53 x 53 modules with a long Vietnamese text in UTF-8, one bit a module, row by row, dark is 1. */
export const SELF_TEST = {
  text: '001085990001||Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Số 12, ngõ 34 phố Đỗ Đức Dục, Phường Mễ Trì, Quận Nam Từ Liêm, Hà Nội|01052021',
  size: 53,
  modules:
    '/kYwmXkj/BBqvuF7kG6wEqKz5Lt1j+2+EtXbr79fh9YuwWl8xpRRB/qqqqqqr+Ae7XGMRQC+bvL/pbPjr1Gg1wWkY/CVRHnwlZoZ2KVpSajgV6Dwcr9G7SPFjBBJ+H1Q2a1bk6j6cBQUwm+PLjPwPXGhY/jhKh/x2BzEVSnIqkg8kcn4gLeKvdtTmsQYalj8M1UNgYO5HUpAqf4jLvFuf9Pw/St/l0WBvEMrRAaz8WoasqHRtRcW5XEo+BLvoBv/KGSpl4wbJIwpc7m9TU0SfgeUEs1Wzd/hcSkyDFjQpnVG2Y0h9vpTJQL3fSSRxSSuMxzxw6LwvkeYJgtgCP4TsF3j+wR5EmIX0TaY1JcbBL8ICwmQygz3hPzEf8+8wzMhPWulQTcaX+L6+gByP8dGXE/4pCqmvStQVN/RyLUQupkq+7S/7dR07mbp+O6mEK5/0vcEDrUEuW1v6i75dBJOAA==',
} as const

const ENGINE = 'native'
/** A detector that does not answer its self-test in this time, in milliseconds, is none (first use may load a service). */
const SELF_TEST_TIME = 4000

/**
 * Starts the native detector where it is real. The constructor alone says nothing: on Linux it exists with an empty format list, on
 * Android without the vendor's services every call fails (https://github.com/nimiq/qr-scanner/issues/98, /187), and some read plain codes
 * only. So it must list `qr_code` and read a dense Vietnamese code to the letter.
 */
export async function startNativeDetector(): Promise<NativeDetector | undefined> {
  const { BarcodeDetector: Detector } = globalThis as { BarcodeDetector?: BarcodeDetectorClass }
  if (!Detector) return undefined
  try {
    const formats = await Detector.getSupportedFormats()
    if (!formats.includes('qr_code')) return undefined
    const detector = new Detector({ formats: ['qr_code'] })
    const found = await Promise.race([detector.detect(renderSelfTest()), endAfter(SELF_TEST_TIME)])
    return found?.some(({ rawValue }) => rawValue === SELF_TEST.text) ? wrapDetector(detector) : undefined
  } catch {
    return undefined
  }
}

function wrapDetector(detector: BarcodeDetectorLike): NativeDetector {
  return {
    async detect(picture) {
      try {
        const found = await detector.detect(picture)
        return found
          .filter(({ rawValue }) => rawValue !== '')
          .map(({ rawValue, cornerPoints }) => ({
            // the API keeps the bytes to itself
            bytes: new TextEncoder().encode(rawValue),
            text: rawValue,
            corners: cornerPoints.map(({ x, y }) => ({ x, y })),
            engine: ENGINE,
          }))
      } catch {
        return [] // the video has no picture yet, or the service went away
      }
    },
  }
}

function renderSelfTest(): HTMLCanvasElement {
  const { size, modules } = SELF_TEST
  const [scale, quiet] = [4, 16]
  const canvas = document.createElement('canvas')
  canvas.width = size * scale + quiet * 2
  canvas.height = canvas.width
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  const bytes = atob(modules)
  for (let i = 0; i < size * size; i++) {
    if (((bytes.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1) === 0) continue
    context.fillRect(quiet + (i % size) * scale, quiet + Math.floor(i / size) * scale, scale, scale)
  }
  return canvas
}

function endAfter(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds))
}
