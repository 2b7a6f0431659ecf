import { useState } from 'preact/hooks'
import type { ShownCode } from '../../../card-view/shown.ts'
import { toShownCode } from '../../../card-view/shown-code.ts'
import { readDeskCode } from '../../../core/credential/desk.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { cardToShow } from '../../../wallet/presenting/code-to-show.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { tScan } from '../../texts/scan-texts.ts'
import { FullScreenCode } from '../card/full-screen-code.tsx'

type DeskQuestionProps = {
  /** The desk's code as it was scanned. */
  text: string
  onAgain: () => void
}

/**
 * A desk asks for a card: whose, and one tap to answer. The desk's code is not authenticated, so it is said
 * which facility it names: whoever answers a code that somebody passed on answers for that desk.
 */
export function DeskQuestion({ text, onAgain }: DeskQuestionProps) {
  const { db, summary, t } = useApp()
  // Only what somebody has signed can answer.
  const cards = summary.cards.filter(({ origin }) => origin === 'issued')
  const [chosen, choose] = useState(() => cardToShow(summary)?.cardId)
  const card = cards.find(({ cardId }) => cardId === chosen) ?? cards[0]
  const [code, setCode] = useState<ShownCode>()
  const action = useAction()
  const desk = readDeskCode(text)
  const answer = () =>
    action.run(async () => {
      if (!db || !card || !desk.ok) return setCode({ state: 'gap', gap: 'notYet' })
      const { answerDesk } = await import('../../wallet/answer-desk.ts')
      setCode(toShownCode(await answerDesk(db, card.cardId, desk.value)))
    })
  const facility = desk.ok ? desk.value.facilityCode : ''
  return (
    <SubPage title={tScan('desk.title')}>
      <section class="answer">
        <p>
          {tScan('desk.facility')}{' '}
          <strong {...verbatim}>{`${facility.slice(0, 2)}-${facility.slice(2)}`}</strong>
        </p>
        {card ? (
          <>
            {cards.length < 2 ? (
              <p>
                <strong {...verbatim}>{card.face.fullName}</strong>
              </p>
            ) : (
              <label class="desk-whose">
                <span>{tScan('desk.whose')}</span>
                <select value={card.cardId} onChange={(event) => choose(event.currentTarget.value)}>
                  {cards.map(({ cardId, label, face: { fullName } }) => (
                    <option key={cardId} value={cardId} {...verbatim}>
                      {label ?? fullName}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <p class="small">{tScan('desk.lead')}</p>
            <button type="button" class="primary" aria-disabled={action.isBusy} onClick={answer}>
              {tScan('desk.answer')}
            </button>
          </>
        ) : (
          <p>{tScan('desk.noCard')}</p>
        )}
        <div role="alert">{code?.state === 'gap' && <p class="mark">{t(`code.${code.gap}`)}</p>}</div>
        <button type="button" class="plain" onClick={onAgain}>
          {tScan('scan.again')}
        </button>
      </section>
      {card && code?.state === 'rendered' && (
        <FullScreenCode card={card} code={code} onClose={() => setCode(undefined)} />
      )}
    </SubPage>
  )
}
