import { useMemo } from 'preact/hooks'
import { findOwnEmployers } from '../../../core/directory/own-employers.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeSpan } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { useHistories } from '../history/use-histories.ts'

/** Employers of the person's own history, which is on this phone: searching them asks nobody. */
export function OwnEmployers({ query, isAsked }: { query: string; isAsked: boolean }) {
  const { language } = useApp()
  const histories = useHistories()
  const people = histories.state === 'ready' ? histories.people : []
  const participation = people.find(({ relation }) => relation === 'self')?.history.participation
  const found = useMemo(() => findOwnEmployers(participation ?? [], query), [participation, query])
  if (found.length === 0) {
    if (!isAsked) return null
    return (
      <p role="status">
        {tLookup(histories.state === 'loading' ? 'lookup.loading' : 'lookup.employer.none')}
      </p>
    )
  }
  return (
    <section aria-labelledby="own-employers">
      <h2 id="own-employers">{tLookup('lookup.employer.own')}</h2>
      <dl class="facts">
        {found.map(({ name, from, to }) => (
          <div key={name}>
            <dt>{writeSpan(from, to, language)}</dt>
            <dd {...verbatim}>{name}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="/qua-trinh">{tLookup('lookup.employer.history')}</a>
      </p>
    </section>
  )
}
