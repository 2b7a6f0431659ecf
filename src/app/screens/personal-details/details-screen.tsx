import { useState } from 'preact/hooks'
import type { IdentityReading } from '../../../core/qr/identity-card.ts'
import { today } from '../../../ui/browser/today.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { scanTexts, tScan } from '../../texts/scan-texts.ts'
import { CardPreview } from '../add-card/card-preview.tsx'
import { emptyNewCard, makeCard, type ReadyCard } from '../add-card/new-card.ts'
import '../scan/scan.css'
import { useDraft } from '../../forms/use-draft.ts'
import { DetailsFields } from './details-fields.tsx'
import { checkDetails, type DetailsForm, detailsOfDraft, emptyDetails, fillDetails } from './details-form.ts'

type DetailsScreenProps = { reading: IdentityReading; onAgain: () => void }

/** The personal details as an identity card filled them in, to be checked; and what they are good for now. */
export function DetailsScreen({ reading, onAgain }: DetailsScreenProps) {
  scanTexts.use()
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

  const addCard = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    const { number, fullName, dateOfBirth, sex } = form.values
    const validationErrors = checkDetails(form.values, today())
    if (validationErrors.number || validationErrors.fullName || validationErrors.dateOfBirth) return
    const values = { ...emptyNewCard, number, fullName, dateOfBirth }
    const card = makeCard(values, { sex: sex === 'male' || sex === 'female' ? sex : undefined })
    if (!card) return
    void draft.forget()
    setReady(card)
  }

  if (ready) return <CardPreview card={ready} notes={[]} onAgain={onAgain} />
  return (
    <SubPage title={tScan('details.title')}>
      <p>{tScan(form.undone ? 'details.leadEmpty' : 'details.lead')}</p>
      <form noValidate class="stack" onSubmit={addCard}>
        <DetailsFields form={form} onChange={setForm} ward={ward} onWard={setWard} isChecked={isChecked} />
        <div class="act">
          <button type="submit" class="primary">
            {tScan('details.addCard')}
          </button>
          <p class="small">{tScan('details.addCardHelp')}</p>
          <button type="button" class="plain" onClick={onAgain}>
            {tScan('scan.again')}
          </button>
        </div>
      </form>
    </SubPage>
  )
}
