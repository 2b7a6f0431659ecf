import { useState } from 'preact/hooks'
import { isFacilityCode } from '../../core/qr/bhyt-qr-text.ts'
import { Modal } from '../../ui/components/modal.tsx'
import type { TranslateDesk } from '../desk-texts.ts'
import { describeDirectory } from '../facilities/describe-directory.ts'
import type { FacilityDirectory } from '../facilities/facility-directory.ts'

type FacilityDialogProps = {
  readonly t: TranslateDesk
  readonly directory: FacilityDirectory
  readonly onChoose: (code: string) => void
  readonly onClose: () => void
}

const MOST = 8

/** Chooses where the desk stands: by name, or by a code that the list need not know. */
export function FacilityDialog({ t, directory, onChoose, onClose }: FacilityDialogProps) {
  const [text, setText] = useState('')
  const code = text.trim().toUpperCase()
  const found = directory.search(text, MOST)
  const isUnknown = isFacilityCode(code) && !directory.find(code)
  const isMalformed = found.length === 0 && !isUnknown && /^\d/.test(code) && code.length >= 5
  return (
    <Modal class="sheet facility-dialog" labelledBy="facility-title" onClose={onClose}>
      <h2 id="facility-title">{t('facility.choose')}</h2>
      <label class="scan-field">
        <span>{t('facility.search')}</span>
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div role="status">
        {isMalformed && <p class="verdict-note">{t('facility.malformed')}</p>}
        {isUnknown && <p class="verdict-note">{t('facility.unknown', { code })}</p>}
      </div>
      {isUnknown && (
        <button type="button" class="plain" onClick={() => onChoose(code)}>
          {t('facility.use', { code })}
        </button>
      )}
      {found.length > 0 && (
        <ul class="facility-list" aria-label={t('facility.found')}>
          {found.map((facility) => (
            <li key={facility.code}>
              <button type="button" class="plain" onClick={() => onChoose(facility.code)}>
                <strong>{facility.code}</strong> {facility.name}, {facility.place}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{describeDirectory(directory, t)}</p>
      <button type="button" class="plain" onClick={onClose}>
        {t('desk.close')}
      </button>
    </Modal>
  )
}
