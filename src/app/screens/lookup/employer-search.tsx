import { useState } from 'preact/hooks'
import {
  type EmployersView,
  employerEndpoints,
  employerQuestion,
} from '../../../core/api/employer-contract.ts'
import { request } from '../../../core/api/request.ts'
import { cleanTyped } from '../../../core/qr/safe-text.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { useSolution } from '../../requests/use-challenge.ts'
import { tLookup } from '../../texts/lookup-texts.ts'

/**
 * Participating employers, of which the insurer alone has the list: the one look-up that is sent, so it says
 * so before and waits for the tap.
 */
export function EmployerSearch({ query }: { query: string }) {
  const { online } = useApp()
  const [answer, setAnswer] = useState<EmployersView & { readonly asked: string }>()
  const { isBusy, error, run } = useAction()
  // Nothing is asked before the tap, not even for a challenge.
  const { take: solve } = useSolution(false)
  const asked = cleanTyped(query)
  const isEnough = (asked.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= employerQuestion.least
  const ask = () =>
    run(async () => {
      const body = { query: asked, solution: await solve() }
      setAnswer({ ...(await request(issuer, employerEndpoints.findEmployers, { body })), asked })
    })
  return (
    <section aria-labelledby="employer-search">
      <h2 id="employer-search">{tLookup('lookup.employer.all')}</h2>
      <p>{tLookup('lookup.employer.asksInsurer')}</p>
      {!online && (
        <p class="notice" role="status">
          {tLookup('lookup.employer.offline')}
        </p>
      )}
      {online && !isEnough && <p class="small">{tLookup('lookup.employer.typeMore')}</p>}
      {online && isEnough && (
        <button type="button" class="primary" aria-disabled={isBusy} onClick={() => !isBusy && void ask()}>
          {tLookup(isBusy ? 'lookup.employer.asking' : 'lookup.employer.ask', { query: asked })}
        </button>
      )}
      {isBusy && <progress aria-label={tLookup('lookup.employer.asking')} />}
      {error && <ErrorText code={error.code} />}
      {answer && !isBusy && !error && (
        <>
          <p role="status" class="small">
            {answer.employers.length === 0
              ? tLookup('lookup.employer.notFound', { query: answer.asked })
              : tLookup(answer.isMore ? 'lookup.employer.first' : 'lookup.employer.found', {
                  query: answer.asked,
                  number: answer.employers.length,
                })}
          </p>
          <dl class="facts">
            {answer.employers.map(({ taxCode, name }) => (
              <div key={taxCode}>
                <dt>{tLookup('lookup.employer.taxCode', { code: writeTaxCode(taxCode) })}</dt>
                <dd {...verbatim}>{name}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}

/** As it is printed: a branch's last three digits apart. */
function writeTaxCode(code: string): string {
  return code.length === 13 ? `${code.slice(0, 10)}-${code.slice(10)}` : code
}
