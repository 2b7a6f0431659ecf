/** A node of a source file as Vite's `parseAst` gives it; `start` and `end` are places in the text. */
export type SyntaxNode = {
  readonly [key: string]: unknown
  readonly type: string
  readonly start: number
  readonly end: number
}

export const isSyntaxNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** What is to go out of a text, and what takes its place. */
export type SourceCut = { readonly start: number; readonly end: number; readonly put?: string }

/** A text without what is cut, in any order; cuts do not overlap. */
export function cutSource(code: string, cuts: readonly SourceCut[]): string {
  let left = code
  for (const { start, end, put = '' } of cuts.toSorted((one, other) => other.start - one.start))
    left = left.slice(0, start) + put + left.slice(end)
  return left
}

/** A property of an object literal, and the comma behind it. */
export function cutProperty(code: string, { start, end }: SyntaxNode): SourceCut {
  return { start, end: end + (code.slice(end).match(/^\s*,/)?.[0].length ?? 0) }
}
