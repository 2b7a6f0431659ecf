import { closeSync, openSync, writeSync } from 'node:fs'
import QRCode from 'qrcode'
import sharp from 'sharp'

/** One picture of a clip: 8-bit luminance, row by row. */
export type ClipFrame = { readonly luma: Uint8Array; readonly width: number; readonly height: number }

/** How a card is held before the camera. */
export type ClipStyle = 'still' | 'shaken' | 'dark' | 'glare'

/**
 * What changes from frame to frame: place and turn of the card, blur in pixels, light, and where it is
 * dazzled.
 */
type Pose = {
  readonly x: number
  readonly y: number
  readonly turn: number
  readonly blur: number
  readonly light: number
  readonly glare?: { readonly x: number; readonly y: number }
}

const WIDTH = 1280
const HEIGHT = 720
const MODULE = 5
const GLARE_RADIUS = 70

/**
 * A clip of a card with this text in its code, byte mode, as a person holds it: a dozen frames of 1280 x 720.
 */
export function renderClip(text: string, style: ClipStyle): ClipFrame[] {
  const { modules } = QRCode.create([{ data: new TextEncoder().encode(text), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
  })
  const random = createRandom(text.length)
  return posesOf(style, random).map((pose) => renderFrame(modules, pose, random))
}

function posesOf(style: ClipStyle, random: () => number): Pose[] {
  const middle = { x: WIDTH / 2, y: HEIGHT / 2, turn: 0.05, blur: 0, light: 0.85 }
  const frames = Array.from({ length: style === 'still' ? 1 : 12 }, (_, at) => at)
  switch (style) {
    case 'still':
      return [middle]
    case 'dark':
      return frames.map(() => ({ ...middle, light: 0.22 }))
    case 'shaken':
      return frames.map(() => ({
        ...middle,
        x: middle.x + (random() - 0.5) * 80,
        y: middle.y + (random() - 0.5) * 50,
        turn: (random() - 0.5) * 0.3,
        blur: Math.floor(random() * 8),
      }))
    case 'glare':
      return frames.map((at) => ({
        ...middle,
        glare: { x: middle.x - 220 + at * 40, y: middle.y - 110 + at * 20 },
      }))
  }
}

function renderFrame(
  modules: { readonly size: number; readonly data: Uint8Array },
  pose: Pose,
  random: () => number,
): ClipFrame {
  const luma = new Uint8Array(WIDTH * HEIGHT)
  const [cos, sin] = [Math.cos(pose.turn), Math.sin(pose.turn)]
  const half = (modules.size * MODULE) / 2
  const reflect = (x: number, y: number): number => {
    const [dx, dy] = [x - pose.x, y - pose.y]
    const [across, down] = [dx * cos + dy * sin + half, dy * cos - dx * sin + half]
    const [column, row] = [Math.floor(across / MODULE), Math.floor(down / MODULE)]
    const onCode = column >= 0 && row >= 0 && column < modules.size && row < modules.size
    if (onCode) return modules.data[row * modules.size + column] ? 0.08 : 0.9
    const onCard = Math.abs(dx * cos + dy * sin) < half * 2.2 && Math.abs(dy * cos - dx * sin) < half * 1.4
    return onCard ? 0.9 : 0.35
  }
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0
      for (let step = 0; step <= pose.blur; step++) sum += reflect(x + step - pose.blur / 2, y)
      const { glare } = pose
      const dazzle = glare && Math.hypot(x - glare.x, y - glare.y) < GLARE_RADIUS ? 1 : 0
      const seen = (sum / (pose.blur + 1)) * pose.light + dazzle + (random() - 0.5) * 0.04
      luma[y * WIDTH + x] = Math.max(0, Math.min(255, Math.round(seen * 255)))
    }
  }
  return { luma, width: WIDTH, height: HEIGHT }
}

/** The same numbers in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Writes a clip for Chromium's fake camera (`--use-file-for-fake-video-capture`), which plays it over and
 * over: YUV4MPEG2, 4:2:0, grey. All frames have the size of the first one, with even sides. Below 10 frames a
 * second the first picture comes late.
 */
export function writeCameraClip(path: string, frames: Iterable<ClipFrame>, framesPerSecond = 12): void {
  const file = openSync(path, 'w')
  try {
    let isOpen = false
    for (const { luma, width, height } of frames) {
      if (!isOpen) writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
      isOpen = true
      writeSync(file, 'FRAME\n')
      writeSync(file, luma)
      writeSync(file, new Uint8Array((width * height) / 2).fill(128))
    }
  } finally {
    closeSync(file)
  }
}

/** Switches that make Chromium's camera play the clip, with the permission given. */
export function cameraSwitches(clip: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
}

/** One frame of it, as a PNG file. */
export async function renderPicture(text: string): Promise<Buffer> {
  const [frame] = renderClip(text, 'still')
  if (!frame) throw new Error('an empty clip')
  const { luma, width, height } = frame
  return sharp(luma, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .ensureAlpha()
    .png()
    .toBuffer()
}
