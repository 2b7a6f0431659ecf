import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'
import { coverSources } from '../../../core/rules/coverage.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { LawSource } from './law-source.tsx'

/** What to bring, and what to do when the network or an app fails. */
export function BringAlong({ face }: { face: CardFace }) {
  const number = parseBhytNumber(face.bhytNumber)
  return (
    <>
      <section aria-labelledby="bring">
        <h2 id="bring">{tBenefits('cover.bring')}</h2>
        <p>{tBenefits('cover.bringOne')}</p>
        <ul class="points">
          <li>{tBenefits('cover.bringIdentity')}</li>
          <li>{tBenefits('cover.bringCard')}</li>
          <li>{tBenefits('cover.bringNumber')}</li>
        </ul>
        <p>{tBenefits('cover.bringChild')}</p>
        <p>{tBenefits('cover.bringReferral')}</p>
        <p>{tBenefits('cover.bringEmergency')}</p>
        <p class="small">{tBenefits('cover.bringWallet')}</p>
        <LawSource source={coverSources.bring} />
      </section>
      <section aria-labelledby="failure">
        <h2 id="failure">{tBenefits('cover.failure')}</h2>
        <p>{tBenefits('cover.failureSay')}</p>
        <p class="address" {...verbatim}>
          {number.ok ? formatBhytNumber(number.value) : face.bhytNumber}
        </p>
        <p>{tBenefits('cover.failureMust')}</p>
        <p class="small">{tBenefits('cover.failureTruth')}</p>
        <LawSource source={coverSources.failure} />
      </section>
    </>
  )
}
