import type { TargetedSubmitEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { AppError, errorCodeOf } from '../../../core/app-error.ts'
import { signIn } from '../../../wallet/sign-in.ts'
import { useApp } from '../../app-context.ts'
import { say } from '../../app-texts.ts'
import { ErrorText } from '../../components/error-text.tsx'
import { InstallOffer } from '../../components/install-offer.tsx'
import { issuer } from '../../issuer.ts'
import { navigate } from '../../router.ts'

type Step =
  | { name: 'typing'; fault?: ErrorCode; defects: { login?: boolean; password?: boolean } }
  | { name: 'signing-in' }
  | { name: 'fetching' }
  | { name: 'no-cards'; fault: ErrorCode }

/** Sign-in by number and password; what was typed stays, whatever happens. */
export function SignInForm() {
  const { db, face, online, refresh } = useApp()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [step, setStep] = useState<Step>({ name: 'typing', defects: {} })
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const busy = step.name === 'signing-in' || step.name === 'fetching'
  const defects = step.name === 'typing' ? step.defects : {}

  const fetchCards = async () => {
    setStep({ name: 'fetching' })
    const outcome = await refresh({ force: true })
    if (outcome.kind === 'fresh' || outcome.kind === 'unchanged') return navigate('/')
    setStep({ name: 'no-cards', fault: outcome.kind === 'failed' ? outcome.code : 'session_expired' })
  }
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const compact = login.replace(/[\s.-]/g, '')
    const found = { login: !/^(\d{10}|\d{12})$/.test(compact), password: password === '' }
    if (found.login || found.password) {
      setStep({ name: 'typing', defects: found })
      return (found.login ? loginField : passwordField).current?.focus()
    }
    if (!db) return setStep({ name: 'typing', fault: 'storage_unavailable', defects: {} })
    setStep({ name: 'signing-in' })
    try {
      const { next } = await signIn(db, issuer, { login: compact, password })
      if (next !== 'done') throw new AppError('unexpected')
      await fetchCards()
    } catch (cause) {
      setStep({ name: 'typing', fault: errorCodeOf(cause), defects: {} })
    }
  }
  const tryAgain = () => {
    fetchCards().catch(() => setStep({ name: 'no-cards', fault: 'unexpected' }))
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h1>{say('signIn.title')}</h1>
      {face.cards.length === 0 && <p>{say('signIn.lead')}</p>}
      <div class="field">
        <label for="login">{say('signIn.login')}</label>
        <input
          id="login"
          ref={loginField}
          name="login"
          inputMode="numeric"
          autoComplete="username"
          value={login}
          onInput={(event) => setLogin(event.currentTarget.value)}
          aria-describedby={defects.login ? 'login-defect login-hint' : 'login-hint'}
          aria-invalid={defects.login ? 'true' : undefined}
        />
        {defects.login && (
          <p id="login-defect" class="defect">
            {say('signIn.loginDefect')}
          </p>
        )}
        <p id="login-hint" class="small">
          {say('signIn.loginHint')}
        </p>
      </div>
      <div class="field">
        <label for="password">{say('signIn.password')}</label>
        <input
          id="password"
          ref={passwordField}
          name="password"
          {...(shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
          autoComplete="current-password"
          autoCapitalize="none"
          spellcheck={false}
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
          aria-describedby={defects.password ? 'password-defect' : undefined}
          aria-invalid={defects.password ? 'true' : undefined}
        />
        {defects.password && (
          <p id="password-defect" class="defect">
            {say('signIn.passwordDefect')}
          </p>
        )}
        <label class="check">
          <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
          {say('signIn.showPassword')}
        </label>
      </div>
      {!online && (
        <p class="notice" role="status">
          {say('signIn.offline')}
        </p>
      )}
      {step.name === 'typing' && step.fault && <ErrorText code={step.fault} />}
      {step.name === 'no-cards' && (
        <>
          <p>{say('signIn.noCards')}</p>
          <ErrorText code={step.fault} />
          <button type="button" class="plain" onClick={tryAgain}>
            {say('signIn.again')}
          </button>
        </>
      )}
      <p role="status" class="small">
        {step.name === 'fetching' && say('signIn.fetching')}
      </p>
      {busy && <progress aria-label={say(step.name === 'fetching' ? 'signIn.fetching' : 'signIn.working')} />}
      <button type="submit" class="primary" aria-disabled={busy}>
        {say(busy ? 'signIn.working' : 'signIn.submit')}
      </button>
      <details>
        <summary>{say('signIn.forgot')}</summary>
        <p>{say('signIn.forgotHow')}</p>
        <p>
          <a href="tel:19009068">{say('services.hotline')}</a>
        </p>
      </details>
      <InstallOffer />
    </form>
  )
}
