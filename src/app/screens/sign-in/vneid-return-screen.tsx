import { useEffect, useState } from 'preact/hooks'
import { accountEndpoints, type SignInStep } from '../../../core/api/account-contract.ts'
import { AppError } from '../../../core/app-error.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { takeSignInStep } from '../../../wallet/session/sign-in.ts'
import { useApp } from '../../app-state.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { goToVneid } from './go-to-vneid.ts'
import { SignInFlow } from './sign-in-flow.tsx'
import { readVneidReturn } from './vneid-return.ts'

/** What VNeID said, once; the address has been cleared of it already (wake.ts). */
function takeVneidReturn() {
  const search = window.vneidReturn ?? ''
  delete window.vneidReturn
  return readVneidReturn(search)
}

/**
 * Where VNeID leads back to: what it said is posted to the issuer, and the sign-in goes on, or the person
 * reads why not.
 */
export function VneidReturnScreen() {
  const { db } = useApp()
  const [said] = useState(takeVneidReturn)
  const [step, setStep] = useState<SignInStep>()
  const action = useSessionAction()
  useEffect(() => {
    if (!said) return
    action.run(async () => {
      if (!db) throw new AppError('storage_unavailable')
      setStep(await takeSignInStep(db, issuer, accountEndpoints.finishVneid, said))
    })
  }, [])
  if (step) {
    return (
      <EntryPage>
        <SignInFlow first={step} />
      </EntryPage>
    )
  }
  const isOver = !said || action.error !== undefined
  return (
    <EntryPage up={isOver ? '/dang-nhap' : undefined}>
      <div class="stack">
        <h1>{tAccount('vneid.title')}</h1>
        {!said && !action.error && <p>{tAccount('vneid.nothing')}</p>}
        {!isOver && (
          <>
            <p role="status">{tAccount('vneid.working')}</p>
            <progress aria-label={tAccount('vneid.working')} />
          </>
        )}
        <ActionErrorText error={action.error} />
        {isOver && <WaysOn code={action.error?.code} onAgain={() => action.run(() => goToVneid(issuer))} />}
      </div>
    </EntryPage>
  )
}

/** The way on that fits the reason comes first. */
function WaysOn({ code, onAgain }: { code: string | undefined; onAgain: () => void }) {
  if (code === 'vneid_no_account') {
    return (
      <>
        <a class="primary" href="/dang-ky">
          {tAccount('vneid.register')}
        </a>
        <a class="plain wide" href="/dang-nhap">
          {tAccount('vneid.otherWay')}
        </a>
      </>
    )
  }
  const isHopeless = code === 'vneid_level_too_low' || code === 'vneid_not_offered'
  const password = (
    <a class={isHopeless ? 'primary' : 'plain wide'} href="/dang-nhap">
      {tAccount('vneid.otherWay')}
    </a>
  )
  if (isHopeless) return password
  return (
    <>
      <button type="button" class="primary" onClick={onAgain}>
        {tAccount('vneid.again')}
      </button>
      {password}
    </>
  )
}
