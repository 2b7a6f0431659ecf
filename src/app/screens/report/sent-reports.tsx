import { useEffect, useState } from 'preact/hooks'
import { type ReportView, reportEndpoints } from '../../../core/api/report-contract.ts'
import { request } from '../../../core/api/request.ts'
import { writeDay } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { useOutbox } from '../../outbox/outbox-list.tsx'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { describeRow } from './row-summary.ts'

/** What was reported and what the office says to it; what waits in the outbox is named first. */
export function SentReports() {
  const { summary, online, language } = useApp()
  const outbox = useOutbox()?.filter(({ kind }) => kind === 'report') ?? []
  const sent = outbox.filter(({ state }) => state === 'sent').length
  const [reports, setReports] = useState<readonly ReportView[]>()
  useEffect(() => {
    if (!online || !summary.signedIn) return undefined
    let left = false
    request(issuer, reportEndpoints.readReports).then(
      (answer) => !left && setReports(answer.reports),
      () => {}, // the next showing asks again; what is on screen stays
    )
    return () => {
      left = true
    }
  }, [online, summary.signedIn, sent])
  const unsent = outbox.filter(({ state }) => state !== 'sent')
  // Sent from here, and not read back yet.
  const unread = reports ? [] : outbox.filter(({ state }) => state === 'sent')
  if (unsent.length + unread.length + (reports?.length ?? 0) === 0) return null
  return (
    <section aria-labelledby="sent-reports">
      <h2 id="sent-reports">{tBenefits('report.list')}</h2>
      {!reports && <p class="small">{tBenefits('report.offline')}</p>}
      <ol class="report-list">
        {unsent.map(({ id, state }) => (
          <li key={id}>
            <p class="said">{tBenefits(state === 'refused' ? 'report.refusedSend' : 'report.waiting')}</p>
          </li>
        ))}
        {unread.map(({ id, queuedAt }) => (
          <li key={id}>
            <p class="said">{tBenefits('report.sent', { date: writeDay(queuedAt, language) })}</p>
          </li>
        ))}
        {reports?.map((report) => (
          <Report key={report.key} report={report} />
        ))}
      </ol>
    </section>
  )
}

function Report({ report: { row, mistake, text, sentAt, answer } }: { report: ReportView }) {
  const { summary, language } = useApp()
  const state = answer ? (answer.accepted ? 'report.accepted' : 'report.refused') : 'report.sent'
  return (
    <li>
      <p class="said">{tBenefits(state, { date: writeDay(answer?.at ?? sentAt, language) })}</p>
      <p class="small">{describeRow(row, language, summary.cards).join(' · ')}</p>
      <p>
        {tBenefits(`report.mistake.${mistake}`)}
        {text && `: ${text}`}
      </p>
      {answer?.text && <p class="report-answer">{tBenefits('report.answer', { text: answer.text })}</p>}
    </li>
  )
}
