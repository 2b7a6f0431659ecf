import type { OnReport, TranslateHistory, WrongRow } from './shown-history.ts'

type ReportLinkProps = {
  t: TranslateHistory
  row: WrongRow
  /** What tells this row's link apart from the others, read out after it. */
  about: string
  onReport?: OnReport | undefined
}

/** Leads to the form for mistakes. Which row is meant goes there in memory, never in the address. */
export function ReportLink({ t, row, about, onReport }: ReportLinkProps) {
  return (
    <a class="report" href="/tien-ich/bao-sai" onClick={() => onReport?.(row)}>
      {t('history.report')}
      <span class="unseen"> {about}</span>
    </a>
  )
}
