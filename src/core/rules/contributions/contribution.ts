/** Where the amount of a line comes from: the text of law with its place, and the day from which it holds. */
export type ContributionSource = {
  readonly source: string
  /** `YYYY-MM-DD`. */
  readonly from: string
  /** Whether the official text was held against it; what was not makes the line an estimate. */
  readonly isVerified: boolean
}

/** One line of a contribution. */
export type ContributionLine = {
  /**
   * Who or what it is for: a member of the household by their place in it, a chosen income, the state's part.
   */
  readonly kind: 'member' | 'income' | 'support'
  /** Of a member: their place in the household's order of this year, from 1. */
  readonly place?: number
  /** Percent of the first member's contribution, of the income, or of the least contribution. */
  readonly percent: number
  /** In đồng, whole; what the state bears is negative. */
  readonly amount: number
  readonly sources: readonly ContributionSource[]
  /** Not every source is verified: "ước tính", the insurer decides. */
  readonly isEstimate: boolean
}

/** What is to be paid for a number of months, and how it comes about. */
export type Contribution = {
  readonly months: number
  readonly lines: readonly ContributionLine[]
  /** The sum of the lines, in đồng. */
  readonly total: number
  readonly isEstimate: boolean
}

/**
 * Makes a line of an exact fraction of đồng. It is rounded here and nowhere else, half a đồng up, after
 * everything is multiplied, so that no month's rounding adds up.
 */
export function makeLine(
  line: Omit<ContributionLine, 'amount' | 'isEstimate'>,
  fraction: { readonly of: readonly number[]; readonly divisor: number },
): ContributionLine {
  const product = fraction.of.reduce((sum, factor) => sum * BigInt(factor), 1n)
  const divisor = BigInt(fraction.divisor)
  const rounded = (2n * (product < 0n ? -product : product) + divisor) / (2n * divisor)
  return {
    ...line,
    amount: Number(product < 0n ? -rounded : rounded),
    isEstimate: line.sources.some((each) => !each.isVerified),
  }
}

/** Adds the lines up. */
export function sumLines(months: number, lines: readonly ContributionLine[]): Contribution {
  return {
    months,
    lines,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    isEstimate: lines.some((each) => each.isEstimate),
  }
}
