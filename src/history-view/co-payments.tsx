import type { PartialDate } from '../core/dates/partial-date.ts'
import { type CoPaymentYear, coPaymentRule, measureCoPayments } from '../core/rules/co-payments.ts'
import { measureFiveYears } from '../core/rules/five-year-rule.ts'
import type { Language } from '../i18n/languages.ts'
import { writeAmount, writeDate } from '../i18n/written-forms.ts'
import { findFiveYearDate } from './five-year-date.ts'
import { LawText } from './law-text.tsx'
import type { IssuedCard, ShownPerson, TranslateHistory } from './shown-history.ts'

type CoPaymentsProps = {
  t: TranslateHistory
  language: Language
  person: ShownPerson
  /** The issued cards of the wallet. */
  cards: readonly IssuedCard[]
  year: number
  /** The day of whose rules and dates are asked. */
  on: PartialDate
}

/**
 * A year's co-payments against six times the base salary, and whether that opens the certificate; who decides
 * is said.
 */
export function CoPayments({ t, language, person, cards, year, on }: CoPaymentsProps) {
  const { participation, visits } = person.history
  const fiveYears = measureFiveYears({ ...findFiveYearDate(person, cards), participation }, on)
  const measured = measureCoPayments(visits, { on, ...(fiveYears && { fiveYearDate: fiveYears.date }) }, year)
  const { paid, threshold, share, left, amount, notCounted } = measured
  const from = writeDate(amount.from, language)
  return (
    <section class="towards" aria-labelledby="co-payments-title">
      <h2 id="co-payments-title">{t('coPayments.title', { year })}</h2>
      <p id="co-payments-progress">
        {t('coPayments.progress', {
          paid: writeAmount(paid, language),
          threshold: writeAmount(threshold, language),
        })}
      </p>
      <progress
        value={Math.min(1, share)}
        max={1}
        aria-labelledby="co-payments-title"
        aria-describedby="co-payments-progress"
      />
      <p>{describeCertificate(t, measured, fiveYears?.date, language)}</p>
      {left !== Math.max(0, threshold - paid) && <p>{t('coPayments.converted', { date: from })}</p>}
      {notCounted > 0 && <p>{t('coPayments.notCounted', { amount: writeAmount(notCounted, language) })}</p>}
      <p class="small">
        <LawText
          text={t('coPayments.rule', {
            times: coPaymentRule.times,
            source: coPaymentRule.source,
            amount: writeAmount(amount.amount, language),
            amountSource: amount.source,
            date: from,
          })}
        />
      </p>
    </section>
  )
}

function describeCertificate(
  t: TranslateHistory,
  { exceeded, certificate, certificateFrom, left }: CoPaymentYear,
  fiveYearDate: PartialDate | undefined,
  language: Language,
): string {
  const write = (date: PartialDate) => writeDate(date, language)
  if (!exceeded) return t('coPayments.left', { amount: writeAmount(left, language) })
  if (certificate && certificateFrom) return t('coPayments.certificate', { date: write(certificateFrom) })
  return fiveYearDate === undefined
    ? t('coPayments.needsFiveYears')
    : t('coPayments.fiveYearsLater', { date: write(fiveYearDate) })
}
