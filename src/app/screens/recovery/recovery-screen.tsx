import { useState } from 'preact/hooks'
import { accountEndpoints, type SignInStep } from '../../../core/api/account-contract.ts'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request, requestReply } from '../../../core/api/request.ts'
import { AppError } from '../../../core/app-error.ts'
import { cleanTyped } from '../../../core/qr/safe-text.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { isWholeCode } from '../../../ui/forms/one-time-code-field.tsx'
import { readSentCode, type SentCode } from '../../../wallet/issuer/sent-code.ts'
import { takeSignInStep } from '../../../wallet/session/sign-in.ts'
import { useApp } from '../../app-state.ts'
import { useFocusOnStage } from '../../browser/use-focus-on-stage.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { CodeField } from '../../forms/code-field.tsx'
import { NewPasswordForm } from '../../forms/new-password-form.tsx'
import { useSolution } from '../../requests/use-challenge.ts'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { compactNumber } from '../sign-in/login-number.ts'
import { SignInFlow } from '../sign-in/sign-in-flow.tsx'
import { type AskedForCode, AskForCode } from './ask-for-code.tsx'

/**
 * A new password for whoever has forgotten theirs: a code by email or text message, then a password of their
 * own choice.
 */
export function RecoveryScreen() {
  const { db } = useApp()
  const [asked, setAsked] = useState<AskedForCode>({ login: '', way: 'email', email: '' })
  const [sent, setSent] = useState<{ code?: SentCode }>()
  const [code, setCode] = useState('')
  const [step, setStep] = useState<SignInStep>()
  const action = useSessionAction()
  const solution = useSolution(asked.way === 'email' && !step)
  useFocusOnStage(sent ? 'password' : 'code')
  const login = compactNumber(asked.login)

  const sendEmail = () =>
    action.run(async () => {
      const body = { login, email: cleanTyped(asked.email), solution: await solution.take() }
      setSent({
        code: readSentCode(await requestReply(issuer, recoveryEndpoints.sendRecoveryCode, { body })),
      })
      setCode('')
    })
  const setPassword = (password: string) =>
    action.run(async () => {
      await request(issuer, recoveryEndpoints.recover, { body: { login, code, password } })
      if (!db) throw new AppError('storage_unavailable')
      setStep(await takeSignInStep(db, issuer, accountEndpoints.signIn, { login, password }))
    })
  const change = () => {
    action.clear()
    setSent(undefined)
  }

  if (step) {
    return (
      <EntryPage>
        <SignInFlow first={step} />
      </EntryPage>
    )
  }
  if (!sent) {
    return (
      <EntryPage up="/dang-nhap">
        <AskForCode
          asked={asked}
          onChange={setAsked}
          action={action}
          isSolved={solution.isReady}
          onEmail={sendEmail}
          onSms={() => setSent({})}
        />
      </EntryPage>
    )
  }
  return (
    <EntryPage up="/dang-nhap">
      <h1>{tAccount('recovery.title')}</h1>
      <p role="status">{tAccount(sent.code ? 'recovery.emailSent' : 'recovery.smsSent')}</p>
      <p class="small">{tAccount('recovery.endsOthers')}</p>
      <NewPasswordForm
        login={login}
        action={action}
        submit={tAccount('recovery.submit')}
        isComplete={isWholeCode(code)}
        onSubmit={setPassword}
      >
        {(isUrgent) => (
          <CodeField
            {...(sent.code && { sent: sent.code, onResend: sendEmail })}
            value={code}
            onChange={setCode}
            isUrgent={isUrgent}
          />
        )}
      </NewPasswordForm>
      <button type="button" class="plain wide" onClick={change}>
        {tAccount('recovery.change')}
      </button>
    </EntryPage>
  )
}
