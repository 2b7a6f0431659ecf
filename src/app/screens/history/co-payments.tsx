import type { PartialDate } from '../../../core/card/partial-date.ts'
import { type CoPaymentYear, coPaymentRule, measureCoPayments } from '../../../core/snapshot/co-payments.ts'
import { measureFiveYears } from '../../../core/snapshot/five-year-rule.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { today } from '../../today.ts'
import { formatDate, formatDong } from './history-format.ts'
import { useFiveYearDate } from './own-card.ts'

/** A year's co-payments against six times the base salary, and whether that opens the certificate; who decides is said. */
export function CoPayments({ person, year }: { person: PersonHistory; year: number }) {
  const { language } = useApp()
  const fiveYears = measureFiveYears(
    { ...useFiveYearDate(person), participation: person.history.participation },
    today(),
  )
  const measured = measureCoPayments(
    person.history.visits,
    { on: today(), ...(fiveYears && { fiveYearDate: fiveYears.date }) },
    year,
  )
  const { paid, threshold, share, amount, notCounted } = measured
  return (
    <section class="towards" aria-labelledby="co-payments-title">
      <h2 id="co-payments-title">{sayHistory('coPayments.title', { year })}</h2>
      <p id="co-payments-progress">
        {sayHistory('coPayments.progress', { paid: formatDong(paid), threshold: formatDong(threshold) })}
      </p>
      <progress
        value={Math.min(1, share)}
        max={1}
        aria-labelledby="co-payments-title"
        aria-describedby="co-payments-progress"
      />
      <p>{tellCertificate(measured, fiveYears?.date, (date) => formatDate(date, language))}</p>
      {notCounted > 0 && <p>{sayHistory('coPayments.notCounted', { amount: formatDong(notCounted) })}</p>}
      <p class="small">
        {sayHistory('coPayments.rule', {
          times: coPaymentRule.times,
          source: coPaymentRule.source,
          amount: formatDong(amount.amount),
          amountSource: amount.source,
          date: formatDate(amount.from, language),
        })}
      </p>
    </section>
  )
}

function tellCertificate(
  { exceeded, certificate, certificateFrom, left }: CoPaymentYear,
  fiveYearDate: PartialDate | undefined,
  write: (date: PartialDate) => string,
): string {
  if (!exceeded) return sayHistory('coPayments.left', { amount: formatDong(left) })
  if (certificate && certificateFrom)
    return sayHistory('coPayments.certificate', { date: write(certificateFrom) })
  return fiveYearDate === undefined
    ? sayHistory('coPayments.needsFiveYears')
    : sayHistory('coPayments.fiveYearsLater', { date: write(fiveYearDate) })
}
