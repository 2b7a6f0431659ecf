import { writePosterCode } from '../../core/credential/desk.ts'
import { type TranslateDesk, translateDesk } from '../desk-texts.ts'
import type { FacilityDirectory } from '../facilities/facility-directory.ts'
import { QrCode } from './qr-code.tsx'

type PosterPanelProps = {
  readonly t: TranslateDesk
  readonly facility: string
  readonly directory: FacilityDirectory
}

/** The poster as it is printed: one code that never changes, in both languages. */
export function PosterPanel({ t, facility, directory }: PosterPanelProps) {
  const { vi, en } = translateDesk
  return (
    <section class="poster">
      <div class="poster-sheet">
        <h2>{vi('poster.title')}</h2>
        <p lang="en">{en('poster.title')}</p>
        <QrCode text={writePosterCode({ facilityCode: facility })} label={t('poster.title')} />
        <p class="poster-place">
          {directory.find(facility)?.name ?? ''} <strong>{facility}</strong>
        </p>
        <p>{vi('poster.how')}</p>
        <p lang="en">{en('poster.how')}</p>
      </div>
      <button type="button" class="plain" onClick={() => print()}>
        {t('poster.print')}
      </button>
    </section>
  )
}
