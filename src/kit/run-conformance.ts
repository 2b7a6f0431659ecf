import { createHash } from 'node:crypto'
import type { ConformanceRequest } from './conformance-request.ts'

/** A vector as the kit carries it in `vectors.json`. */
export type Vector = {
  readonly is: string
  readonly request: ConformanceRequest
  readonly expect: Readonly<Record<string, unknown>>
}

/** How one vector is put to the verifier under test; the answer is whatever it said. */
export type Ask = (request: ConformanceRequest) => Promise<unknown>

export type Report = {
  readonly vectors: number
  readonly passed: number
  /** SHA-256 over all requests and expectations: which set of vectors this was. */
  readonly set: string
  readonly failures: readonly { readonly id: string; readonly is: string; readonly why: string }[]
}

/**
 * Puts every vector, one after the other, and compares verdict, colour, notes, and what is shown of the card.
 */
export async function runConformance(vectors: readonly Vector[], ask: Ask): Promise<Report> {
  const failures: { id: string; is: string; why: string }[] = []
  for (const { is, request, expect } of vectors) {
    const why = compare(await ask(request).catch((cause: unknown) => ({ error: String(cause) })), expect)
    if (why) failures.push({ id: request.id, is, why })
  }
  const set = createHash('sha256').update(JSON.stringify(vectors)).digest('hex')
  return { vectors: vectors.length, passed: vectors.length - failures.length, set, failures }
}

/** What must be the same; what else an answer says is its own affair. */
const compared = ['verdict', 'colour', 'notes', 'card', 'totals', 'paper'] as const

function compare(answer: unknown, expect: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof answer !== 'object' || answer === null) return 'no JSON object'
  const given = answer as Record<string, unknown>
  for (const field of compared) {
    const [wanted, got] = [canonical(expect[field], field), canonical(given[field], field)]
    if (wanted !== got) return `${field}: ${got ?? 'missing'}, not ${wanted ?? 'there'}`
  }
  return undefined
}

/** Notes are a set, objects have no order. */
function canonical(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (field === 'notes' && Array.isArray(value)) return JSON.stringify([...value].sort())
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
}
