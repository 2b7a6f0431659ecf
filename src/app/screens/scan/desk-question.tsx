import { useEffect, useState } from 'preact/hooks'
import type { ShownCode } from '../../../card-view/shown.ts'
import { toShownCode } from '../../../card-view/shown-code.ts'
import { type DeskRequest, readDeskRequest } from '../../../core/credential/desk.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { cardToShow } from '../../../wallet/presenting/code-to-show.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { formatFacilityCode, useFacilityNames } from '../../directory/use-facility-names.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tScan } from '../../texts/scan-texts.ts'
import { FullScreenCode } from '../card/full-screen-code.tsx'

/** An answer to a poster is made anew this often while it is shown, in milliseconds, like every live code. */
const RENEW_AFTER = 15_000

type DeskQuestionProps = {
  /** The desk's code, or its poster's, as it was scanned. */
  text: string
  onAgain: () => void
}

/**
 * A desk asks for a card: whose, and one tap to answer. The desk's code is not authenticated, so it is said
 * which facility it names: whoever answers a code that somebody passed on answers for that desk.
 */
export function DeskQuestion({ text, onAgain }: DeskQuestionProps) {
  const { db, summary, t, isClockDoubtful } = useApp()
  // Only what somebody has signed can answer.
  const cards = summary.cards.filter(({ origin }) => origin === 'issued')
  const [chosen, choose] = useState(() => cardToShow(summary)?.cardId)
  const card = cards.find(({ cardId }) => cardId === chosen) ?? cards[0]
  const [code, setCode] = useState<ShownCode>()
  const action = useAction()
  const read = readDeskRequest(text)
  const request = read.ok ? read.value : undefined
  const isPoster = request !== undefined && !request.nonce
  const makeCode = async ({ cardId }: WalletCard, asked: DeskRequest): Promise<ShownCode> => {
    if (!db) return { state: 'gap', gap: 'notYet' }
    const { answerDesk } = await import('../../wallet/answer-desk.ts')
    return toShownCode(await answerDesk(db, cardId, asked, { isClockDoubtful }))
  }
  const answer = () =>
    action.run(async () => {
      if (!card || !request) return
      const made = await makeCode(card, request)
      setCode(made)
      if (made.state !== 'rendered') return
      const { noteInPage } = await import('../../wallet/note-presentation.ts')
      const { facilityCode } = request
      await noteInPage(db, { cardId: card.cardId, mode: isPoster ? 'poster' : 'counter', facilityCode })
    })
  const isShown = code?.state === 'rendered'
  useEffect(() => {
    if (!isShown || !isPoster || !card) return undefined
    let isOver = false
    const timer = setInterval(() => {
      // One that fails now may be made in the next round; the old one is good for a while.
      if (!document.hidden)
        makeCode(card, request).then(
          (made) => isOver || setCode(made),
          () => {},
        )
    }, RENEW_AFTER)
    return () => {
      isOver = true
      clearInterval(timer)
    }
    // Also whether the clock is in doubt, which it comes to be while an answer is shown.
  }, [isShown, isPoster, card?.cardId, isClockDoubtful])
  return (
    <SubPage title={tScan('desk.title')}>
      <section class="answer">
        {request && <FacilityOf code={request.facilityCode} />}
        {card ? (
          <>
            <CardOf card={card} cards={cards} onChoose={choose} />
            <p class="small">{tScan(isPoster ? 'desk.posterLead' : 'desk.lead')}</p>
            <p class="small">{tScan('desk.noted')}</p>
            <button type="button" class="primary" aria-disabled={action.isBusy} onClick={answer}>
              {tScan('desk.answer')}
            </button>
          </>
        ) : (
          <p>{tScan('desk.noCard')}</p>
        )}
        <div role="alert">{code?.state === 'gap' && <p class="mark">{t(`code.${code.gap}`)}</p>}</div>
        {action.error && <ErrorText code={action.error.code} />}
        <button type="button" class="plain" onClick={onAgain}>
          {tScan('scan.again')}
        </button>
      </section>
      {card && code?.state === 'rendered' && (
        <FullScreenCode card={card} code={code} isAnswer onClose={() => setCode(undefined)} />
      )}
    </SubPage>
  )
}

/** Which facility the code names, by the directory on this phone; that it is unknown is said as such. */
function FacilityOf({ code }: { code: string }) {
  const names = useFacilityNames()
  const name = names.find(code)
  const written = <strong {...verbatim}>{formatFacilityCode(code)}</strong>
  return (
    <div role="status">
      <p>
        {tScan('desk.facility')}{' '}
        {name === undefined ? (
          written
        ) : (
          <>
            <strong {...verbatim}>{name}</strong> ({written})
          </>
        )}
      </p>
      {names.state === 'missing' && <p class="mark">{tScan('desk.noDirectory')}</p>}
      {names.state === 'read' && name === undefined && <p class="mark">{tScan('desk.unknownFacility')}</p>}
    </div>
  )
}

type CardOfProps = { card: WalletCard; cards: readonly WalletCard[]; onChoose: (cardId: string) => void }

/** Whose card answers; a choice where there are several. */
function CardOf({ card, cards, onChoose }: CardOfProps) {
  if (cards.length < 2) {
    return (
      <p>
        <strong {...verbatim}>{card.face.fullName}</strong>
      </p>
    )
  }
  return (
    <label class="desk-whose">
      <span>{tScan('desk.whose')}</span>
      <select value={card.cardId} onChange={(event) => onChoose(event.currentTarget.value)}>
        {cards.map(({ cardId, label, face: { fullName } }) => (
          <option key={cardId} value={cardId} {...verbatim}>
            {label ?? fullName}
          </option>
        ))}
      </select>
    </label>
  )
}
