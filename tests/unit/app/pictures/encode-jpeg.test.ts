import { expect, test } from 'vitest'
import { encodeJpeg } from '../../../../src/app/pictures/encode-jpeg.ts'

/** A canvas that gives these bytes, in the type that it says. */
const drawnCanvas = (bytes: number[], type = 'image/jpeg') => ({
  asked: [] as unknown[],
  toDataURL(...words: unknown[]) {
    this.asked = words
    return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
  },
})

test('the bytes of the canvas are given at once, in the quality that was asked for', () => {
  const bytes = Array.from({ length: 1000 }, (_, at) => at % 256)
  const canvas = drawnCanvas(bytes)
  expect([...encodeJpeg(canvas, 0.7)]).toEqual(bytes)
  expect(canvas.asked).toEqual(['image/jpeg', 0.7])
})

test('what is no JPEG is refused: a canvas too large gives an empty address or another type', () => {
  expect(() => encodeJpeg(drawnCanvas([1], 'image/png'), 0.7)).toThrow(TypeError)
  expect(() => encodeJpeg({ toDataURL: () => 'data:,' }, 0.7)).toThrow(TypeError)
})
