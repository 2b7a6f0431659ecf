import { useMemo, useState } from 'preact/hooks'
import type { MonthSpan } from '../../../core/snapshot/insurance-months.ts'
import { prepareSearch, searchHistory } from '../../../core/snapshot/search-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { Choice } from './choice.tsx'
import type { Viewing } from './insurance-details.tsx'
import type { InsuranceSection } from './insurance-sections.ts'
import { gapsOf, groupParticipation, stateOf, takeRows } from './participation-rows.ts'
import { ParticipationTable } from './participation-table.tsx'
import { ParticipationTimeline } from './participation-timeline.tsx'
import { SearchField, worthSearching } from './search-field.tsx'
import { useGradual } from './use-gradual.ts'

type ListProps = {
  section: InsuranceSection
  spans: readonly MonthSpan[]
  viewing: Viewing
  onView: (viewing: Viewing) => void
}

/** The times of one insurance, as the person wants to see them. */
export function ParticipationList({ section: { kind, periods }, spans, viewing, onView }: ListProps) {
  const { language } = useApp()
  const [query, setQuery] = useState('')
  const hasEmployers = periods.some(({ employer }) => employer !== undefined)
  const by = hasEmployers ? viewing.by : 'year'
  const index = useMemo(
    () =>
      prepareSearch(
        { participation: periods, benefits: [], visits: [] },
        { period: (period) => sayHistory(`months.${stateOf(period)}`) },
      ),
    [periods, language],
  )
  const groups = useMemo(() => {
    // A gap between what was found would be none.
    const isSearching = query.trim() !== ''
    const found = isSearching ? searchHistory(index, query).participation : periods
    return groupParticipation(found, isSearching ? [] : gapsOf(spans, kind), by)
  }, [index, query, spans, by])
  const total = groups.reduce((count, { rows }) => count + rows.length, 0)
  const shown = takeRows(groups, useGradual(total, groups))
  return (
    <>
      {periods.length > 1 && (
        <div class="controls">
          {hasEmployers && (
            <Choice
              name={`by-${kind}`}
              legend={sayHistory('participation.groupBy')}
              options={[
                ['employer', sayHistory('participation.byEmployer')],
                ['year', sayHistory('participation.byYear')],
              ]}
              value={by}
              onChoose={(chosen) => onView({ ...viewing, by: chosen })}
            />
          )}
          <Choice
            name={`as-${kind}`}
            legend={sayHistory('participation.view')}
            options={[
              ['timeline', sayHistory('participation.asTimeline')],
              ['table', sayHistory('participation.asTable')],
            ]}
            value={viewing.as}
            onChoose={(chosen) => onView({ ...viewing, as: chosen })}
          />
        </div>
      )}
      {periods.length > worthSearching && (
        <SearchField
          label={sayHistory('search.participation')}
          query={query}
          found={total}
          onQuery={setQuery}
        />
      )}
      {viewing.as === 'timeline' ? (
        <ParticipationTimeline groups={shown} />
      ) : (
        <ParticipationTable groups={shown} rows={total} />
      )}
    </>
  )
}
