import { useEffect, useRef, useState } from 'preact/hooks'
import { PreRenderedCard, toPreRenderedCardProps } from '../../../card-view/pre-rendered-card.tsx'
import type { CardHandlers, CardSide } from '../../../card-view/shown.ts'
import type { CodeKind } from '../../../core/card/card-code.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { availableCodes, codeToShow } from '../../../wallet/presenting/code-to-show.ts'
import { useApp } from '../../app-state.ts'
import { lazyComponent } from '../../components/lazy-component.tsx'
import { askForReadyPage } from '../../service-worker/registration.ts'
import { keepQrCrisp } from './crisp-qr.ts'
import type { PreRenderedCode } from './pre-rendered-card.ts'
import type { Swiping } from './swipe-cards.ts'
import { useShownCode } from './use-card-code.ts'

const loadFullScreenCode = async () => (await import('./full-screen-code.tsx')).FullScreenCode
const loadSwiping = () => import('./swipe-cards.ts')
const FullScreenCode = lazyComponent(loadFullScreenCode)

/** A choice that cannot be stored still holds until the page is closed. */
async function storeChoice(db: WalletDatabase, choice: { cardId?: string; code?: CodeKind }): Promise<void> {
  const { saveChoice } = await import('../../../wallet/session/preferences.ts')
  await saveChoice(db, choice)
  await askForReadyPage()
}

/** The card screen with what makes it alive: fresh codes, the choices, and the full-screen code. */
export function CardPlace({
  card,
  preRendered,
}: {
  card: WalletCard
  preRendered?: PreRenderedCode | undefined
}) {
  const app = useApp()
  const { db, summary, rescue, t, language, online, now, isClockWrong, isClockDoubtful, preview } = app
  const time = { now, isDoubtful: isClockDoubtful }
  const [side, setSide] = useState<CardSide>('front')
  const [enlarged, setEnlarged] = useState(false)
  const kind = codeToShow(card, summary.chosenCode, time)
  const code = useShownCode(db, card, kind, preRendered)

  const hasChosen = useRef(false)
  const isOther = preRendered && (preRendered.cardId !== card.cardId || preRendered.kind !== kind)
  // The browser may have ended between keeping an earlier choice and rendering the ready page of it.
  useEffect(() => {
    if (isOther && !hasChosen.current) void askForReadyPage()
  }, [isOther])

  const size = code.state === 'rendered' ? code.size : undefined
  useEffect(() => {
    const box = document.querySelector('.code')
    return box && size !== undefined ? keepQrCrisp(box, size) : undefined
  }, [size])

  const choose = (choice: { cardId?: string; code?: CodeKind }) => {
    const { cardId, code: chosen } = choice
    hasChosen.current = true
    preview({ ...(cardId !== undefined && { chosenCardId: cardId }), ...(chosen && { chosenCode: chosen }) })
    if (db) storeChoice(db, choice).catch(() => {})
  }
  const { cards } = summary
  const at = cards.indexOf(card)
  const showCard = (cardId: string) => {
    setSide('front')
    choose({ cardId })
  }
  const swiping = useRef<Swiping>({ before: undefined, after: undefined, onShow: showCard })
  swiping.current = { before: cards[at - 1], after: cards[at + 1], onShow: showCard }
  const isFamily = cards.length > 1
  useEffect(() => {
    if (!isFamily) return undefined
    const started = loadSwiping().then(({ swipeCards }) => swipeCards(() => swiping.current))
    started.catch(() => {})
    return () => void started.then((stop) => stop()).catch(() => {})
  }, [isFamily])
  useEffect(() => {
    if (isFamily)
      loadSwiping().then(
        ({ showChosen }) => showChosen(),
        () => {},
      )
  }, [cards, at])
  const handlers: CardHandlers = {
    onTurn: () => setSide(side === 'front' ? 'back' : 'front'),
    onEnlarge: () => setEnlarged(true),
    onChooseKind: (chosen) => choose({ code: chosen }),
    onChooseCard: showCard,
  }
  const kinds = availableCodes(card, time)
  const clock = { now, isClockWrong, isClockDoubtful }
  const screen = { t, language, summary, card, kinds, kind, code, side, online, ...clock, rescue, handlers }
  return (
    <>
      <PreRenderedCard {...toPreRenderedCardProps(screen)} />
      {enlarged && code.state === 'rendered' && (
        <FullScreenCode card={card} code={code} onClose={() => setEnlarged(false)} />
      )}
    </>
  )
}
