import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { MonthSpan, MonthState } from '../../../../core/rules/insurance-months.ts'
import type { SalaryStep } from '../../../../core/snapshot/group-history.ts'
import { writeSpan } from '../../../../i18n/written-forms.ts'
import { useApp } from '../../../app-state.ts'
import { formatMonths, formatRoughly } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { type ChartBar, type ChartRoom, layoutChart } from './chart-geometry.ts'

type ChartProps = { spans: readonly MonthSpan[]; steps: readonly SalaryStep[] }

const states: readonly MonthState[] = ['paid', 'owed', 'withdrawn', 'gap']

/**
 * The salary base and the months of cover over time. A screen reader hears what it shows in one sentence and
 * finds the figures in the table below, which is the same data. Each state has its own pattern, so that it
 * holds without colours.
 */
export function ParticipationChart({ spans, steps }: ChartProps) {
  const { language } = useApp()
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const occurring = states.filter((state) => spans.some((span) => span.state === state))
  const whole = writeSpan(spans[0]?.from ?? '', spans.at(-1)?.to, language)
  return (
    <figure class="chart">
      <figcaption>{tHistory(steps.length > 0 ? 'chart.both' : 'chart.cover')}</figcaption>
      <div ref={box} class="chart-box">
        {room && <Drawing spans={spans} steps={steps} room={room} title={describeChart(spans, whole)} />}
      </div>
      <ul class="legend">
        {occurring.map((state) => (
          <li key={state}>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <Patterns id={`legend-${state}`} />
              <Stretch state={state} id={`legend-${state}`} x={0} y={0} width={24} height={16} />
            </svg>
            {tHistory(`months.${state}`)}
          </li>
        ))}
      </ul>
    </figure>
  )
}

function describeChart(spans: readonly MonthSpan[], whole: string): string {
  const gaps = spans.filter(({ state }) => state === 'gap').length
  return tHistory(gaps > 0 ? 'chart.describeGaps' : 'chart.describe', { span: whole, count: gaps })
}

/** The width of an element and the size of its letters, followed; measured before the first painting. */
function useRoom(box: { current: HTMLElement | null }): ChartRoom | undefined {
  const [room, setRoom] = useState<ChartRoom>()
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = () => {
      const { width } = element.getBoundingClientRect()
      const em = Number.parseFloat(getComputedStyle(element).fontSize)
      if (width > 0) setRoom((known) => (known?.width === width && known.em === em ? known : { width, em }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // Where only the letters grow, the drawing keeps its size; the words around it do not.
    if (element.parentElement) observer.observe(element.parentElement)
    return () => observer.disconnect()
  }, [])
  return room
}

function Drawing({ spans, steps, room, title }: ChartProps & { room: ChartRoom; title: string }) {
  const { language } = useApp()
  const id = useId()
  const { width, height, salaries, bars, bar, years, foot } = layoutChart(spans, steps, room)
  return (
    <svg class="drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <Patterns id={id} />
      {salaries?.lines.map(({ y, amount }) => (
        <g key={amount}>
          <path class="grid" d={`M0 ${y}H${width}`} />
          {/* Nothing is drawn below nought, and small amounts are drawn above it. */}
          <text x={0} y={y + (amount === 0 ? 0.85 : -0.3) * room.em}>
            {formatRoughly(amount, language)}
          </text>
        </g>
      ))}
      {salaries && <path class="salary" d={salaries.path} />}
      {bars.map((stretch) => (
        <g key={stretch.span.from}>
          <Stretch
            state={stretch.span.state}
            id={id}
            x={stretch.x}
            y={bar.top}
            width={stretch.width}
            height={bar.height}
          />
          <Label stretch={stretch} y={bar.top + bar.height * 0.72} />
        </g>
      ))}
      {years.map(({ x, label, year }) => (
        <g key={year}>
          <path class="grid" d={`M${x} ${bar.top + bar.height}V${bar.top + bar.height + 0.3 * room.em}`} />
          <text x={label} y={foot} text-anchor="middle">
            {year}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Label({ stretch: { span, x, width, labelled }, y }: { stretch: ChartBar; y: number }) {
  if (!labelled) return null
  return (
    <text class="length" x={x + width / 2} y={y} text-anchor="middle">
      {formatMonths(span.months)}
    </text>
  )
}

/** A stretch of months: full, hatched, dotted or open, each with an outline where it is not full. */
function Stretch(props: {
  state: MonthState
  id: string
  x: number
  y: number
  width: number
  height: number
}) {
  const { state, id, ...place } = props
  const fill = state === 'owed' || state === 'withdrawn' ? `url(#${id}-${state})` : undefined
  return <rect class={`stretch ${state}`} {...place} {...(fill && { fill })} />
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-owed`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path class="hatch" d="M3 0V6" />
      </pattern>
      <pattern id={`${id}-withdrawn`} width="5" height="5" patternUnits="userSpaceOnUse">
        <circle class="dot" cx="2.5" cy="2.5" r="1.1" />
      </pattern>
    </defs>
  )
}
