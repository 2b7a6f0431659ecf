import sharp from 'sharp'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import type { Bytes } from '../../core/bytes.ts'

const WIDTH = 640

type Shape = {
  readonly colour: readonly [number, number, number]
  /** Of the width, from the left upper corner. */
  covers(x: number, y: number): boolean
}

const rectangle = (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom
const ellipse = (centreX: number, centreY: number, width: number, height: number) => (x: number, y: number) =>
  ((x - centreX) / width) ** 2 + ((y - centreY) / height) ** 2 < 1

const bust: readonly Shape[] = [
  { colour: [96, 108, 122], covers: ellipse(0.5, 1.25, 0.36, 0.42) },
  { colour: [190, 160, 140], covers: ellipse(0.5, 0.6, 0.17, 0.22) },
]
const lines: readonly Shape[] = [0.2, 0.29, 0.38, 0.47].map((top) => ({
  colour: [120, 132, 140],
  covers: rectangle(0.4, top, 0.4 + 0.5 - top / 3, top + 0.03),
}))

const scenes: Record<
  PictureKind,
  { height: number; ground: readonly [number, number, number]; shapes: readonly Shape[] }
> = {
  portrait: { height: 1.25, ground: [214, 226, 236], shapes: bust },
  front: {
    height: 0.63,
    ground: [206, 226, 220],
    shapes: [{ colour: [176, 200, 206], covers: rectangle(0.07, 0.18, 0.31, 0.5) }, ...lines],
  },
  back: {
    height: 0.63,
    ground: [226, 220, 206],
    shapes: [{ colour: [70, 74, 80], covers: rectangle(0.07, 0.42, 0.93, 0.54) }, ...lines.slice(0, 2)],
  },
}

/** A plain drawing where a real declaration has a photograph: of nobody, of no document. */
export async function renderPicture(kind: PictureKind): Promise<Bytes> {
  const { height, ground, shapes } = scenes[kind]
  const rows = Math.round(WIDTH * height)
  const pixels = new Uint8Array(WIDTH * rows * 3)
  for (let at = 0; at < WIDTH * rows; at++) {
    const [x, y] = [(at % WIDTH) / WIDTH, Math.floor(at / WIDTH) / WIDTH]
    pixels.set(shapes.findLast((shape) => shape.covers(x, y))?.colour ?? ground, at * 3)
  }
  const drawing = sharp(pixels, { raw: { width: WIDTH, height: rows, channels: 3 } })
  return new Uint8Array(await drawing.jpeg({ quality: 80 }).toBuffer())
}
