import type { Contribution } from '../../../core/rules/contributions/contribution.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeAmount, writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tPayment } from '../../texts/payment-texts.ts'

/** What a contribution is made of, line by line, with the texts of law behind it. */
export function ContributionTable({ contribution }: { contribution: Contribution }) {
  const { language } = useApp()
  const { lines, total, isEstimate } = contribution
  const sources = new Map(lines.flatMap((line) => line.sources.map((each) => [each.source, each] as const)))
  return (
    <>
      <dl class="facts payment-lines">
        {lines.map(({ place = 0, percent, amount }) => (
          <div key={place}>
            <dt>{tPayment('payment.line', { place, percent })}</dt>
            <dd>{writeAmount(amount, language)}</dd>
          </div>
        ))}
        <div>
          <dt>{tPayment('payment.total')}</dt>
          <dd>
            <strong>{writeAmount(total, language)}</strong>
          </dd>
        </div>
      </dl>
      {isEstimate && <p class="small">{tPayment('payment.estimate')}</p>}
      <details>
        <summary>{tPayment('payment.sources')}</summary>
        <ul {...(language !== 'vi' && { lang: 'vi' })}>
          {[...sources.values()].map(({ source, from }) => (
            <li key={source} class="small" {...verbatim}>
              {tPayment('payment.source', { source, date: writeDate(from, language) })}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
