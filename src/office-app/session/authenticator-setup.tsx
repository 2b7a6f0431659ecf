import { useState } from 'preact/hooks'
import { renderQr } from '../../card-view/qr-matrix.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { OneTimeCodeField } from '../../ui/forms/one-time-code-field.tsx'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** Blank modules around a QR symbol, without which many readers find nothing. */
const QUIET = 4

/** The authenticator is set up before anything else: its secret to scan or to type, then its first code. */
export function AuthenticatorSetupForm({ onDone }: { onDone: () => void }) {
  const { loaded, reload } = useLoaded('authenticator', () => request(issuer, endpoints.beginAuthenticator))
  const [code, setCode] = useState('')
  const { isBusy, error, complete } = useOfficeAction()
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await complete(() => request(issuer, endpoints.confirmAuthenticator, { body: { code } }))) onDone()
    else setCode('')
  }
  const { path, size } = renderQr(loaded.value.uri)
  const side = size + 2 * QUIET
  return (
    <form class="stack office-narrow" noValidate onSubmit={(event) => void submit(event)}>
      <h1>{tOffice('authenticator.title')}</h1>
      <p>{tOffice('authenticator.lead')}</p>
      <p>{tOffice('authenticator.scan')}</p>
      <svg
        class="authenticator-qr"
        role="img"
        aria-label={tOffice('authenticator.qr')}
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      >
        <path d={path} />
      </svg>
      <p>
        {tOffice('authenticator.type')}{' '}
        <code class="authenticator-key">{loaded.value.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <OneTimeCodeField name="code" label={tOffice('authenticator.code')} value={code} onChange={setCode} />
      <p class="small">{tOffice('authenticator.lost')}</p>
      {error && <OfficeErrorText code={error.code} />}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice('authenticator.submit')}
      </button>
    </form>
  )
}
