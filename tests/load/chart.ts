import { type VisitKind, visitKinds } from './day.ts'

/**
 * One request of somebody: when it began, counted from the day's beginning, how long it took, and whether it
 * was answered as it should.
 */
export type Sample = {
  readonly kind: VisitKind
  readonly at: number
  readonly ms: number
  readonly isGood: boolean
}

const colours: Readonly<Record<VisitKind, string>> = {
  firstOfDay: '#0b6e4f',
  refresh: '#4c9f70',
  renewal: '#1f4e9c',
  report: '#7a3e9d',
  signIn: '#c0392b',
  code: '#e67e22',
  registration: '#8d6e63',
  officer: '#455a64',
}

const [WIDTH, HEIGHT, LEFT, GAP] = [960, 170, 70, 46]
const RIGHT = WIDTH - 20

const names: Partial<Record<VisitKind, string>> = { firstOfDay: 'first of day', signIn: 'sign-in' }

type Line = { readonly name: string; readonly colour: string; readonly values: readonly number[] }

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * Rates, latencies and failures of a day that took so many milliseconds, as SVG: a point for each hundredth
 * of the time until everything was answered.
 */
export function drawDay(samples: readonly Sample[], day: number): string {
  const steps = 100
  const length = samples.reduce((end, { at }) => Math.max(end, at + 1), day)
  const step = length / steps
  const slots = Array.from({ length: steps }, (): Sample[] => [])
  for (const sample of samples) slots[Math.min(steps - 1, Math.floor(sample.at / step))]?.push(sample)
  const perSecond = (chosen: (sample: Sample) => boolean) =>
    slots.map((slot) => (slot.filter(chosen).length * 1000) / step)
  const latency = (part: number) =>
    slots.map((slot) =>
      quantile(
        slot.filter(({ isGood }) => isGood).map(({ ms }) => ms),
        part,
      ),
    )
  const rates = visitKinds.map((kind) => ({
    name: names[kind] ?? kind,
    colour: colours[kind],
    values: perSecond((sample) => sample.kind === kind && sample.isGood),
  }))
  const charts = [
    drawChart('answered a second', rates, 0),
    drawChart(
      'milliseconds',
      [
        { name: 'p99', colour: '#c0392b', values: latency(0.99) },
        { name: 'median', colour: '#0b6e4f', values: latency(0.5) },
      ],
      1,
      'logarithmic',
    ),
    drawChart(
      'failed a second, tried again',
      [{ name: 'failed', colour: '#c0392b', values: perSecond(({ isGood }) => !isGood) }],
      2,
    ),
  ]
  const height = 3 * (HEIGHT + GAP) + 30
  const ticks = [0, 6, 12, 18, 24].map(
    (hour) =>
      `<text x="${toX((hour / 24) * (day / length))}" y="${height - 14}" text-anchor="middle">${hour}:00</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...charts,
    ...ticks,
    `<text x="${RIGHT}" y="${HEIGHT + 54}" text-anchor="end">in ${Math.round(length / 1000)} s</text>`,
    '</svg>',
    '',
  ].join('\n')
}

const toX = (share: number) => Math.round(LEFT + share * (RIGHT - LEFT))

/** A logarithmic one shows medians beside what is rare; nothing, or a millisecond, lies at its bottom. */
function drawChart(
  title: string,
  lines: readonly Line[],
  row: number,
  scale: 'linear' | 'logarithmic' = 'linear',
): string {
  const top = 36 + row * (HEIGHT + GAP)
  const highest = Math.max(1, ...lines.flatMap(({ values }) => values))
  const powers = Math.max(1, Math.ceil(Math.log10(highest)))
  const toShare = (value: number) =>
    scale === 'linear' ? value / highest : Math.log10(Math.max(1, value)) / powers
  const toY = (value: number) => (top + HEIGHT - toShare(value) * HEIGHT).toFixed(1)
  const marks =
    scale === 'linear'
      ? [0, highest]
      : Array.from({ length: powers + 1 }, (_power, exponent) => 10 ** exponent)
  const drawn = lines.map(({ colour, values }) => {
    const points = values.map((value, index) => `${toX(index / (values.length - 1))},${toY(value)}`)
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>`
  })
  const named = lines.map(
    ({ name, colour }, index) =>
      `<text x="${LEFT + 190 + index * 82}" y="${top - 8}" fill="${colour}">${name}</text>`,
  )
  return [
    `<text x="${LEFT}" y="${top - 8}" font-weight="bold">${title}</text>`,
    `<rect x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="${HEIGHT}" fill="none" stroke="#bbb"/>`,
    ...marks.flatMap((value) => [
      `<line x1="${LEFT}" x2="${RIGHT}" y1="${toY(value)}" y2="${toY(value)}" stroke="#ddd"/>`,
      `<text x="${LEFT - 6}" y="${Number(toY(value)) + 4}" text-anchor="end">${Math.round(value)}</text>`,
    ]),
    ...drawn,
    ...named,
  ].join('\n')
}
