import { useMemo } from 'preact/hooks'
import type { MonthSpan } from '../../../../core/rules/insurance-months.ts'
import { prepareSearch, searchHistory } from '../../../../core/snapshot/search-history.ts'
import type { InsuranceSection } from '../../../../history-view/insurance-sections.ts'
import { SearchField, worthSearching } from '../../../../history-view/search-field.tsx'
import { useApp } from '../../../app-state.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { Choice } from '../choice.tsx'
import { useGradual } from '../use-gradual.ts'
import { useSearch } from '../use-search.ts'
import type { Viewing } from './participation-rows.ts'
import { gapsOf, groupParticipation, type RowGroup, stateOf, takeRows } from './participation-rows.ts'
import { ParticipationTable } from './participation-table.tsx'
import { ParticipationTimeline } from './participation-timeline.tsx'

type ListProps = {
  section: InsuranceSection
  spans: readonly MonthSpan[]
  viewing: Viewing
  onView: (viewing: Viewing) => void
}

/** The times of one insurance, as the person wants to see them. */
export function ParticipationList({ section: { kind, periods }, spans, viewing, onView }: ListProps) {
  const { language } = useApp()
  const hasEmployers = periods.some(({ employer }) => employer !== undefined)
  const by = hasEmployers ? viewing.by : 'year'
  const [index, search] = useSearch(
    () =>
      prepareSearch(
        { participation: periods, benefits: [], visits: [] },
        { period: (period) => tHistory(`months.${stateOf(period)}`) },
      ),
    [periods, language],
  )
  const all = useMemo(() => groupParticipation(periods, gapsOf(spans, kind), by), [periods, spans, by])
  // A gap between what was found would be none.
  const found = useMemo(
    () => index && groupParticipation(searchHistory(index, search.query).participation, [], by),
    [index, search.query, by],
  )
  return (
    <>
      {periods.length > 1 && (
        <div class="controls">
          {hasEmployers && (
            <Choice
              name={`by-${kind}`}
              legend={tHistory('participation.groupBy')}
              options={[
                ['employer', tHistory('participation.byEmployer')],
                ['year', tHistory('participation.byYear')],
              ]}
              value={by}
              onChoose={(chosen) => onView({ ...viewing, by: chosen })}
            />
          )}
          <Choice
            name={`as-${kind}`}
            legend={tHistory('participation.view')}
            options={[
              ['timeline', tHistory('participation.asTimeline')],
              ['table', tHistory('participation.asTable')],
            ]}
            value={viewing.as}
            onChoose={(chosen) => onView({ ...viewing, as: chosen })}
          />
        </div>
      )}
      {periods.length > worthSearching && (
        <SearchField
          t={tHistory}
          label={tHistory('search.participation')}
          found={countRows(found ?? all)}
          search={search}
        />
      )}
      <div class={found && 'set-aside'}>
        <Rows groups={all} as={viewing.as} />
      </div>
      {found && <Rows groups={found} as={viewing.as} />}
    </>
  )
}

function Rows({ groups, as }: { groups: readonly RowGroup[]; as: Viewing['as'] }) {
  const total = countRows(groups)
  const shown = takeRows(groups, useGradual(total, groups))
  return as === 'timeline' ? (
    <ParticipationTimeline groups={shown} />
  ) : (
    <ParticipationTable groups={shown} rows={total} />
  )
}

function countRows(groups: readonly RowGroup[]): number {
  return groups.reduce((count, { rows }) => count + rows.length, 0)
}
