import { describe, expect, it } from 'vitest'
import { drawDay, type Sample } from '../../load/chart.ts'
import { planDay, visitKinds } from '../../load/day.ts'

/** Repeatable, and even enough. */
function createSequence() {
  let turn = 0
  return () => (++turn * 0.618_033_988_75) % 1
}

describe('a day in small', () => {
  const day = planDay(1000, 60_000, createSequence())

  it('has each person open the wallet once for the first time, and something of everything', () => {
    const first = day.filter(({ kind }) => kind === 'firstOfDay')
    expect(new Set(first.map(({ who }) => who)).size).toBe(1000)
    const kinds = new Set(day.map(({ kind }) => kind))
    expect(visitKinds.filter((kind) => !kinds.has(kind))).toEqual(['code'])
  })

  it('goes from its beginning to its end, and is fullest in the morning', () => {
    expect(day.map(({ at }) => at)).toEqual(day.map(({ at }) => at).toSorted((one, other) => one - other))
    expect(day.every(({ at }) => at >= 0 && at < 60_000)).toBe(true)
    const countHours = (from: number, to: number) =>
      day.filter(({ at }) => at >= from * 2500 && at < to * 2500).length
    expect(countHours(7, 11)).toBeGreaterThan(countHours(0, 6) * 5)
  })

  it('is drawn, whatever came of it', () => {
    const sample: Sample = { kind: 'report', at: 70_000, ms: 12, isGood: true }
    for (const samples of [[], [sample], [{ ...sample, isGood: false }]]) {
      const drawn = drawDay(samples, 60_000)
      expect(drawn).toMatch(/^<svg .*<\/svg>\n$/s)
      expect(drawn).not.toMatch(/NaN|undefined/)
    }
  })
})
