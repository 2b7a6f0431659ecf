import { useState } from 'preact/hooks'
import { BhytCard } from '../../../card-view/bhyt-card.tsx'
import type { CardSide } from '../../../card-view/shown.ts'
import type { BhytFields } from '../../../core/qr/bhyt-reading.ts'
import type { ReadingNote } from '../../../core/qr/reading-note.ts'
import type { Relation } from '../../../core/snapshot/snapshot.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { ChoiceField } from '../../../ui/forms/choice-field.tsx'
import { useApp } from '../../app-state.ts'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { scanTexts, tScan } from '../../texts/scan-texts.ts'
import '../scan/scan.css'
import { CardSaved } from './card-saved.tsx'
import type { ReadyCard } from './new-card.ts'
import { relations } from './new-card.ts'
import { ReadingNotes } from './reading-notes.tsx'
import { type SaveOutcome, saveCard } from './save-card.ts'

type CardPreviewProps = {
  card: ReadyCard
  notes: readonly ReadingNote<keyof BhytFields>[]
  onAgain: () => void
}

/** A card as it will be in the wallet, before it is added: nothing is stored until the person says so. */
export function CardPreview({ card, notes, onAgain }: CardPreviewProps) {
  scanTexts.use()
  const { db, t, language, now, reload } = useApp()
  const { missing, isBarred } = useMissing('keep')
  const [side, setSide] = useState<CardSide>('front')
  const [relation, setRelation] = useState<Relation>('self')
  const { isBusy: isSaving, run } = useAction()
  const [outcome, setOutcome] = useState<SaveOutcome>()
  const { face } = card

  const save = async () => {
    const result = await saveCard(db, card, relation)
    setOutcome(result)
    if (result === 'saved') await reload()
  }

  if (outcome === 'saved') return <CardSaved name={face.fullName} />
  const shown = { cardId: '~', origin: 'self-declared', face, updatedAt: now } as const
  return (
    <SubPage title={tScan('add.preview')}>
      <MissingNotice missing={missing} />
      <BhytCard
        t={t}
        language={language}
        card={shown}
        side={side}
        onTurn={() => setSide(side === 'front' ? 'back' : 'front')}
      />
      <ReadingNotes notes={notes} />
      <p class="small">{tScan('add.selfDeclaredHelp')}</p>
      <ChoiceField
        name="relation"
        legend={tScan('add.whose')}
        options={relations.map((value) => ({ value, text: tScan(`add.${value}`) }))}
        value={relation}
        onChange={setRelation}
      />
      {outcome && typeof outcome === 'object' && <ErrorText code={outcome.error} />}
      {(outcome === 'issued_already' || outcome === 'too_many') && (
        <p class="notice" role="alert">
          {tScan(`add.${outcome}`)}
        </p>
      )}
      <div class="act">
        <button
          type="button"
          class="primary"
          aria-disabled={isSaving || isBarred}
          onClick={() => !isBarred && run(save)}
        >
          {tScan(isSaving ? 'add.saving' : 'add.save')}
        </button>
        <button type="button" class="plain" onClick={onAgain}>
          {tScan('scan.again')}
        </button>
      </div>
    </SubPage>
  )
}
