import { useEffect, useReducer, useState } from 'preact/hooks'
import { accountEndpoints, type SignInStep } from '../../../core/api/account-contract.ts'
import { passkeyEndpoints } from '../../../core/api/passkey-contract.ts'
import type { BodyOf } from '../../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../../core/app-error.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { type SignInEndpoint, takeSignInStep } from '../../../wallet/session/sign-in.ts'
import { useApp } from '../../app-state.ts'
import { navigate } from '../../browser/router.ts'
import { useFocusOnStage } from '../../browser/use-focus-on-stage.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { passkeys } from '../../requests/network-chunks.ts'
import { tellLanguage } from '../../requests/tell-language.ts'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tApp } from '../../texts/app-texts.ts'
import { DeviceTransferStep } from './device-transfer-step.tsx'
import { goToVneid } from './go-to-vneid.ts'
import { NewPasswordStep } from './new-password-step.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { advance, beginning } from './sign-in-steps.ts'

/** A sign-in from its beginning, or from the step that VNeID has led to, until the cards are here. */
export function SignInFlow({ first }: { first?: SignInStep }) {
  const { db, refresh, language } = useApp()
  const [state, send] = useReducer(
    advance,
    first ? advance(beginning, { type: 'answered', step: first }) : beginning,
  )
  const [typed, setTyped] = useState({ login: '', password: '' })
  const [isUnrecognised, setUnrecognised] = useState(false)
  const action = useSessionAction()
  useFocusOnStage(state.at)

  useEffect(() => {
    if (state.at === 'arrived') navigate('/')
    if (state.at !== 'fetching') return
    void tellLanguage(language)
    refresh({ force: true }).then(
      (outcome) => send({ type: 'fetched', outcome }),
      (cause) => send({ type: 'fetched', outcome: { kind: 'failed', at: 0, code: errorCodeOf(cause) } }),
    )
  }, [state.at])

  const takeStep = async <E extends SignInEndpoint>(endpoint: E, body: BodyOf<E>) => {
    if (!db) throw new AppError('storage_unavailable')
    try {
      send({ type: 'answered', step: await takeSignInStep(db, issuer, endpoint, body) })
    } catch (cause) {
      send({ type: 'refused', code: errorCodeOf(cause) })
      throw cause
    }
  }
  const take = <E extends SignInEndpoint>(endpoint: E, body: BodyOf<E>) =>
    action.run(() => takeStep(endpoint, body))
  const enterByPasskey = () =>
    action.run(async () => {
      setUnrecognised(false)
      const { askForPasskey } = await passkeys.load()
      const credential = await askForPasskey(issuer)
      setUnrecognised(credential === undefined)
      if (credential) await takeStep(passkeyEndpoints.signInWithPasskey, { credential })
    })
  const cancel = () => {
    action.clear()
    send({ type: 'left' })
  }

  switch (state.at) {
    case 'start':
      return (
        <SignInForm
          typed={typed}
          // Password managers fill both fields at once: each change on top of the other.
          onType={(change) => setTyped((before) => ({ ...before, ...change }))}
          action={action}
          onSubmit={(credentials) => take(accountEndpoints.signIn, credentials)}
          onPasskey={enterByPasskey}
          isUnrecognised={isUnrecognised}
          onVneid={() => action.run(() => goToVneid(issuer))}
        />
      )
    case 'new-password':
      return (
        <NewPasswordStep
          login={typed.login}
          action={action}
          onSubmit={(password) => take(accountEndpoints.setNewPassword, { ticket: state.ticket, password })}
        />
      )
    case 'take-over':
      return (
        <DeviceTransferStep
          offer={state.offer}
          action={action}
          onSubmit={(code) =>
            take(accountEndpoints.transferDevice, {
              ticket: state.offer.ticket,
              ...(code !== undefined && { code }),
            })
          }
          onVneid={() => action.run(() => goToVneid(issuer, state.offer.ticket))}
          onCancel={cancel}
          onTicketLost={() => send({ type: 'refused', code: 'ticket_expired' })}
        />
      )
    case 'fetching':
    case 'arrived':
      return (
        <div class="stack">
          <h1>{tApp('signIn.title')}</h1>
          <p role="status">{tApp('signIn.fetching')}</p>
          <progress aria-label={tApp('signIn.fetching')} />
        </div>
      )
    case 'no-cards':
      return (
        <div class="stack">
          <h1>{tApp('signIn.title')}</h1>
          <p>{tApp('signIn.noCards')}</p>
          <ErrorText code={state.code} />
          {state.code === 'cookies_unavailable' ? (
            <button type="button" class="primary" onClick={cancel}>
              {tApp('signIn.title')}
            </button>
          ) : (
            <button type="button" class="primary" onClick={() => send({ type: 'fetch-again' })}>
              {tApp('signIn.again')}
            </button>
          )}
        </div>
      )
  }
}
