import { useEffect, useState } from 'preact/hooks'
import { readClock } from '../../../ui/browser/clock.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import type { History } from '../../../wallet/history/load-history.ts'
import { findPersonOf } from '../../../wallet/history/person-of-card.ts'
import { useApp } from '../../app-state.ts'
import { downloadFile } from '../../browser/download-file.ts'
import { CardChoice, NoCards, useCardChoice } from '../../components/card-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { useHistories } from '../history/use-histories.ts'
import { writeCsv } from './csv.ts'
import { exportJson } from './export-data.ts'
import { type ExtractPart, ExtractSheet } from './extract-sheet.tsx'
import { bareWriting, makeTable, type TablePart, tableParts } from './extract-tables.ts'
import { readTotals, type SignedTotals } from './read-totals.ts'
import '../benefits/benefits.css'

const allParts: readonly ExtractPart[] = ['totals', 'card', ...tableParts]

/** Visits and benefits are nobody's business unless one wants them on the paper. */
const usualParts: readonly ExtractPart[] = ['totals', 'card', 'participation']

/** The printable extract of one person of the wallet, and their data as files. */
export function ExtractScreen() {
  const choice = useCardChoice()
  const loaded = useHistories()
  const [parts, setParts] = useState(usualParts)
  const { card } = choice
  const people = loaded.state === 'ready' ? loaded.people : []
  const history = card && findPersonOf(card.cardId, people)?.history
  const signed = useSignedTotals(history)
  // While the history is read nothing is left out that may come.
  const offered =
    history || loaded.state === 'loading' ? allParts : allParts.filter((part) => part === 'card')
  const toggle = (part: ExtractPart) =>
    setParts(parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part])
  if (!card) {
    return (
      <SubPage title={tBenefits('extract.title')} up="/tien-ich">
        <NoCards />
      </SubPage>
    )
  }
  const isReady = loaded.state !== 'loading' && signed !== 'reading'
  return (
    <SubPage title={tBenefits('extract.title')} up="/tien-ich">
      <div class="report-form on-screen">
        <p>{tBenefits('extract.lead')}</p>
        <CardChoice {...choice} />
        <fieldset class="mistakes">
          <legend>{tBenefits('extract.parts')}</legend>
          {offered.map((part) => (
            <label key={part} class="check">
              <input type="checkbox" checked={parts.includes(part)} onChange={() => toggle(part)} />
              {tBenefits(`extract.${part}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" class="primary" aria-disabled={!isReady} onClick={() => isReady && print()}>
          {tBenefits('extract.print')}
        </button>
        <TakeAlong card={card} history={history} />
        <h2>{tBenefits('extract.preview')}</h2>
      </div>
      {signed !== 'reading' && <ExtractSheet card={card} history={history} signed={signed} parts={parts} />}
    </SubPage>
  )
}

/** The totals that verify, `reading` until that is known. */
function useSignedTotals(history: History | undefined): SignedTotals | undefined | 'reading' {
  const { db } = useApp()
  const [read, setRead] = useState<{ of: History; signed: SignedTotals | undefined }>()
  useEffect(() => {
    if (!db || !history) return undefined
    let left = false
    const done = (signed: SignedTotals | undefined) => !left && setRead({ of: history, signed })
    readTotals(db, history, readClock()).then(done, () => done(undefined))
    return () => {
      left = true
    }
  }, [db, history])
  if (!history || !db) return undefined
  return read?.of === history ? read.signed : 'reading'
}

const fileNames: Readonly<Record<TablePart, string>> = {
  participation: 'qua-trinh-tham-gia.csv',
  benefits: 'thong-tin-huong.csv',
  visits: 'so-kham-chua-benh.csv',
}

/** The data as files; their names say nothing of whose they are. */
function TakeAlong({ card, history }: { card: WalletCard; history: History | undefined }) {
  const saveJson = () =>
    downloadFile('du-lieu-bhyt.json', exportJson(card.face, history, readClock()), 'application/json')
  const saveCsv = (part: TablePart) => {
    if (!history) return
    const { columns, rows } = makeTable(part, history, bareWriting)
    downloadFile(fileNames[part], writeCsv(columns, rows), 'text/csv;charset=utf-8')
  }
  return (
    <details>
      <summary>{tBenefits('extract.take')}</summary>
      <div class="report-form">
        <p class="small">{tBenefits('extract.takeHow')}</p>
        <div class="files">
          <button type="button" class="plain" onClick={saveJson}>
            {tBenefits('extract.json')}
          </button>
          {history &&
            tableParts.map((part) => (
              <button key={part} type="button" class="plain" onClick={() => saveCsv(part)}>
                {tBenefits('extract.csv', { part: tBenefits(`extract.${part}`) })}
              </button>
            ))}
        </div>
      </div>
    </details>
  )
}
