import QRCode from 'qrcode'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SELF_TEST, startNativeDetector } from '../../../../src/scanner/camera/native-detector.ts'

function installDetector(formats: string[], answer: () => string) {
  class Detector {
    static getSupportedFormats = () => Promise.resolve(formats)
    detect = () => Promise.resolve([{ rawValue: answer(), cornerPoints: [{ x: 1, y: 2 }] }])
  }
  const context = { fillRect: () => {}, fillStyle: '' }
  vi.stubGlobal('BarcodeDetector', Detector)
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => context }) })
}

describe('the native detector', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('is tested with the code that its constant says', () => {
    const { modules } = QRCode.create([{ data: new TextEncoder().encode(SELF_TEST.text), mode: 'byte' }], {
      errorCorrectionLevel: 'M',
    })
    const bits = [...Buffer.from(SELF_TEST.modules, 'base64')].flatMap((byte) =>
      [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => (byte >> shift) & 1),
    )
    expect(modules.size).toBe(SELF_TEST.size)
    expect(bits.slice(0, SELF_TEST.size ** 2)).toEqual([...modules.data].map(Number))
  })

  it('is used when it lists QR codes and reads Vietnamese to the letter', async () => {
    let answer: string = SELF_TEST.text
    installDetector(['qr_code'], () => answer)
    const detector = await startNativeDetector()
    answer = 'Nữ'
    expect(await detector?.detect({} as HTMLVideoElement)).toEqual([
      { bytes: new TextEncoder().encode('Nữ'), text: 'Nữ', corners: [{ x: 1, y: 2 }], engine: 'native' },
    ])
  })

  it('is left alone where it is a shell, reads nothing, garbles or fails', async () => {
    expect(await startNativeDetector()).toBeUndefined()
    installDetector([], () => SELF_TEST.text)
    expect(await startNativeDetector()).toBeUndefined()
    installDetector(['qr_code'], () => SELF_TEST.text.replace('ễ', 'á»…'))
    expect(await startNativeDetector()).toBeUndefined()
    installDetector(['qr_code'], () => {
      throw new Error('Barcode detection service unavailable.')
    })
    expect(await startNativeDetector()).toBeUndefined()
  })
})
