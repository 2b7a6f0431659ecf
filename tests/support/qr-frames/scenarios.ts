import { type CardKind, makeCardText } from './card-texts.ts'
import { type RenderedFrame, renderFrame, type Scene } from './render-frame.ts'
import { SeededRandom } from './seeded-random.ts'

export const SCENARIOS = [
  'clean',
  'small',
  'turned',
  'tilted',
  'bent',
  'blurred',
  'moved',
  'dark',
  'faint',
  'shadow',
  'glare',
  'all',
] as const
export type Scenario = (typeof SCENARIOS)[number]
export const SEVERITIES = [1, 2, 3, 4, 5] as const
export type Severity = (typeof SEVERITIES)[number]
export const CLIP_LEVELS = ['easy', 'normal', 'hard'] as const
export type ClipLevel = (typeof CLIP_LEVELS)[number]

/** Frames of one card, ten a second. */
export type Clip = {
  readonly text: string
  readonly length: number
  readonly frame: (index: number) => RenderedFrame
}

const CLIP_FRAMES = 30

/** One frame of a scenario: a mild picture in which one thing (or, in `all`, each a little) gets worse by severity. */
export function renderScenario(
  kind: CardKind,
  scenario: Scenario,
  severity: Severity,
  index: number,
): RenderedFrame {
  const seed = `${kind}/${scenario}/${severity}/${index}`
  const random = new SeededRandom(`scenario/${seed}`)
  const base = {
    roll: random.range(-8, 8),
    tilt: random.range(2, 8),
    tiltDirection: random.range(0, 360),
    modulePixels: 3.5,
  }
  return renderFrame(makeCardText(kind, seed), { ...base, ...worsen(scenario, severity, random) }, seed)
}

function worsen(scenario: Scenario, severity: Severity, random: SeededRandom): Partial<Scene> {
  const step = (...values: number[]) => values[severity - 1] ?? 0
  switch (scenario) {
    case 'clean':
      return { modulePixels: step(6, 5, 4, 3.5, 3) }
    case 'small':
      return { modulePixels: step(3, 2.5, 2.1, 1.8, 1.5) }
    case 'turned':
      return { roll: random.range(-1, 1) * step(10, 25, 40, 45, 180) }
    case 'tilted':
      return { tilt: step(20, 32, 42, 50, 56) }
    case 'bent':
      return { bend: step(20, 40, 60, 80, 100) }
    case 'blurred':
      return { defocus: step(0.4, 0.55, 0.7, 0.85, 1) }
    case 'moved':
      return { motion: step(0.6, 1, 1.4, 1.8, 2.2), motionDirection: random.range(0, 180) }
    case 'dark':
      return { exposure: step(0.35, 0.2, 0.12, 0.08, 0.05), noise: step(0.006, 0.008, 0.01, 0.01, 0.01) }
    case 'faint':
      return { dark: step(0.2, 0.3, 0.38, 0.42, 0.46), light: step(0.7, 0.65, 0.62, 0.58, 0.56) }
    case 'shadow':
      return { shadow: step(0.6, 0.4, 0.25, 0.15, 0.08) }
    case 'glare':
      return { glare: step(0.01, 0.02, 0.04, 0.06, 0.09) }
    case 'all': {
      const worse = (severity - 1) / 4
      return {
        modulePixels: 3.8 - 1.5 * worse,
        roll: random.range(-1, 1) * (10 + 30 * worse),
        tilt: 10 + 25 * worse,
        defocus: 0.3 + 0.25 * worse,
        motion: 0.2 + 0.5 * worse,
        motionDirection: random.range(0, 180),
        exposure: 0.7 - 0.45 * worse,
        noise: 0.004 + 0.005 * worse,
        glare: random.chance(0.5) ? 0.01 + 0.02 * worse : 0,
        bend: random.chance(0.4) ? 30 * worse : 0,
      }
    }
  }
}

/** A card that is brought near a hand-held phone: it grows, focus settles and hunts, the hand shakes, glare wanders. */
export function makeClip(kind: CardKind, level: ClipLevel, index: number): Clip {
  const seed = `${kind}/clip-${level}/${index}`
  const random = new SeededRandom(`clip/${seed}`)
  const hard = CLIP_LEVELS.indexOf(level) / 2
  const text = makeCardText(kind, seed)
  const roll = random.range(-20, 20)
  const tiltDirection = random.range(0, 360)
  const poses = Array.from({ length: CLIP_FRAMES }, (_, k) => {
    const time = k / (CLIP_FRAMES - 1)
    const arrived = Math.min(1, time / (0.35 + 0.25 * hard))
    return {
      modulePixels: 2.2 - 0.7 * hard + (1.8 - 0.8 * hard) * arrived,
      roll: roll + 3 * random.gauss(),
      tilt: 8 + 12 * hard + 2 * random.gauss(),
      tiltDirection,
      defocus: 0.18 + 0.22 * hard + (0.6 + 0.5 * hard) * Math.exp(-5 * time),
      motion: (0.2 + 0.5 * hard) * Math.abs(random.gauss()),
      motionDirection: random.range(0, 180),
      exposure: 0.75 - 0.45 * hard,
      noise: 0.005 + 0.008 * hard,
      glare: hard > 0 ? 0.02 * hard : 0,
    }
  })
  return {
    text,
    length: CLIP_FRAMES,
    frame: (k) => renderFrame(text, poses[k] ?? {}, `${seed}/${k}`),
  }
}
