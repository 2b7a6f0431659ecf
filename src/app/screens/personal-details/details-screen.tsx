import { useState } from 'preact/hooks'
import type { IdentityReading } from '../../../core/card/identity-card.ts'
import { WardChoice } from '../../addresses/ward-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { CardPreview } from '../add-card/card-preview.tsx'
import { emptyNewCard, makeCard, type ReadyCard } from '../add-card/new-card.ts'
import { today } from '../scan/scan-grammar.ts'
import { sayScan, useScanTexts } from '../scan/scan-texts.ts'
import '../scan/scan.css'
import {
  changeField,
  checkDetails,
  type DetailsField,
  type DetailsForm,
  detailsOfDraft,
  emptyDetails,
  fillDetails,
  undoFilling,
} from './details-form.ts'
import { ChoiceField, TextField } from './text-field.tsx'
import { useDraft } from './use-draft.ts'

type DetailsScreenProps = { reading: IdentityReading; onAgain: () => void }

/** The personal details as an identity card filled them in, to be checked; and what they are good for now. */
export function DetailsScreen({ reading, onAgain }: DetailsScreenProps) {
  useScanTexts()
  const [form, setForm] = useState<DetailsForm>(() => fillDetails(emptyDetails, reading))
  const [ward, setWard] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [ready, setReady] = useState<ReadyCard>()
  const draft = useDraft('personal-details', form.values, (before) =>
    // what was typed before the scan comes back when the filling in is undone
    setForm((now) =>
      now.before === emptyDetails.values ? fillDetails(detailsOfDraft(before), reading) : now,
    ),
  )
  const defects = checkDetails(form.values, today())
  const change = (field: DetailsField) => (value: string) => setForm(changeField(form, field, value))

  if (ready) return <CardPreview card={ready} notes={[]} onAgain={onAgain} />

  const addCard = () => {
    setChecked(true)
    const { number, fullName, dateOfBirth, sex } = form.values
    if (defects.number || defects.fullName || defects.dateOfBirth) return
    const values = { ...emptyNewCard, number, fullName, dateOfBirth }
    const card = makeCard(values, { sex: sex === 'male' || sex === 'female' ? sex : undefined })
    if (!card) return
    void draft.forget()
    setReady(card)
  }

  const shared = (field: DetailsField) => ({
    name: field,
    label: sayScan(`details.${field}`),
    isFilled: form.filled.has(field),
    note: <FieldNotes form={form} field={field} />,
    defect: defects[field] && sayScan(`field.${defects[field]}`),
    isUrgent: isChecked,
  })
  const text = (field: DetailsField) => ({
    ...shared(field),
    value: form.values[field],
    onChange: change(field),
  })
  return (
    <SubPage title={sayScan('details.title')}>
      <p>{sayScan(form.undone ? 'details.leadEmpty' : 'details.lead')}</p>
      <FillBar form={form} onChange={setForm} />
      <form noValidate class="stack" onSubmit={(event) => event.preventDefault()}>
        <TextField {...text('number')} inputMode="numeric" />
        <TextField {...text('fullName')} autoCapitalize="words" autoComplete="name" />
        <TextField {...text('dateOfBirth')} autoComplete="bday" help={sayScan('details.dateHelp')} />
        <ChoiceField
          name="sex"
          legend={sayScan('details.sex')}
          options={(['male', 'female'] as const).map((value) => ({
            value,
            text: sayScan(`details.${value}`),
          }))}
          value={form.values.sex === 'male' || form.values.sex === 'female' ? form.values.sex : ''}
          onChange={change('sex')}
          isFilled={form.filled.has('sex')}
        >
          <FieldNotes form={form} field="sex" />
        </ChoiceField>
        <TextField {...text('address')} rows={3} autoComplete="street-address" />
        <WardChoice address={form.values.address} ward={ward} onChoose={setWard} />
        <div class="act">
          <button type="button" class="primary" onClick={addCard}>
            {sayScan('details.addCard')}
          </button>
          <p class="small">{sayScan('details.addCardHelp')}</p>
          <button type="button" class="plain" onClick={onAgain}>
            {sayScan('scan.again')}
          </button>
        </div>
      </form>
    </SubPage>
  )
}

/** One tap takes out what the code filled in, one more puts it back. */
function FillBar({ form, onChange }: { form: DetailsForm; onChange: (form: DetailsForm) => void }) {
  const { undone } = form
  if (undone) {
    return (
      <div class="fill-bar">
        <p role="status">{sayScan('details.undone')}</p>
        <button type="button" class="plain" onClick={() => onChange(undone)}>
          {sayScan('details.redo')}
        </button>
      </div>
    )
  }
  if (!form.before) return null
  return (
    <div class="fill-bar">
      <button type="button" class="plain" onClick={() => onChange(undoFilling(form))}>
        {sayScan('details.undo')}
      </button>
    </div>
  )
}

function FieldNotes({ form, field }: { form: DetailsForm; field: DetailsField }) {
  const notes = form.notes.filter((note) => note.field === field)
  return (
    <>
      {notes.map(({ code }) => (
        <p key={code} class="mark">
          {sayScan(`note.${code}`)}
        </p>
      ))}
    </>
  )
}
