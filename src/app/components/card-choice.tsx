import { useState } from 'preact/hooks'
import { verbatim } from '../../i18n/verbatim.ts'
import type { WalletCard } from '../../wallet/cards/wallet-card.ts'
import { cardToShow } from '../../wallet/presenting/code-to-show.ts'
import { useApp } from '../app-state.ts'
import { tBenefits } from '../texts/benefits-texts.ts'

/** Whose card it is: the person's own name for it, else the name on it. */
export function nameCard({ label, face, origin }: WalletCard): string {
  const name = label ?? face.fullName
  return origin === 'self-declared' ? tBenefits('cover.selfDeclared', { name }) : name
}

/** The card that a screen is about: the one of the card screen until another is chosen here. */
export function useCardChoice() {
  const { summary } = useApp()
  const [chosen, choose] = useState(() => cardToShow(summary)?.cardId)
  const card = summary.cards.find(({ cardId }) => cardId === chosen) ?? summary.cards[0]
  return { card, cards: summary.cards, choose }
}

/** The choice itself; nothing where there is nothing to choose. */
export function CardChoice({ card, cards, choose }: ReturnType<typeof useCardChoice>) {
  if (cards.length < 2) return null
  return (
    <label class="pick">
      <span>{tBenefits('cover.whose')}</span>
      <select value={card?.cardId} onChange={(event) => choose(event.currentTarget.value)}>
        {cards.map((each) => (
          <option key={each.cardId} {...verbatim} value={each.cardId}>
            {nameCard(each)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What stands in for a screen about cards when the wallet has none. */
export function NoCards() {
  return (
    <div class="empty report-form">
      <p>{tBenefits('cover.noCards')}</p>
      <a class="primary" href="/them-the">
        {tBenefits('cover.addCard')}
      </a>
    </div>
  )
}
