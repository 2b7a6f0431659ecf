import { verbatim } from '../i18n/verbatim.ts'
import { CardHead, CardLines } from './bhyt-card.tsx'
import { CodePanel } from './code-panel.tsx'
import { Later } from './later.tsx'
import type { CardScreenProps, ShownCard, TranslateCard } from './shown.ts'

/** The card and its code: what opening the app shows. */
export function CardScreen(props: CardScreenProps) {
  const { t, language, cards, card, side, handlers, isReady } = props
  return (
    <>
      <Later isReady={isReady}>
        <h1 class="unseen" {...verbatim}>
          {t('card.heading', { name: card.face.fullName })}
        </h1>
      </Later>
      {cards.length > 1 && (
        <fieldset class="family strip">
          <Later isReady={isReady}>
            <legend class="unseen">{t('family.label')}</legend>
          </Later>
          {cards.map((each, index) => {
            const { cardId, label, face } = each
            const whose = describeWhose(t, each)
            const isShown = cardId === card.cardId
            return (
              <label key={cardId}>
                <input
                  type="radio"
                  name="card"
                  value={cardId}
                  checked={isShown}
                  onChange={() => handlers?.onChooseCard(cardId)}
                  aria-label={`${label ?? face.fullName}, ${whose}`}
                />
                <span {...verbatim}>
                  {label ?? shortName(face.fullName)}
                  {isShown && <small>{`${index + 1}/${cards.length}`}</small>}
                </span>
              </label>
            )
          })}
        </fieldset>
      )}
      <div class={card.face.fullName.length > oneLine ? 'pair long-name' : 'pair'}>
        <CardHead t={t} language={language} card={card} />
        <CodePanel {...props} />
        <Later isReady={isReady}>
          <CardLines t={t} language={language} card={card} side={side} onTurn={handlers?.onTurn} />
        </Later>
      </div>
    </>
  )
}

/** So many capitals fit into one line of the card on the narrowest phone. */
const oneLine = 18

const relations = ['self', 'child', 'spouse', 'parent'] as const

/** Whose card it is to the person who holds the phone, and whether anybody has signed it. */
function describeWhose(t: TranslateCard, { relation, origin }: ShownCard): string {
  const whose = t(`family.${relations.find((known) => known === relation) ?? 'other'}`)
  return origin === 'issued' ? whose : `${whose}, ${t('family.declared')}`
}

/** The last two parts of a Vietnamese name, by which a family tells its members apart. */
function shortName(fullName: string): string {
  return fullName.split(' ').slice(-2).join(' ')
}
