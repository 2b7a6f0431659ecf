import type { TargetedEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { describeAge } from '../../i18n/age.ts'
import { useAction } from '../../ui/actions/use-action.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { useKeyboardScroll } from '../../ui/browser/use-keyboard-scroll.ts'
import { saveFile } from '../browser/take-out.ts'
import type { DeskLanguage, DeskTextKey, TranslateDesk } from '../desk-texts.ts'
import { describeDirectory } from '../facilities/describe-directory.ts'
import type { ReceptionReason, ReceptionRecord } from '../shift/reception-record.ts'
import { writeRecordsCsv } from '../shift/reception-record.ts'
import { findMedianTime, type ShiftCounts, sumAnswers, writeShiftCsv } from '../shift/shift-counts.ts'
import type { Desk } from '../use-desk-window.ts'

type PanelProps = { readonly t: TranslateDesk; readonly language: DeskLanguage; readonly desk: Desk }

/** dd/MM/yyyy HH:mm, as hospitals in Vietnam write it. */
export function formatDeskTime(unixSeconds: number): string {
  const time = new Date(unixSeconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [two(time.getDate()), two(time.getMonth() + 1), time.getFullYear()].join('/')
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** The words for a counted answer. */
function nameAnswer(name: string, t: TranslateDesk): string {
  if (name === 'number') return t('shift.number')
  const remark = `remark.${name}`
  return t((isRemark(name) ? remark : `verdict.${name}`) as DeskTextKey)
}

const isRemark = (name: string) => name.includes('-') || name === 'again'

/** What this shift gave, without any person. */
export function ShiftPanel({ t, desk }: PanelProps) {
  const { shift } = desk
  const sums = shift ? sumAnswers(shift) : []
  const median = shift && findMedianTime(shift)
  return (
    <details class="work">
      <summary>{t('shift.title')}</summary>
      {shift && <p>{t('shift.since', { time: formatDeskTime(shift.startedAt) })}</p>}
      {sums.length === 0 || !shift ? (
        <p>{t('shift.empty')}</p>
      ) : (
        <>
          <ShiftTable t={t} shift={shift} sums={sums} />
          {median !== undefined && <p>{t('shift.median', { ms: median })}</p>}
        </>
      )}
      <div class="answer-actions">
        <button
          type="button"
          class="plain"
          disabled={!shift}
          onClick={() => shift && saveFile('ca-lam-viec.csv', 'text/csv', writeShiftCsv(shift))}
        >
          {t('shift.csv')}
        </button>
        <button type="button" class="plain" onClick={desk.resetShift}>
          {t('shift.reset')}
        </button>
      </div>
    </details>
  )
}

type ShiftTableProps = { t: TranslateDesk; shift: ShiftCounts; sums: ReturnType<typeof sumAnswers> }

function ShiftTable({ t, shift, sums }: ShiftTableProps) {
  const hours = Object.keys(shift.hours).sort()
  const region = useKeyboardScroll()
  return (
    <section class="wide" ref={region} aria-label={t('shift.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('shift.answer')}</th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour.slice(-2)}h
              </th>
            ))}
            <th scope="col">{t('shift.total')}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{nameAnswer(name, t)}</th>
              {hours.map((hour) => (
                <td key={hour}>{shift.hours[hour]?.[name] ?? ''}</td>
              ))}
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** For how long the first press of two counts, in milliseconds. */
const PRESS_LIFE = 5_000

/** Receptions that were noted without a network, to be looked up. */
export function RecordsPanel({ t, desk }: PanelProps) {
  const { records } = desk
  /** Evidence goes at the second press of the same button only, soon after; a double click is one press. */
  const [pressed, setPressed] = useState<string>()
  useEffect(() => {
    if (pressed === undefined) return
    const timer = setTimeout(() => setPressed(undefined), PRESS_LIFE)
    return () => clearTimeout(timer)
  }, [pressed])
  const drop = (record: ReceptionRecord, { detail }: MouseEvent) => {
    if (detail > 1) return
    if (pressed === record.id) void desk.deleteRecord(record)
    else setPressed(record.id)
  }
  const toggle = ({ currentTarget }: TargetedEvent<HTMLDetailsElement>) => {
    if (!currentTarget.open) setPressed(undefined)
  }
  return (
    <details class="work" onToggle={toggle}>
      <summary>{`${t('record.title')} (${records.filter(({ finishedAt }) => finishedAt === undefined).length})`}</summary>
      <p class="small">{t('record.lead')}</p>
      {records.length === 0 ? (
        <p>{t('record.none')}</p>
      ) : (
        <ul class="records">
          {records.map((record) => (
            <li key={record.id}>
              <p>
                <strong>{formatDeskTime(record.at)}</strong> {nameAnswer(record.verdict, t)} ·{' '}
                {t(`record.${record.reason}`)}
                {record.hash && <code> {record.hash.slice(0, 12)}</code>}
              </p>
              <p class="small">
                {record.finishedAt === undefined
                  ? t('record.waiting')
                  : t('record.finished', { time: formatDeskTime(record.finishedAt) })}
              </p>
              <div class="answer-actions">
                {record.finishedAt === undefined && (
                  <button type="button" class="plain" onClick={() => void desk.finishRecord(record)}>
                    {t('record.done')}
                  </button>
                )}
                <button type="button" class="plain" onClick={(event) => drop(record, event)}>
                  {t(pressed === record.id ? 'record.deleteSure' : 'record.delete')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        class="plain"
        disabled={records.length === 0}
        onClick={() => saveFile('tiep-nhan.csv', 'text/csv', writeRecordsCsv(records))}
      >
        {t('record.csv')}
      </button>
    </details>
  )
}

/** Why a reception is noted, by what the desk sees. */
export function reasonOf(isOnline: boolean, colour: string | undefined): ReceptionReason {
  if (!isOnline) return 'network-lost'
  return colour === 'green' ? 'gateway-silent' : 'not-green'
}

/** The lists that are held, and how they are renewed. */
export function ListsPanel({ t, language, desk }: PanelProps) {
  const { lists, listsOutcome, directory, directoryOutcome } = desk
  const refresh = useAction()
  const age = (issuedAt: number) => describeAge(readClock() - issuedAt, language) ?? t('answer.justNow')
  return (
    <details class="work">
      <summary>{t('lists.title')}</summary>
      <p class="small">{t('lists.lead')}</p>
      {lists && (
        <ul>
          <li>
            {t('lists.trust', {
              sequence: lists.trustList.sequence,
              issued: formatDeskTime(lists.trustList.issuedAt),
              expires: formatDeskTime(lists.trustList.expiresAt),
            })}
          </li>
          {lists.statusLists.map(({ list, issuedAt }) => (
            <li key={list}>{t('lists.status', { list, age: age(issuedAt) })}</li>
          ))}
        </ul>
      )}
      <p>{describeDirectory(directory, t)}</p>
      <div role="status">
        {listsOutcome && <p>{describeOutcome(listsOutcome, t)}</p>}
        {directoryOutcome && <p>{t(`lists.directory.${directoryOutcome}`)}</p>}
      </div>
      <div class="answer-actions">
        <button
          type="button"
          class="plain"
          disabled={refresh.isBusy}
          onClick={() => refresh.run(desk.refreshLists)}
        >
          {t('lists.refresh')}
        </button>
        <label class="plain file">
          {t('lists.file')}
          <input
            type="file"
            multiple
            onChange={(event) => {
              void desk.takeFiles([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
        </label>
      </div>
    </details>
  )
}

function describeOutcome(outcome: NonNullable<Desk['listsOutcome']>, t: TranslateDesk): string {
  return outcome === 'taken' || outcome === 'unchanged' ? t(`lists.${outcome}`) : t(`lists.error.${outcome}`)
}
