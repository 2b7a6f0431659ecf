import type { ComponentChildren } from 'preact'
import { QrSymbol } from '../../../card-view/code-panel.tsx'
import { benefitPercent } from '../../../core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import { insuranceKinds } from '../../../core/snapshot/insurance-kinds.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeDate, writeDay, writeNumber } from '../../../i18n/written-forms.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { useKeyboardScroll } from '../../../ui/browser/use-keyboard-scroll.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { History } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { tHistory } from '../../texts/history-texts.ts'
import type { Cell } from './csv.ts'
import { makeTable, tableParts, type Writing } from './extract-tables.ts'
import type { SignedTotals } from './read-totals.ts'
import './extract.css'

export type ExtractPart = 'card' | 'totals' | (typeof tableParts)[number]

type SheetProps = {
  card: WalletCard
  history: History | undefined
  /** Absent: none that can be checked is on this device. */
  signed: SignedTotals | undefined
  parts: readonly ExtractPart[]
}

/** The extract as it is printed: what is covered by the signed code and what is not is said at every row. */
export function ExtractSheet({ card, history, signed, parts }: SheetProps) {
  const region = useKeyboardScroll()
  const { language, t } = useApp()
  const { face, specimen } = card
  const writing: Writing = {
    date: (date) => writeDate(date, language),
    amount: (amount) => writeNumber(amount, language),
  }
  return (
    <article ref={region} class="extract" aria-label={tBenefits('extract.preview')}>
      {specimen && <div class="extract-mark" data-mark={tBenefits('extract.watermark')} />}
      <header>
        <h2>{tBenefits('extract.document')}</h2>
        {specimen && <p class="extract-specimen">{tBenefits('extract.specimen')}</p>}
        <p class="extract-name" {...verbatim}>
          {face.fullName.toLocaleUpperCase('vi')}
        </p>
        <p>
          {t('card.birth')}: {writeDate(face.dateOfBirth, language)}
          {face.bhxhCode && (
            <>
              {` · ${t('card.bhxhCode')}: `}
              <span {...verbatim}>{face.bhxhCode}</span>
            </>
          )}
        </p>
        <p>
          {history && `${tBenefits('extract.asOf', { date: writeDay(history.issuedAt, language) })}. `}
          {tBenefits('extract.printed', { date: writeDay(readClock(), language) })}.
        </p>
        {card.origin === 'self-declared' && <p>{tBenefits('extract.unsigned')}</p>}
      </header>
      {parts.includes('totals') && history && <TotalsPart signed={signed} />}
      {parts.includes('card') && <CardPart card={card} />}
      {tableParts.map(
        (part) =>
          history &&
          parts.includes(part) && (
            <Part key={part} title={tBenefits(`extract.${part}`)}>
              <Table caption={tBenefits(`extract.${part}`)} {...makeTable(part, history, writing)} />
            </Part>
          ),
      )}
      <footer>
        <p>
          {tBenefits('extract.outside', {
            no: tBenefits('extract.no'),
            covered: tBenefits('extract.covered'),
          })}
        </p>
        <p>{tBenefits('extract.notice')}</p>
      </footer>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** Dates, amounts and codes are never cut; amounts stand one under the other. */
function classOf(cell: Cell): string | undefined {
  const text = String(cell)
  if (/^\d[\d.]*$/.test(text)) return 'unbroken figure'
  const isShort = text.length <= 15 || /^[A-Z\d ]+$/.test(text)
  return isShort && /\d/.test(text) ? 'unbroken' : undefined
}

/** A table whose last column says of every row whether the code covers it. */
function Table(props: {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
  covered?: boolean
}) {
  const { caption, columns, rows, covered = false } = props
  if (rows.length === 0) return <p>{tBenefits('extract.nothing')}</p>
  // A column in which no row has anything only takes room.
  const used = columns.map((_, at) => rows.some((row) => row[at] !== undefined))
  const pick = <Value,>(values: readonly Value[]) => values.filter((_, at) => used[at])
  return (
    <table>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {pick(columns).map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">{tBenefits('extract.covered')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Rows have no name of their own and never change places.
          <tr key={index}>
            {pick(row).map((cell, at) =>
              at === 0 ? (
                <th key={at} scope="row" class={classOf(cell)} {...verbatim}>
                  {cell}
                </th>
              ) : (
                <td key={at} class={classOf(cell)} {...verbatim}>
                  {cell}
                </td>
              ),
            )}
            <td>{tBenefits(covered ? 'extract.yes' : 'extract.no')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TotalsPart({ signed }: { signed: SignedTotals | undefined }) {
  const { language } = useApp()
  if (!signed) {
    return (
      <Part title={tBenefits('extract.totals')}>
        <p>{tBenefits('extract.noCode')}</p>
      </Part>
    )
  }
  const { totals, code } = signed
  const { fullName: name, bhxhCode, dateOfBirth, asOf, months } = totals
  return (
    <Part title={tBenefits('extract.totals')}>
      <div class="extract-signed">
        <Table
          covered
          caption={tBenefits('extract.totals')}
          columns={[tBenefits('extract.kind'), tBenefits('extract.months')]}
          rows={insuranceKinds.map((kind) => [tHistory(`participation.${kind}`), months[kind]])}
        />
        <div class="extract-code">
          <QrSymbol code={{ state: 'rendered', ...code }} label={tBenefits('extract.codeName')} />
        </div>
      </div>
      <p {...verbatim}>
        {tBenefits('extract.code', {
          name: `${name} (${writeDate(dateOfBirth, language)}, ${bhxhCode})`,
          date: writeDate(asOf, language),
          end: writeDay(totals.expiresAt, language),
        })}
      </p>
    </Part>
  )
}

function CardPart({ card: { face } }: { card: WalletCard }) {
  const { language, t } = useApp()
  const number = parseBhytNumber(face.bhytNumber)
  const { facilityCode: code, benefitLevel, validFrom, validTo, fiveYearDate } = face
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('card.number'), number.ok ? formatBhytNumber(number.value) : face.bhytNumber],
    [t('card.sex'), face.sex && t(`card.${face.sex}`)],
    [t('card.facility'), face.facilityName],
    [tBenefits('extract.facilityCode'), code && `${code.slice(0, 2)}-${code.slice(2)}`],
    [t('card.validFrom'), validFrom && writeDate(validFrom, language)],
    [t('card.validTo'), validTo && writeDate(validTo, language)],
    [t('card.fiveYears'), fiveYearDate && writeDate(fiveYearDate, language)],
    [t('card.benefit'), benefitLevel && t('card.pays', { percent: benefitPercent(benefitLevel) })],
    [t('card.area'), face.livingArea],
    [t('card.issuePlace'), face.placeOfIssue],
  ]
  return (
    <Part title={tBenefits('extract.card')}>
      <Table
        caption={tBenefits('extract.card')}
        columns={[tBenefits('extract.field'), tBenefits('extract.value')]}
        rows={rows.filter(([, value]) => value !== undefined)}
      />
    </Part>
  )
}
