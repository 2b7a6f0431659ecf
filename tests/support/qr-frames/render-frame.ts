import qrcode from 'qrcode'
import { SeededRandom } from './seeded-random.ts'

/** A made-up camera picture: grey values row by row, the text of its code, and the code's modules. */
export type RenderedFrame = {
  readonly luma: Uint8Array
  readonly width: number
  readonly height: number
  readonly text: string
}

/** Lengths in modules unless they say pixels; angles in degrees; light from 0 to 1. */
export type Scene = {
  readonly width: number
  readonly height: number
  readonly modulePixels: number
  readonly roll: number
  readonly tilt: number
  readonly tiltDirection: number
  readonly bend: number // angle that the code takes on a cylinder
  readonly defocus: number // radius of the blur
  readonly motion: number // length of the smear
  readonly motionDirection: number
  readonly exposure: number
  readonly noise: number // standard deviation of the light
  readonly dark: number // reflectance of ink and paper
  readonly light: number
  readonly shadow: number // light behind an edge across the code; 1: none
  readonly glare: number // share of the code's area
  readonly level: 'L' | 'M' | 'Q'
}

export const PLAIN_SCENE: Scene = {
  width: 640,
  height: 480,
  modulePixels: 4,
  roll: 0,
  tilt: 0,
  tiltDirection: 0,
  bend: 0,
  defocus: 0.1,
  motion: 0,
  motionDirection: 0,
  exposure: 0.85,
  noise: 0.003,
  dark: 0.08,
  light: 0.8,
  shadow: 1,
  glare: 0,
  level: 'M',
}

const QUIET = 4
const SAMPLES = 2 // a pixel, each way
const GAMMA = 1 / 2.2

/** The modules of a byte-mode code: true is dark. */
export function makeModules(text: string | Uint8Array, level: Scene['level'] = 'M') {
  const data = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const { modules } = qrcode.create([{ data, mode: 'byte' }], { errorCorrectionLevel: level })
  const isDark = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < modules.size && y < modules.size && modules.get(y, x) === 1
  return { size: modules.size, isDark }
}

/** Renders the code of a text as a camera would see it; the same for the same seed. */
export function renderFrame(text: string, changes: Partial<Scene>, seed: string): RenderedFrame {
  const scene = { ...PLAIN_SCENE, ...changes }
  const random = new SeededRandom(`frame/${seed}`)
  const { width, height } = scene
  const light = renderLight(text, scene, random)
  const blurred = blur(light, scene)
  const luma = new Uint8Array(width * height)
  for (let i = 0; i < luma.length; i++) {
    const seen = Math.min(1, blurred[i] ?? 0) + scene.noise * random.gauss()
    luma[i] = Math.round(255 * Math.max(0, Math.min(1, seen)) ** GAMMA)
  }
  return { luma, width, height, text }
}

function renderLight(text: string, scene: Scene, random: SeededRandom): Float32Array {
  const { width, height } = scene
  const { size, isDark } = makeModules(text, scene.level)
  const table = Array.from({ length: 64 * 64 }, () => random.range(0.2, 0.6))
  const toCard = makeView(scene, size, random)
  const half = size / 2
  const shadowAngle = random.range(0, 2 * Math.PI)
  const spot = makeSpot(scene, size, random)
  const light = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < SAMPLES * SAMPLES; k++) {
        const point = toCard(
          x + ((k % SAMPLES) + 0.5) / SAMPLES,
          y + (Math.floor(k / SAMPLES) + 0.5) / SAMPLES,
        )
        if (!point) sum += 0.25
        else {
          const [u, v] = point
          const isCode = Math.max(Math.abs(u), Math.abs(v)) < half + QUIET
          const grain = table[(Math.floor(v * 0.7) & 63) * 64 + (Math.floor(u * 0.7) & 63)] ?? 0
          const ink = isCode && isDark(Math.floor(u + half), Math.floor(v + half))
          let value = isCode ? (ink ? scene.dark : scene.light) : grain
          if (scene.shadow < 1 && u * Math.cos(shadowAngle) + v * Math.sin(shadowAngle) < 0)
            value *= scene.shadow
          sum += value * scene.exposure + spot(u, v)
        }
      }
      light[y * width + x] = sum / (SAMPLES * SAMPLES)
    }
  }
  return light
}

/** From a pixel to the card (modules from the code's middle), through a camera of 66° opening. */
function makeView(scene: Scene, size: number, random: SeededRandom) {
  const { width, height } = scene
  const radians = Math.PI / 180
  const focal = width / (2 * Math.tan(33 * radians))
  const distance = focal / scene.modulePixels
  const reach = size * scene.modulePixels * 0.75
  const cx = width / 2 + random.range(-1, 1) * Math.max(0, Math.min(width * 0.2, width / 2 - reach))
  const cy = height / 2 + random.range(-1, 1) * Math.max(0, Math.min(height * 0.15, height / 2 - reach))
  const [cosRoll, sinRoll] = [Math.cos(scene.roll * radians), Math.sin(scene.roll * radians)]
  const [cosTilt, sinTilt] = [Math.cos(scene.tilt * radians), Math.sin(scene.tilt * radians)]
  const [ax, ay] = [Math.cos(scene.tiltDirection * radians), Math.sin(scene.tiltDirection * radians)]
  const radius = scene.bend > 0 ? size / (scene.bend * radians) : 0
  return (x: number, y: number): [number, number] | undefined => {
    const [px, py] = [(x - cx) / focal, (y - cy) / focal]
    // the plane turns about the code's middle, away from the camera along (ax, ay)
    const slope = px * ax + py * ay
    const along = (distance * slope) / (cosTilt - slope * sinTilt)
    const depth = distance + along * sinTilt
    if (!(depth > 0)) return undefined
    const across = depth * (py * ax - px * ay)
    const [qx, qy] = [along * ax - across * ay, along * ay + across * ax]
    const u = qx * cosRoll + qy * sinRoll
    const v = qy * cosRoll - qx * sinRoll
    if (radius === 0) return [u, v]
    const sine = u / radius
    return Math.abs(sine) < 0.99 ? [radius * Math.asin(sine), v] : undefined
  }
}

/** A saturated ellipse with a halo, somewhere on the code. */
function makeSpot(scene: Scene, size: number, random: SeededRandom): (u: number, v: number) => number {
  if (scene.glare === 0) return () => 0
  const radius = Math.sqrt((scene.glare * size * size) / Math.PI)
  const [x, y] = [random.range(-0.3, 0.3) * size, random.range(-0.3, 0.3) * size]
  const long = random.range(1, 1.6)
  return (u, v) => {
    const e = Math.hypot((u - x) / (radius * long), ((v - y) / radius) * long)
    return e < 1 ? 2 : e < 3 ? 2 * Math.exp(-4.5 * (e - 1)) : 0
  }
}

/** Defocus as a disc, motion as a line. */
function blur(light: Float32Array, scene: Scene): Float32Array {
  const radius = scene.defocus * scene.modulePixels
  const disc: [number, number][] = []
  for (let y = -radius; y <= radius; y += 0.5) {
    for (let x = -radius; x <= radius; x += 0.5) if (Math.hypot(x, y) <= radius) disc.push([x, y])
  }
  const length = scene.motion * scene.modulePixels
  const angle = (scene.motionDirection * Math.PI) / 180
  const line: [number, number][] = []
  for (let t = -length / 2; t <= length / 2 + 1e-9; t += 0.5)
    line.push([t * Math.cos(angle), t * Math.sin(angle)])
  return [disc, line].reduce((image, kernel) => convolve(image, scene, kernel), light)
}

function convolve(
  image: Float32Array,
  { width, height }: Scene,
  kernel: readonly [number, number][],
): Float32Array {
  const weights = new Map<number, number>()
  for (const [x, y] of kernel) {
    const offset = Math.round(y) * width + Math.round(x)
    weights.set(offset, (weights.get(offset) ?? 0) + 1 / kernel.length)
  }
  if (weights.size <= 1) return image
  const out = new Float32Array(width * height)
  for (const [offset, weight] of weights) {
    for (let i = 0; i < out.length; i++) {
      const from = Math.max(0, Math.min(image.length - 1, i + offset))
      out[i] = (out[i] ?? 0) + weight * (image[from] ?? 0)
    }
  }
  return out
}
