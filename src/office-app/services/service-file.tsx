import { useEffect, useRef } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import { request, writePath } from '../../core/api/request.ts'
import type { ServiceFileView } from '../../core/api/service-desk-contract.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { PictureGallery } from '../files/picture-gallery.tsx'
import { LoadState } from '../load-state.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { describeDeadline } from './describe-deadline.ts'
import { ServiceDecision } from './service-decision.tsx'

const writeDay = (date: string) => formatWrittenDate(date as PartialDate)

/** One request, written out by its definition: what an approval changes, the decision, then every line. */
export function ServiceFile({ id, onDecided }: { id: string; onDecided: (message: string) => void }) {
  const { loaded, reload } = useLoaded(id, () =>
    request(issuer, endpoints.readServiceFile, { params: { id } }),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [loaded.state])
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const file = loaded.value
  const isOpen = file.state === 'waiting' || file.state === 'in-review'
  return (
    <article>
      <h2 ref={heading} tabIndex={-1}>
        {file.title}
      </h2>
      <p class="small">
        {file.number} · {tOffice('list.filed', { time: formatOfficeTime(file.filedAt) })} ·{' '}
        {isOpen ? describeDeadline(file) : tOffice(`serviceState.${file.state}`)}
      </p>
      <Person file={file} />
      {file.changes.length > 0 && <Changes file={file} />}
      {isOpen ? (
        <ServiceDecision file={file} onDecided={onDecided} onClaimed={reload} />
      ) : (
        <Outcome file={file} />
      )}
      <Lines file={file} />
      <p class="small">
        {tOffice('service.procedure', { code: file.procedure })} {file.law.join('; ')}
      </p>
      <p>
        <a
          class="plain"
          href={writePath(endpoints.readServiceSheet, { params: { id } })}
          download={`${file.number}.pdf`}
        >
          {tOffice('service.sheet')}
        </a>
      </p>
    </article>
  )
}

function Person({ file: { fullName, person, subject } }: { file: ServiceFileView }) {
  return (
    <div class="office-person">
      <p>
        <strong translate={false}>{fullName}</strong>
      </p>
      <p>{tOffice('request.born', { date: writeDay(person.dateOfBirth), code: person.bhxhCode })}</p>
      {person.phone && <p>{tOffice('request.phone', { phone: person.phone })}</p>}
      {subject && (
        <p>{tOffice('service.subject', { name: subject.fullName, date: writeDay(subject.dateOfBirth) })}</p>
      )}
    </div>
  )
}

function Changes({ file: { changes } }: { file: ServiceFileView }) {
  return (
    <table class="comparison">
      <caption>{tOffice('service.changes')}</caption>
      <thead>
        <tr>
          <th scope="col">{tOffice('service.what')}</th>
          <th scope="col">{tOffice('service.before')}</th>
          <th scope="col">{tOffice('service.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before || tOffice('file.nothing')}</td>
            <td class={before === after ? undefined : 'different'}>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ file }: { file: ServiceFileView }) {
  const pictures = file.lines.flatMap(({ label, pictures: hashes = [] }) =>
    hashes.map((sha256, at) => ({
      title: `${label} ${at + 1}`,
      path: writePath(endpoints.readServicePicture, { params: { id: file.id, sha256 } }),
    })),
  )
  return (
    <>
      <dl class="office-content">
        {file.lines.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="office-lines">{text ?? tOffice('file.nothing')}</dd>
          </div>
        ))}
      </dl>
      {pictures.length > 0 && <PictureGallery pictures={pictures} />}
    </>
  )
}

/** What became of a file that is not the office's turn. */
function Outcome({
  file: { state, pages, returned = [], reason, note, decision },
}: {
  file: ServiceFileView
}) {
  const titles = pages.filter(({ id }) => returned.includes(id)).map(({ title }) => title)
  return (
    <section class="notice">
      <p>{tOffice(`serviceState.${state}`)}</p>
      {titles.length > 0 && <p>{tOffice('service.returnedPages', { pages: titles.join(', ') })}</p>}
      {reason && <p>{tOffice(`serviceReason.${reason}`)}</p>}
      {note && <p class="office-lines">{note}</p>}
      {decision?.officer && <p>{tOffice('decision.by', { officer: decision.officer })}</p>}
    </section>
  )
}
