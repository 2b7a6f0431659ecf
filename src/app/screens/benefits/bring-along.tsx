import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'
import { coverSources } from '../../../core/rules/coverage.ts'
import { sayCover } from '../../texts/cover-texts.ts'
import { LawSource } from './law-source.tsx'

/** What to bring, and what to do when the network or an app fails. */
export function BringAlong({ face }: { face: CardFace }) {
  const number = parseBhytNumber(face.bhytNumber)
  return (
    <>
      <section aria-labelledby="bring">
        <h2 id="bring">{sayCover('cover.bring')}</h2>
        <p>{sayCover('cover.bringOne')}</p>
        <ul class="points">
          <li>{sayCover('cover.bringIdentity')}</li>
          <li>{sayCover('cover.bringCard')}</li>
          <li>{sayCover('cover.bringNumber')}</li>
        </ul>
        <p>{sayCover('cover.bringChild')}</p>
        <p>{sayCover('cover.bringReferral')}</p>
        <p>{sayCover('cover.bringEmergency')}</p>
        <p class="small">{sayCover('cover.bringWallet')}</p>
        <LawSource source={coverSources.bring} />
      </section>
      <section aria-labelledby="failure">
        <h2 id="failure">{sayCover('cover.failure')}</h2>
        <p>{sayCover('cover.failureSay')}</p>
        <p class="address">{number.ok ? formatBhytNumber(number.value) : face.bhytNumber}</p>
        <p>{sayCover('cover.failureMust')}</p>
        <p class="small">{sayCover('cover.failureTruth')}</p>
        <LawSource source={coverSources.failure} />
      </section>
    </>
  )
}
