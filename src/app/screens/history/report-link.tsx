import type { ReportedRow } from '../../../core/api/report-contract.ts'
import { isUnnamed } from '../../../core/unnamed.ts'
import { sayHistory } from '../../history-texts.ts'
import { chooseRow } from '../report/reported-row.ts'
import { useReportedCard } from './shown-person.ts'

type ReportLinkProps = {
  row: Omit<ReportedRow, 'cardId'>
  /** What tells this row's link apart from the others, read out after it. */
  about: string
}

/** Leads to the form for mistakes, which is told in memory which row is meant. */
export function ReportLink({ row, about }: ReportLinkProps) {
  const card = useReportedCard()
  const { kind, ...rest } = row
  const known = kind !== undefined && !isUnnamed(kind) && { kind }
  return (
    <a class="report" href="/tien-ich/bao-sai" onClick={() => chooseRow({ ...rest, ...known, ...card })}>
      {sayHistory('history.report')}
      <span class="unseen"> {about}</span>
    </a>
  )
}
