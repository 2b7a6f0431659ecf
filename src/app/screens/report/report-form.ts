import { type ReportedRow, type ReportMistake, reportMistakes } from '../../../core/api/report-contract.ts'
import { isSafeText } from '../../../core/qr/safe-text.ts'

/** What the form holds; without a section nothing was chosen yet. */
export type ReportForm = {
  readonly row: Omit<ReportedRow, 'section'> & { readonly section?: ReportedRow['section'] }
  readonly mistake: ReportMistake | ''
  readonly text: string
}

export const emptyForm: ReportForm = { row: {}, mistake: '', text: '' }

/** As in the contract. */
export const LONGEST_TEXT = 2000

export const sections = ['card', 'holder', 'participation', 'benefits', 'visits'] as const

export type ReportErrors = Partial<Record<'section' | 'mistake' | 'text', 'missing' | 'long'>>

/** What is still missing; a text is needed where row and mistake do not say it all. */
export function findReportErrors({ row, mistake, text }: ReportForm): ReportErrors {
  const isSelfExplanatory = row.from !== undefined && mistake !== 'other'
  return {
    ...(!row.section && { section: 'missing' as const }),
    ...(!mistake && { mistake: 'missing' as const }),
    ...(cleanText(text) === '' && !isSelfExplanatory && { text: 'missing' as const }),
    ...(cleanText(text).length > LONGEST_TEXT && { text: 'long' as const }),
  }
}

/**
 * The text without what the issuer would refuse: control characters and marks that turn the writing
 * direction.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => [...line.replaceAll('\t', ' ')].filter(isSafeText).join('').trimEnd())
    .join('\n')
    .trim()
}

/** The form as a draft is kept, and back. */
export function toDraft({ row, mistake, text }: ReportForm): Record<string, string> {
  return { row: JSON.stringify(row), mistake, text }
}

export function fromDraft(draft: Readonly<Record<string, string>>): ReportForm {
  const mistake = reportMistakes.find((known) => known === draft['mistake']) ?? ''
  return { row: JSON.parse(draft['row'] ?? '{}') as ReportForm['row'], mistake, text: draft['text'] ?? '' }
}
