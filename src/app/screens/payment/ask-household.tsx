import { useState } from 'preact/hooks'
import { AppError } from '../../../core/app-error.ts'
import { addMonths } from '../../../core/dates/months.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import {
  computeHouseholdContribution,
  type HouseholdPeriod,
  householdPeriods,
} from '../../../core/rules/contributions/household-contribution.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeAmount, writeDate } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { askHouseholdPayment } from '../../../wallet/payments/kept-payments.ts'
import { useApp } from '../../app-state.ts'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tPayment } from '../../texts/payment-texts.ts'
import { ContributionTable } from './contribution-table.tsx'

/** Who is renewed, for how long, and what that costs; then the code is asked for. */
export function AskHousehold({ onAsked }: { onAsked: () => void }) {
  const { db, summary, online, language, now } = useApp()
  // One without an end is paid for by somebody else: an employer, the state.
  const cards = summary.cards.filter(({ origin, face }) => origin === 'issued' && face.validTo !== undefined)
  // Who is insured for more than a year to come was renewed already: only by a choice are they once more.
  // Until somebody chooses it follows the cards, which a payment has just renewed.
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const inAYear = addMonths(vietnamDay(now) as PartialDate, 12)
  const [months, setMonths] = useState<HouseholdPeriod>(12)
  // The same at every try, so that a lost answer asks for nothing twice.
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const action = useSessionAction()
  const isChosen = ({ cardId, face }: (typeof cards)[number]) =>
    choices.get(cardId) ?? (face.validTo ?? '') <= inAYear
  const chosen = cards.filter(isChosen)
  const contribution = computeHouseholdContribution({
    members: chosen.length,
    months,
    paidOn: vietnamDay(now),
  })
  if (cards.length === 0) return <p class="small">{tPayment('payment.noCards')}</p>

  const toggle = (card: (typeof cards)[number]) => {
    setChoices(new Map(choices).set(card.cardId, !isChosen(card)))
    setRequestId(crypto.randomUUID())
  }
  const ask = (event: SubmitEvent) => {
    event.preventDefault()
    if (!contribution.ok) return
    const amount = contribution.value.total
    action.run(async () => {
      if (!db) throw new AppError('storage_unavailable')
      const cardIds = chosen.map(({ cardId }) => cardId)
      await askHouseholdPayment(issuer, db, { requestId, cardIds, months, amount })
      setRequestId(crypto.randomUUID())
      onAsked()
    })
  }
  return (
    <section aria-labelledby="ask-household">
      <h2 id="ask-household">{tPayment('payment.new')}</h2>
      <form class="stack" noValidate onSubmit={ask}>
        <fieldset class="payment-choice">
          <legend>{tPayment('payment.who')}</legend>
          {cards.map((card) => (
            <label key={card.cardId} class="check">
              <input type="checkbox" checked={isChosen(card)} onChange={() => toggle(card)} />
              <bdi {...verbatim}>{card.face.fullName}</bdi>
              <span class="small">
                {tPayment('payment.until', { date: writeDate(card.face.validTo ?? '', language) })}
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset class="payment-choice">
          <legend>{tPayment('payment.months')}</legend>
          {householdPeriods.map((period) => (
            <label key={period} class="check">
              <input
                type="radio"
                name="months"
                checked={period === months}
                onChange={() => {
                  setMonths(period)
                  setRequestId(crypto.randomUUID())
                }}
              />
              {tPayment('payment.monthsOf', { count: period })}
            </label>
          ))}
        </fieldset>
        {chosen.length === 0 && choices.size === 0 && <p>{tPayment('payment.renewed')}</p>}
        {contribution.ok && <ContributionTable contribution={contribution.value} />}
        <p class="small">{tPayment('payment.waiting')}</p>
        {action.error?.code === 'invalid_fields' ? (
          <p class="error" role="alert">
            {tPayment('payment.amountChanged')}
          </p>
        ) : (
          <ActionErrorText error={action.error} />
        )}
        {!online && <p class="small">{tPayment('payment.askNeedsNetwork')}</p>}
        <button type="submit" class="primary" aria-disabled={action.isBusy || !contribution.ok || !online}>
          {contribution.ok
            ? // The amount may part from its unit: with text twice as large they are wider than the button.
              `${tPayment('payment.ask')} · ${writeAmount(contribution.value.total, language).replaceAll('\u00a0', ' ')}`
            : tPayment('payment.ask')}
        </button>
      </form>
    </section>
  )
}
