import type { ComponentChildren } from 'preact'
import type { CardFace } from '../../../core/card/card.ts'
import { findAcceptance } from '../../../core/directory/acceptance.ts'
import type { Facility } from '../../../core/directory/facility.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { today } from '../../../ui/browser/today.ts'
import { useApp } from '../../app-state.ts'
import { CardChoice, type useCardChoice } from '../../components/card-choice.tsx'
import { tLookup } from '../../texts/lookup-texts.ts'
import { OpeningHours } from './opening-hours.tsx'
import { PaidHere } from './paid-here.tsx'

type BeforeGoingProps = { facility: Facility; choice: ReturnType<typeof useCardChoice> }

/**
 * What to know before going to this place, with this card, today: whether it takes the card, what the fund
 * pays, whether it is open, what to show at the desk. What is not known is said.
 */
export function BeforeGoing({ facility, choice }: BeforeGoingProps) {
  const { language } = useApp()
  const { card } = choice
  return (
    <section aria-labelledby="before-going">
      <h2 id="before-going">{tLookup('lookup.before', { date: writeDate(today(), language) })}</h2>
      <CardChoice {...choice} />
      <dl class="facts">
        <Said term={tLookup('lookup.accepts')}>
          <Accepts facility={facility} face={card?.face} />
        </Said>
        <Said term={tLookup('lookup.pays')}>
          <PaidHere facility={facility} card={card} />
        </Said>
        <Said term={tLookup('lookup.hours')}>
          {facility.hours ? <OpeningHours hours={facility.hours} /> : <p>{tLookup('lookup.open.unknown')}</p>}
        </Said>
        <Said term={tLookup('lookup.atDesk')}>
          <p>{tLookup('lookup.bringShort')}</p>
          <p>{tLookup(nameDesk(facility.takesLiveCode))}</p>
        </Said>
      </dl>
    </section>
  )
}

function Said({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Accepts({ facility, face }: { facility: Facility; face: CardFace | undefined }) {
  const { language } = useApp()
  const accepted = findAcceptance(facility, face ?? {}, today())
  const date = accepted === 'card-over' ? face?.validTo : face?.validFrom
  return (
    <>
      <p>
        <strong>
          {tLookup(`lookup.accepts.${accepted}`, { date: date ? writeDate(date, language) : '' })}
        </strong>
      </p>
      <p class="small">{tLookup('lookup.emergency')}</p>
    </>
  )
}

function nameDesk(takesLiveCode: boolean | undefined) {
  if (takesLiveCode === undefined) return 'lookup.desk.unknown' as const
  return takesLiveCode ? ('lookup.desk.yes' as const) : ('lookup.desk.no' as const)
}
