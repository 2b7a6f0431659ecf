import { useState } from 'preact/hooks'
import { parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { BhytFields } from '../../../core/qr/bhyt-reading.ts'
import type { ReadingNote } from '../../../core/qr/reading-note.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { today } from '../../../ui/browser/today.ts'
import { ChoiceField } from '../../../ui/forms/choice-field.tsx'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { useApp } from '../../app-state.ts'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { scanTexts, tScan } from '../../texts/scan-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import '../scan/scan.css'
import { CardSaved } from './card-saved.tsx'
import {
  checkNewCard,
  emptyNewCard,
  groupNumber,
  makeCard,
  type NewCardStart,
  type NewCardValues,
  newCardOfDraft,
  relations,
} from './new-card.ts'
import { ReadingNotes } from './reading-notes.tsx'
import { type SaveOutcome, saveCard } from './save-card.ts'

type ManualEntryProps = { start?: NewCardStart; notes?: readonly ReadingNote<keyof BhytFields>[] }

/**
 * A card without a code, typed in. `start` is what a scanned code said that named no whole person, `notes`
 * what was odd about it.
 */
export function ManualEntryScreen({ start, notes = [] }: ManualEntryProps) {
  scanTexts.use()
  const { db, reload } = useApp()
  const { missing, isBarred } = useMissing('keep')
  const [values, setValues] = useState<NewCardValues>(start?.values ?? emptyNewCard)
  const [isChecked, setChecked] = useState(false)
  const [outcome, setOutcome] = useState<SaveOutcome>()
  const { isBusy, run } = useAction()
  const draft = useDraft('new-card', values, (before) => !start && setValues(newCardOfDraft(before)))
  const change = (part: Partial<NewCardValues>) => setValues({ ...values, ...part })
  const validationErrors = checkNewCard(values, today())

  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (isBarred) return
    setChecked(true)
    const card = makeCard(values, start && { known: start.known })
    if (!card || Object.keys(validationErrors).length > 0) {
      return focusFirstError(event.currentTarget)
    }
    run(async () => {
      const result = await saveCard(db, card, values.relation)
      setOutcome(result)
      if (result !== 'saved') return
      await draft.forget()
      await reload()
    })
  }

  if (outcome === 'saved') return <CardSaved name={values.fullName.trim()} />
  const group = groupNumber(values.number)
  return (
    <SubPage title={tScan('add.manualTitle')} up="/them-the">
      <MissingNotice missing={missing} />
      {start && <p class="notice">{tScan('add.noPerson')}</p>}
      <ReadingNotes notes={notes} />
      <form noValidate class="stack" onSubmit={save}>
        <TextField
          name="number"
          label={tScan('add.number')}
          value={values.number}
          onChange={(number) => change({ number })}
          autoCapitalize="characters"
          validationError={describeNumber(values.number)}
          isUrgent={isChecked || isSlip(values.number)}
          note={group && <p class="right">{tScan('bhyt.looksRight', { number: group })}</p>}
          help={tScan('add.numberHelp')}
        />
        <TextField
          name="fullName"
          label={tUi('details.fullName')}
          value={values.fullName}
          onChange={(fullName) => change({ fullName })}
          autoCapitalize="words"
          autoComplete="name"
          validationError={validationErrors.fullName && tUi(`field.${validationErrors.fullName}`)}
          isUrgent={isChecked}
          help={tScan('add.nameHelp')}
        />
        <TextField
          name="dateOfBirth"
          label={tUi('details.dateOfBirth')}
          value={values.dateOfBirth}
          onChange={(dateOfBirth) => change({ dateOfBirth })}
          inputMode="text"
          autoComplete="bday"
          validationError={validationErrors.dateOfBirth && tUi(`field.${validationErrors.dateOfBirth}`)}
          isUrgent={isChecked}
          help={tUi('details.dateHelp')}
        />
        <ChoiceField
          name="relation"
          legend={tScan('add.whose')}
          options={relations.map((value) => ({ value, text: tScan(`add.${value}`) }))}
          value={values.relation}
          onChange={(relation) => change({ relation })}
        />
        {outcome && typeof outcome === 'object' && <ErrorText code={outcome.error} />}
        {(outcome === 'issued_already' || outcome === 'too_many') && (
          <p class="notice" role="alert">
            {tScan(`add.${outcome}`)}
          </p>
        )}
        <p class="small">{tScan('add.selfDeclaredHelp')}</p>
        <div class="act">
          <button type="submit" class="primary" aria-disabled={isBarred || isBusy}>
            {tScan('add.save')}
          </button>
        </div>
        {!isBarred && <p class="small">{tScan('add.draftKept')}</p>}
      </form>
    </SubPage>
  )
}

function describeNumber(text: string): string | undefined {
  const number = parseBhytNumber(text)
  if (number.ok) return undefined
  return tScan(`bhyt.${number.error}`, { count: text.replace(/[\s.-]/g, '').length })
}

/** Wrong whatever is still to come, so it is said while typing. */
function isSlip(text: string): boolean {
  const number = parseBhytNumber(text)
  if (number.ok || text.trim() === '') return false
  return number.error !== 'wrong_length' || text.replace(/[\s.-]/g, '').length > 15
}
