import { BhytCard } from './bhyt-card.tsx'
import { CodePanel } from './code-panel.tsx'
import type { CardScreenProps } from './shown.ts'

/** The card and its code: what opening the app shows. */
export function CardScreen(props: CardScreenProps) {
  const { t, language, cards, card, side, handlers } = props
  return (
    <>
      <h1 class="unseen">{t('card.heading', { name: card.face.fullName })}</h1>
      {cards.length > 1 && (
        <fieldset class="family">
          <legend class="unseen">{t('family.label')}</legend>
          {cards.map(({ cardId, label, face }) => (
            <label key={cardId}>
              <input
                type="radio"
                name="card"
                value={cardId}
                checked={cardId === card.cardId}
                onChange={() => handlers?.onChooseCard(cardId)}
                aria-label={label ?? face.fullName}
              />
              <span>{label ?? shortName(face.fullName)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="pair">
        <BhytCard t={t} language={language} card={card} side={side} onTurn={handlers?.onTurn} />
        <CodePanel {...props} />
      </div>
    </>
  )
}

/** The last two parts of a Vietnamese name, by which a family tells its members apart. */
function shortName(fullName: string): string {
  return fullName.split(' ').slice(-2).join(' ')
}
