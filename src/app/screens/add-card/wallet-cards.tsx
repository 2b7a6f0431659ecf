import { useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import {
  removeSelfDeclaredCard,
  renameCard,
  reorderCards,
  restoreCard,
} from '../../../wallet/cards/self-declared-cards.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { useApp } from '../../app-state.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tScan } from '../../texts/scan-texts.ts'
import { updateReadyPage } from '../../wallet/update-ready-page.ts'

/** The cards of the wallet: their order, their names, and the way out for those that the person declared. */
export function WalletCards() {
  const { db, summary, reload } = useApp()
  const [removed, setRemoved] = useState<WalletCard>()
  const [said, setSaid] = useState('')
  const [error, setError] = useState<ErrorCode>()

  const run = async (work: (db: WalletDatabase) => Promise<void>) => {
    if (!db) return setError('storage_unavailable')
    try {
      await work(db)
      await updateReadyPage(db)
      await reload()
      setError(undefined)
    } catch (error) {
      setError(errorCodeOf(error))
    }
  }
  const move = (card: WalletCard, by: 1 | -1) =>
    run(async (open) => {
      const ids = summary.cards.map(({ cardId }) => cardId)
      const from = ids.indexOf(card.cardId)
      ids.splice(from, 1)
      ids.splice(from + by, 0, card.cardId)
      await reorderCards(open, ids)
      setSaid(tScan('mine.moved', { name: nameOf(card), place: from + by + 1 }))
    })
  const remove = (card: WalletCard) =>
    run(async (open) => {
      setRemoved(await removeSelfDeclaredCard(open, card.cardId))
      setSaid('')
    })
  const restore = (card: WalletCard) =>
    run(async (open) => {
      await restoreCard(open, card)
      setRemoved(undefined)
    })

  return (
    <section class="mine" aria-labelledby="mine-title">
      <h2 id="mine-title">{tScan('mine.title')}</h2>
      {summary.cards.length === 0 && !removed && <p>{tScan('mine.empty')}</p>}
      <ol>
        {summary.cards.map((card, at) => (
          <CardRow
            key={card.cardId}
            card={card}
            isFirst={at === 0}
            isLast={at === summary.cards.length - 1}
            onMove={(by) => void move(card, by)}
            onRemove={() => void remove(card)}
            onRename={(label) => void run((open) => renameCard(open, card.cardId, label))}
          />
        ))}
      </ol>
      <div role="status">
        {removed && (
          <div class="notice undo">
            <p>{tScan('mine.removed', { name: nameOf(removed) })}</p>
            <button type="button" class="plain" onClick={() => void restore(removed)}>
              {tScan('mine.undo')}
            </button>
          </div>
        )}
        {said !== '' && <p class="unseen">{said}</p>}
      </div>
      {error && <ErrorText code={error} />}
    </section>
  )
}

type CardRowProps = {
  card: WalletCard
  isFirst: boolean
  isLast: boolean
  onMove: (by: 1 | -1) => void
  onRemove: () => void
  onRename: (label: string) => void
}

function CardRow({ card, isFirst, isLast, onMove, onRemove, onRename }: CardRowProps) {
  const [label, setLabel] = useState(card.label ?? '')
  const name = nameOf(card)
  const number = parseBhytNumber(card.face.bhytNumber)
  const isOwn = card.origin === 'self-declared'
  return (
    <li>
      <p class="mine-name" {...verbatim}>
        {name}
      </p>
      <p class="small">
        <span {...verbatim}>{number.ok ? formatBhytNumber(number.value) : card.face.bhytNumber}</span>
        {' · '}
        {tScan(isOwn ? 'mine.selfDeclared' : 'mine.issued')}
      </p>
      <details>
        <summary aria-label={tScan('mine.edit', { name })}>{tScan('mine.change')}</summary>
        <div class="stack" onFocusOut={() => label !== (card.label ?? '') && onRename(label)}>
          <TextField
            name={`label-${card.cardId}`}
            label={tScan('mine.rename')}
            value={label}
            onChange={setLabel}
            help={tScan('mine.renameHelp')}
          />
        </div>
        <div class="mine-acts">
          <button
            type="button"
            class="plain"
            aria-disabled={isFirst}
            aria-label={tScan('mine.upOf', { name })}
            onClick={() => !isFirst && onMove(-1)}
          >
            {tScan('mine.up')}
          </button>
          <button
            type="button"
            class="plain"
            aria-disabled={isLast}
            aria-label={tScan('mine.downOf', { name })}
            onClick={() => !isLast && onMove(1)}
          >
            {tScan('mine.down')}
          </button>
          {isOwn && (
            <button
              type="button"
              class="plain"
              aria-label={tScan('mine.removeOf', { name })}
              onClick={onRemove}
            >
              {tScan('mine.remove')}
            </button>
          )}
        </div>
        {!isOwn && <p class="small">{tScan('mine.issuedStay')}</p>}
      </details>
    </li>
  )
}

function nameOf({ label, face }: WalletCard): string {
  return label ?? face.fullName
}
