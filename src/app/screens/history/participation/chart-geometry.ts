import { toMonthNumber } from '../../../../core/dates/months.ts'
import type { MonthSpan } from '../../../../core/rules/insurance-months.ts'
import type { SalaryStep } from '../../../../core/snapshot/group-history.ts'

/** Room for a chart, in CSS pixels: its width, and the size of its letters. */
export type ChartRoom = { readonly width: number; readonly em: number }

/** A stretch of months in the bar. `labelled`: it is wide enough to say its length inside. */
export type ChartBar = {
  readonly span: MonthSpan
  readonly x: number
  readonly width: number
  readonly labelled: boolean
}

/** A year at the foot of the chart: the place of its first month, and the middle of its label, which stays inside. */
export type ChartYear = { readonly x: number; readonly label: number; readonly year: number }

/** Where everything of a chart stands, in CSS pixels from its upper left corner. */
export type Chart = {
  readonly width: number
  readonly height: number
  /** The salary base over time: an SVG path that breaks where there is none. Absent without salaries. */
  readonly salaries?: { readonly path: string; readonly lines: readonly { y: number; amount: number }[] }
  /** Paid months first: what is narrow and must be seen is drawn over its neighbours. */
  readonly bars: readonly ChartBar[]
  readonly bar: { readonly top: number; readonly height: number }
  readonly years: readonly ChartYear[]
  /** The baseline of the years. */
  readonly foot: number
}

/** A month that is not paid must be seen even where 45 years share the width of a phone. */
export const leastMark = 3

/** Four digits, in the size of the letters. */
const yearWidth = 2.7

const yearSteps = [1, 2, 5, 10, 20, 50]

/**
 * Lays a chart out: the salary base above, the months of cover as a bar below it, years at the foot. `spans` are one unbroken row
 * of months (`listMonthSpans`), at least one.
 */
export function layoutChart(
  spans: readonly MonthSpan[],
  steps: readonly SalaryStep[],
  { width, em }: ChartRoom,
): Chart {
  const begin = toMonthNumber(spans[0]?.from ?? '2000-01')
  const end = toMonthNumber(spans.at(-1)?.to ?? '2000-01') + 1
  const toX = (month: number) => round(((month - begin) / (end - begin)) * width)

  // Above the highest line stands its amount.
  const plot = { top: 1.3 * em, bottom: 8.3 * em }
  const bar = { top: round(steps.length > 0 ? plot.bottom + 1.1 * em : 0.9 * em), height: round(1.4 * em) }
  const foot = round(bar.top + bar.height + 1.3 * em)
  return {
    width,
    height: round(foot + 0.4 * em),
    ...(steps.length > 0 && { salaries: layoutSalaries(steps, toX, plot) }),
    bars: layoutBars(spans, toX, { width, em }),
    bar,
    years: layoutYears(begin, end, toX, { width, em }),
    foot,
  }
}

function layoutSalaries(
  steps: readonly SalaryStep[],
  toX: (month: number) => number,
  { top, bottom }: { top: number; bottom: number },
): NonNullable<Chart['salaries']> {
  const most = roundUp(Math.max(...steps.map(({ salary }) => salary)))
  const toY = (amount: number) => round(bottom - (amount / most) * (bottom - top))
  let path = ''
  let reached: number | undefined
  for (const { from, to, salary } of steps) {
    const [first, after] = [toMonthNumber(from), toMonthNumber(to) + 1]
    path += first === reached ? `V${toY(salary)}` : `M${toX(first)} ${toY(salary)}`
    path += `H${toX(after)}`
    reached = after
  }
  return { path, lines: [0, most / 2, most].map((amount) => ({ y: toY(amount), amount })) }
}

/** The next of 1, 2, 4, 6 or 10 times a power of ten: half of it is still a round amount. */
function roundUp(amount: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, amount)))
  return (([1, 2, 4, 6, 10].find((step) => step * power >= amount) ?? 10) as number) * power
}

function layoutBars(
  spans: readonly MonthSpan[],
  toX: (month: number) => number,
  { width, em }: ChartRoom,
): ChartBar[] {
  const bars = spans.map((span) => {
    const [left, right] = [toX(toMonthNumber(span.from)), toX(toMonthNumber(span.to) + 1)]
    const least = span.state === 'paid' ? 0 : leastMark
    const wide = Math.max(right - left, Math.min(least, width))
    // What is widened to be seen stays inside, about where it belongs.
    const x = Math.min(Math.max(0, (left + right - wide) / 2), width - wide)
    return { span, x: round(x), width: round(wide), labelled: span.state !== 'paid' && wide >= 5 * em }
  })
  return [
    ...bars.filter(({ span }) => span.state === 'paid'),
    ...bars.filter(({ span }) => span.state !== 'paid'),
  ]
}

function layoutYears(
  begin: number,
  end: number,
  toX: (month: number) => number,
  { width, em }: ChartRoom,
): ChartYear[] {
  const half = (yearWidth / 2) * em
  const apart = 2 * half + 0.4 * em
  const perYear = (12 / (end - begin)) * width
  const step = yearSteps.find((years) => years * perYear >= apart) ?? 100
  const clamp = (x: number) => round(Math.min(Math.max(x, half), Math.max(width - half, half)))
  const years: ChartYear[] = []
  for (let year = Math.ceil(begin / 12 / step) * step; 12 * year < end; year += step) {
    const x = toX(12 * year)
    const label = clamp(x)
    // At the edges a label is not above its place, and may come too near to its neighbour, which then stands alone.
    const before = years.at(-1)
    if (before === undefined || label - before.label >= apart) years.push({ x, label, year })
    else if (label === x) years.splice(-1, 1, { x, label, year })
  }
  // Less than a year that begins after January: say at least in which one.
  return years.length > 0 ? years : [{ x: 0, label: clamp(0), year: Math.floor(begin / 12) }]
}

/** Tenths of a pixel: shorter paths, and no digits that depend on the processor. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
