import { findRowOf } from '../../../core/directory/care-place.ts'
import type { Facility } from '../../../core/directory/facility.ts'
import { findCoverage, readShare } from '../../../core/rules/coverage.ts'
import { today } from '../../../ui/browser/today.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { LawSource } from '../benefits/law-source.tsx'
import { readLevel } from '../benefits/read-level.ts'

/**
 * What the fund pays at a facility for whoever goes there today with a card, with the law; what is not known
 * is said.
 */
export function PaidHere({ facility, card }: { facility: Facility; card: WalletCard | undefined }) {
  if (!card) return <p>{tLookup('lookup.noCard')}</p>
  const table = findCoverage(today(), { livingArea: card.face.livingArea }) ?? []
  const row = findRowOf(facility, card.face.facilityCode, table)
  const level = readLevel(card.face)
  const percent = (care: 'outpatient' | 'inpatient') => (row && level ? readShare(row, care, level) : 0)
  return (
    <>
      {!row && <p>{tLookup('lookup.levelUnknown')}</p>}
      {row?.outpatient === 100 && <p>{tLookup('lookup.full')}</p>}
      {row && !level && <p>{tLookup('lookup.shareUnknown')}</p>}
      {row && level && (
        <ul class="points">
          <li>
            {row.outpatient === 0
              ? tLookup('lookup.outpatientNone')
              : tLookup('lookup.outpatient', { percent: percent('outpatient') })}
          </li>
          <li>{tLookup('lookup.inpatient', { percent: percent('inpatient') })}</li>
        </ul>
      )}
      {row && <LawSource source={row.sources} />}
      <p>
        <a href="/tien-ich/quyen-loi">{tLookup('lookup.table')}</a>
      </p>
    </>
  )
}
