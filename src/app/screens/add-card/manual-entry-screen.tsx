import { useState } from 'preact/hooks'
import { parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { BhytFields } from '../../../core/qr/bhyt-reading.ts'
import type { ReadingNote } from '../../../core/qr/reading-note.ts'
import { today } from '../../../ui/browser/today.ts'
import { useApp } from '../../app-state.ts'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { focusFirstDefect } from '../../forms/focus-first-error.ts'
import { ChoiceField, TextField } from '../../forms/text-field.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { sayScan, scanTexts } from '../../texts/scan-texts.ts'
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

/** A card without a code, typed in. `start` is what a scanned code said that named no whole person, `notes` what was odd about it. */
export function ManualEntryScreen({ start, notes = [] }: ManualEntryProps) {
  scanTexts.use()
  const { db, reload } = useApp()
  const { missing, isBarred } = useMissing('keep')
  const [values, setValues] = useState<NewCardValues>(start?.values ?? emptyNewCard)
  const [isChecked, setChecked] = useState(false)
  const [outcome, setOutcome] = useState<SaveOutcome>()
  const draft = useDraft('new-card', values, (before) => !start && setValues(newCardOfDraft(before)))
  const change = (part: Partial<NewCardValues>) => setValues({ ...values, ...part })
  const defects = checkNewCard(values, today())

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBarred) return
    setChecked(true)
    const card = makeCard(values, start && { known: start.known })
    if (!card || Object.keys(defects).length > 0) {
      return focusFirstDefect(event.currentTarget)
    }
    const result = await saveCard(db, card, values.relation)
    setOutcome(result)
    if (result !== 'saved') return
    await draft.forget()
    await reload()
  }

  if (outcome === 'saved') return <CardSaved name={values.fullName.trim()} />
  const group = groupNumber(values.number)
  return (
    <SubPage title={sayScan('add.manualTitle')} up="/them-the">
      <MissingNotice missing={missing} />
      {start && <p class="notice">{sayScan('add.noPerson')}</p>}
      <ReadingNotes notes={notes} />
      <form noValidate class="stack" onSubmit={(event) => void save(event)}>
        <TextField
          name="number"
          label={sayScan('add.number')}
          value={values.number}
          onChange={(number) => change({ number })}
          autoCapitalize="characters"
          defect={describeNumber(values.number)}
          isUrgent={isChecked || isSlip(values.number)}
          note={group && <p class="right">{sayScan('bhyt.looksRight', { number: group })}</p>}
          help={sayScan('add.numberHelp')}
        />
        <TextField
          name="fullName"
          label={sayScan('details.fullName')}
          value={values.fullName}
          onChange={(fullName) => change({ fullName })}
          autoCapitalize="words"
          autoComplete="name"
          defect={defects.fullName && sayScan(`field.${defects.fullName}`)}
          isUrgent={isChecked}
          help={sayScan('add.nameHelp')}
        />
        <TextField
          name="dateOfBirth"
          label={sayScan('details.dateOfBirth')}
          value={values.dateOfBirth}
          onChange={(dateOfBirth) => change({ dateOfBirth })}
          inputMode="text"
          autoComplete="bday"
          defect={defects.dateOfBirth && sayScan(`field.${defects.dateOfBirth}`)}
          isUrgent={isChecked}
          help={sayScan('details.dateHelp')}
        />
        <ChoiceField
          name="relation"
          legend={sayScan('add.whose')}
          options={relations.map((value) => ({ value, text: sayScan(`add.${value}`) }))}
          value={values.relation}
          onChange={(relation) => change({ relation })}
        />
        {outcome && typeof outcome === 'object' && <ErrorText code={outcome.fault} />}
        {(outcome === 'issued_already' || outcome === 'too_many') && (
          <p class="notice" role="alert">
            {sayScan(`add.${outcome}`)}
          </p>
        )}
        <p class="small">{sayScan('add.selfDeclaredHelp')}</p>
        <div class="act">
          <button type="submit" class="primary" aria-disabled={isBarred}>
            {sayScan('add.save')}
          </button>
        </div>
        {!isBarred && <p class="small">{sayScan('add.draftKept')}</p>}
      </form>
    </SubPage>
  )
}

function describeNumber(text: string): string | undefined {
  const number = parseBhytNumber(text)
  if (number.ok) return undefined
  return sayScan(`bhyt.${number.error}`, { count: text.replace(/[\s.-]/g, '').length })
}

/** Wrong whatever is still to come, so it is said while typing. */
function isSlip(text: string): boolean {
  const number = parseBhytNumber(text)
  if (number.ok || text.trim() === '') return false
  return number.error !== 'wrong_length' || text.replace(/[\s.-]/g, '').length > 15
}
