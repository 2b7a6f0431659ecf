import { useEffect, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeMoment } from '../../../i18n/written-forms.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import {
  forgetPresentations,
  listPresentations,
  type StoredPresentation,
} from '../../../wallet/presenting/presentations.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import {
  type FacilityNames,
  formatFacilityCode,
  useFacilityNames,
} from '../../directory/use-facility-names.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tScan } from '../../texts/scan-texts.ts'
import './presentations.css'

/** Where codes were held out to desks: kept, read and deleted on this device alone. */
export function PresentationsScreen() {
  const { db } = useApp()
  const [list, setList] = useState<readonly StoredPresentation[]>()
  const [error, setError] = useState<ErrorCode>()
  const names = useFacilityNames()
  const [isSure, setSure] = useState(false)
  const [said, setSaid] = useState('')
  const action = useAction()
  const load = async () => {
    if (!db) return setError('storage_unavailable')
    setError(undefined)
    await listPresentations(db).then(setList, (cause) => setError(errorCodeOf(cause)))
  }
  useEffect(() => void load(), [db])
  const forget = (id?: string) =>
    action.run(async () => {
      if (!db) return
      await forgetPresentations(db, id)
      setSure(false)
      setSaid(tScan(id === undefined ? 'shown.cleared' : 'shown.deleted'))
      await load()
    })
  const fault = error ?? action.error?.code
  return (
    <SubPage title={tScan('shown.title')} up="/tien-ich">
      <p>{tScan('shown.lead')}</p>
      <p role="status">{said}</p>
      {fault && <ErrorText code={fault} />}
      {error && (
        <button type="button" class="plain" onClick={() => void load()}>
          {tScan('shown.retry')}
        </button>
      )}
      {list?.length === 0 && <p class="empty">{tScan('shown.empty')}</p>}
      {list && list.length > 0 && (
        <ol class="presentations">
          {list.map((each) => (
            <PresentationRow key={each.id} {...{ names, ...each }} onDelete={() => forget(each.id)} />
          ))}
        </ol>
      )}
      {(error || (list && list.length > 0)) && db && (
        <div class="presentations-clear">
          {isSure ? (
            <>
              <p>{tScan('shown.clearAsk')}</p>
              <button type="button" class="plain danger" onClick={() => forget()}>
                {tScan('shown.clearYes')}
              </button>
              <button type="button" class="plain" onClick={() => setSure(false)}>
                {tScan('shown.clearNo')}
              </button>
            </>
          ) : (
            <button type="button" class="plain danger" onClick={() => setSure(true)}>
              {tScan('shown.clear')}
            </button>
          )}
        </div>
      )}
    </SubPage>
  )
}

type PresentationRowProps = StoredPresentation & { names: FacilityNames; onDelete: () => void }

/** One time: when, where as far as it is known, how, and whose card. */
function PresentationRow({ at, cardId, mode, facilityCode, names, onDelete }: PresentationRowProps) {
  const { summary, language } = useApp()
  const moment = writeMoment(at, language)
  const card = summary.cards.find((each) => each.cardId === cardId)
  const name = facilityCode === undefined ? undefined : names.find(facilityCode)
  return (
    <li>
      <p class="said">{moment}</p>
      {facilityCode === undefined ? (
        <p>{tScan('shown.noFacility')}</p>
      ) : (
        <p {...verbatim}>
          {name === undefined
            ? tScan('shown.code', { code: formatFacilityCode(facilityCode) })
            : `${name} (${formatFacilityCode(facilityCode)})`}
        </p>
      )}
      <p class="small">{tScan(`shown.mode.${mode}`)}</p>
      <p class="small" {...(card && verbatim)}>
        {card ? (card.label ?? card.face.fullName) : tScan('shown.cardGone')}
      </p>
      <button
        type="button"
        class="plain"
        aria-label={tScan('shown.deleteOf', { time: moment })}
        onClick={onDelete}
      >
        {tScan('shown.delete')}
      </button>
    </li>
  )
}
