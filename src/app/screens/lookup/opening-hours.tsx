import { findOpening } from '../../../core/directory/opening-hours.ts'
import { useApp } from '../../app-state.ts'
import { tLookup } from '../../texts/lookup-texts.ts'

/** Whether a place is open now, and its hours; hours that cannot be reckoned with are shown as they are. */
export function OpeningHours({ hours }: { hours: string }) {
  const { now } = useApp()
  const opening = findOpening(hours, now)
  if (!opening) return <p>{hours}</p>
  const time = (opening.isOpen ? opening.until : opening.opensAt) ?? ''
  const key = opening.isOpen ? (time ? 'until' : 'always') : time ? 'later' : 'closed'
  return (
    <>
      <p>
        <strong>{tLookup(`lookup.open.${key}`, { time })}</strong>
      </p>
      <p class="small">{tLookup('lookup.open.days', { hours: nameDays(hours) })}</p>
    </>
  )
}

/** Hours that `findOpening` can read, with the days as the language calls them. */
function nameDays(hours: string): string {
  return hours.replace(/T2|T3|T4|T5|T6|T7|CN/g, (day) => {
    const known = (['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const).find((each) => each === day)
    return known ? tLookup(`lookup.day.${known}`) : day
  })
}
