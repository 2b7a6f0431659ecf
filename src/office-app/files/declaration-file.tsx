import { useEffect, useRef } from 'preact/hooks'
import type { DeclarationView } from '../../core/api/back-office-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { identityKinds } from '../../core/api/registration-contract.ts'
import { request } from '../../core/api/request.ts'
import { formatWrittenDate, parsePartialDate } from '../../core/dates/partial-date.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { LoadState } from '../load-state.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { ApprovalForm } from './approval-form.tsx'
import { DeclarationPictures } from './declaration-pictures.tsx'
import { RefusalForm } from './refusal-form.tsx'

type FileProps = { id: string; onDecided: (message: string) => void }

/** A declaration with what the registry says beside it, its pictures, and the decision. */
export function DeclarationFile({ id, onDecided }: FileProps) {
  const { loaded, reload } = useLoaded(id, () =>
    request(issuer, endpoints.readDeclaration, { params: { id } }),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [loaded.state])
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const file = loaded.value
  const { fileNumber, filedAt } = file
  return (
    <article>
      <h2 ref={heading} tabIndex={-1}>
        {tOffice('file.number', { number: fileNumber })}
      </h2>
      <p class="small">{tOffice('list.filed', { time: formatOfficeTime(filedAt) })}</p>
      <Warnings file={file} />
      <Comparison file={file} />
      <DeclarationPictures file={file} />
      {file.state === 'waiting' ? (
        <>
          {file.person === 'without-account' && (
            <ApprovalForm
              id={id}
              kind={file.identity.kind}
              onApproved={() => onDecided(tOffice('approve.done', { number: fileNumber }))}
            />
          )}
          <RefusalForm id={id} onRefused={() => onDecided(tOffice('refuse.done', { number: fileNumber }))} />
        </>
      ) : (
        <Decision file={file} />
      )}
    </article>
  )
}

/** What stands against an approval, and how many fields differ. */
function Warnings({ file }: { file: DeclarationView }) {
  const differences = file.fields.filter(({ verdict }) => verdict === 'different').length
  return (
    <ul class="office-warnings">
      {file.person === 'unknown' && <li class="validation-error">{tOffice('file.unknown')}</li>}
      {file.person === 'with-account' && <li class="validation-error">{tOffice('file.withAccount')}</li>}
      {file.phoneInUse && <li class="validation-error">{tOffice('file.phoneInUse')}</li>}
      {differences > 0 ? (
        <li class="mark">{tOffice('file.differences', { count: differences })}</li>
      ) : (
        <li class="right">{tOffice('file.noDifference')}</li>
      )}
    </ul>
  )
}

function Comparison({ file }: { file: DeclarationView }) {
  return (
    <table class="comparison" aria-label={tOffice('file.comparison')}>
      <thead>
        <tr>
          <th scope="col">{tOffice('file.field')}</th>
          <th scope="col">{tOffice('file.declared')}</th>
          <th scope="col">{tOffice('file.registry')}</th>
          <th scope="col">{tOffice('file.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {file.fields.map(({ field, declared, registry, verdict }) => (
          <tr key={field} class={verdict}>
            <th scope="row">{tOffice(`field.${field}`)}</th>
            <td data-label={tOffice('file.declared')}>{describeValue(declared)}</td>
            <td data-label={tOffice('file.registry')}>{describeValue(registry)}</td>
            <td class="verdict">
              {tOffice(verdict === 'missing' && declared === null ? 'file.undeclared' : `file.${verdict}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value as officers read it: dates as dd/MM/yyyy, the closed words in Vietnamese. */
function describeValue(value: string | null): string {
  if (value === null) return tOffice('file.nothing')
  if (value === 'male' || value === 'female') return tOffice(`sex.${value}`)
  const kind = identityKinds.find((each) => each === value)
  if (kind) return tOffice(`identity.${kind}`)
  const date = /^\d{4}(-\d\d){0,2}$/.test(value) ? parsePartialDate(value) : undefined
  return date?.ok ? formatWrittenDate(date.value) : value
}

function Decision({ file: { decision, state } }: { file: DeclarationView }) {
  if (!decision || state === 'waiting') return null
  const { decidedAt, officer, reason, note } = decision
  return (
    <section class="notice">
      <p>{tOffice(`decision.${state}`, { time: formatOfficeTime(decidedAt) })}</p>
      {officer && <p>{tOffice('decision.by', { officer })}</p>}
      {reason && <p>{tOffice(`refuse.${reason}`)}</p>}
      {note && <p>{note}</p>}
    </section>
  )
}
