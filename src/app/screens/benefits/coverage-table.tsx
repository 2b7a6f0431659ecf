import type { BenefitLevel } from '../../../core/card/benefit-level.ts'
import { benefitPercent } from '../../../core/card/benefit-level.ts'
import type { CardFace } from '../../../core/card/card.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import {
  type CarePlace,
  type CoverageRow,
  coverageKnown,
  coverageSteps,
  findCoverage,
  isWhollyPaid,
  readShare,
} from '../../../core/rules/coverage.ts'
import { LawText } from '../../../history-view/law-text.tsx'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { cite } from './law-source.tsx'

type TableProps = {
  face: CardFace
  level: BenefitLevel | undefined
  date: PartialDate
  /** Takes what the date field holds, empty when it was cleared. */
  onChoose: (date: string) => void
}

/** Which percentage where, on a chosen day, with the article behind each row. */
export function CoverageTable({ face, level, date, onChoose }: TableProps) {
  const { language } = useApp()
  const write = (day: PartialDate) => writeDate(day, language)
  const rows = findCoverage(date, { livingArea: face.livingArea })
  return (
    <section aria-labelledby="where">
      <h2 id="where">{tBenefits('cover.where')}</h2>
      <label class="pick">
        <span>{tBenefits('cover.date')}</span>
        <input
          type="date"
          value={date}
          min="2025-01-01"
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      </label>
      {!rows && <p role="status">{tBenefits('cover.tooEarly', { date: write(coverageKnown.from) })}</p>}
      {rows && (
        <>
          <p>
            {level
              ? tBenefits('cover.whereLevel', { percent: benefitPercent(level) })
              : tBenefits('cover.whereNoLevel')}
          </p>
          <table class="coverage">
            <caption>{tBenefits('cover.caption', { date: write(date) })}</caption>
            <thead>
              <tr>
                <th scope="col">{tBenefits('cover.place')}</th>
                <th scope="col">{tBenefits('cover.outpatient')}</th>
                <th scope="col">{tBenefits('cover.inpatient')}</th>
              </tr>
            </thead>
            <Group title={tBenefits('cover.rightWay')} rows={rows.filter(isRightWay)} level={level} />
            <Group
              title={tBenefits('cover.ownWay')}
              rows={rows.filter((row) => !isRightWay(row))}
              level={level}
            />
          </table>
          <details>
            <summary>{tBenefits('cover.rowSources')}</summary>
            <dl class="says small">
              {rows.map(({ place, sources }) => (
                <div key={place}>
                  <dt>{tBenefits(`cover.at.${place}`)}</dt>
                  <dd lang="vi">
                    <LawText text={sources.map(cite).join('; ')} />
                  </dd>
                </div>
              ))}
            </dl>
          </details>
          <p class="small">{tBenefits('cover.rank')}</p>
          {date > coverageKnown.checked && (
            <p class="small">{tBenefits('cover.afterChecked', { date: write(coverageKnown.checked) })}</p>
          )}
        </>
      )}
      <p class="small">
        {tBenefits('cover.steps')} {[coverageKnown.from, ...coverageSteps].map(write).join(' · ')}
      </p>
    </section>
  )
}

const rightWay: readonly CarePlace[] = ['emergency', 'registered', 'moved']

function isRightWay({ place }: CoverageRow): boolean {
  return rightWay.includes(place)
}

function Group({
  title,
  rows,
  level,
}: {
  title: string
  rows: readonly CoverageRow[]
  level: BenefitLevel | undefined
}) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} class="group">
          {title}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.place}>
          <th scope="row">{tBenefits(`cover.at.${row.place}`)}</th>
          <Share row={row} care="outpatient" level={level} />
          <Share row={row} care="inpatient" level={level} />
        </tr>
      ))}
    </tbody>
  )
}

/**
 * A cell: what is paid, and what part of the level that is. On narrow screens it carries its column's name.
 */
function Share({
  row,
  care,
  level,
}: {
  row: CoverageRow
  care: 'outpatient' | 'inpatient'
  level: BenefitLevel | undefined
}) {
  const { language } = useApp()
  const share = row[care]
  const wholly = isWhollyPaid(row)
  const percent = level ? readShare(row, care, level) : wholly ? 100 : undefined
  const note = wholly ? tBenefits('cover.anyLevel') : tBenefits('cover.ofLevel', { share })
  return (
    <td>
      <span class="column" aria-hidden="true">
        {tBenefits(`cover.${care}`)}
      </span>
      {share === 0 ? (
        <span class="paid none">{tBenefits('cover.nothing')}</span>
      ) : (
        <>
          {percent !== undefined && <span class="paid">{`${percent.toLocaleString(language)}%`}</span>}
          {(wholly || share < 100 || !level) && <span class="small">{note}</span>}
        </>
      )}
    </td>
  )
}
