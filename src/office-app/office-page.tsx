import { useEffect, useRef, useState } from 'preact/hooks'
import { endpoints } from '../core/api/contract.ts'
import type { ErrorCode } from '../core/api/error-codes.ts'
import type { OfficerSessionView } from '../core/api/officer-contract.ts'
import { request } from '../core/api/request.ts'
import { errorCodeOf } from '../core/app-error.ts'
import { issuer } from '../ui/browser/issuer.ts'
import { useOnline } from '../ui/browser/network.ts'
import { Modal } from '../ui/components/modal.tsx'
import { DeskContext } from './desk-context.ts'
import { OfficeErrorText } from './office-error-text.tsx'
import './office.css'
import { OfficeDesk } from './office-desk.tsx'
import { tOffice } from './office-texts.ts'
import { AuthenticatorSetupForm } from './session/authenticator-setup.tsx'
import { OfficerPassword } from './session/officer-password.tsx'
import { OfficerSignInForm } from './session/officer-sign-in.tsx'
import { ProofDialog } from './session/proof-dialog.tsx'
import { useSessionEnd } from './session/session-end.ts'
import { useSessionTabs } from './session/session-tabs.ts'

type Stage =
  | { name: 'opening' }
  | { name: 'signed-out' }
  | { name: 'failed'; code: ErrorCode }
  | { name: 'signed-in'; session: OfficerSessionView; isExpired: boolean }

/**
 * The officers' page: sign-in, then the desk. When a session ends, the desk leaves the screen; for the same
 * officer it comes back as it was, and nothing typed is lost.
 */
export function OfficePage() {
  const online = useOnline()
  const [stage, setStage] = useState<Stage>({ name: 'opening' })
  // Of another officer who signs in here nothing is kept: neither what the one before saw nor what they
  // typed.
  const desk = useRef<{ officerId: string; kept: Map<string, unknown> } | undefined>(undefined)
  const signedIn = (session: OfficerSessionView) => {
    const { id: officerId } = session.officer
    setAnswerProof(undefined)
    if (desk.current?.officerId !== officerId) desk.current = { officerId, kept: new Map() }
    setStage({ name: 'signed-in', session, isExpired: false })
  }
  // Whose session it is now is asked, and until that is known nothing is shown: the desk of whoever had it
  // before would go on in the name of the next.
  const tellTabs = useSessionTabs(() => setStage({ name: 'opening' }))
  const entered = (session: OfficerSessionView) => {
    signedIn(session)
    tellTabs()
  }

  useEffect(() => {
    if (stage.name !== 'opening') return
    let isOutdated = false
    request(issuer, endpoints.readOfficerSession).then(
      (session) => isOutdated || signedIn(session),
      (cause) => {
        const code = errorCodeOf(cause)
        if (isOutdated) return
        setStage(code === 'officer_session_expired' ? { name: 'signed-out' } : { name: 'failed', code })
      },
    )
    return () => {
      isOutdated = true
    }
  }, [stage])

  const [answerProof, setAnswerProof] = useState<(isProven: boolean) => void>()
  const prove = () => new Promise<boolean>((resolve) => setAnswerProof(() => resolve))
  const expire = () =>
    setStage((before) => (before.name === 'signed-in' ? { ...before, isExpired: true } : before))
  const onError = (code: ErrorCode) => {
    if (code === 'officer_session_expired') expire()
  }
  useSessionEnd(stage.name === 'signed-in' && !stage.isExpired ? stage.session : undefined, expire)
  const signOut = () => {
    request(issuer, endpoints.officerSignOut).then(
      () => {
        desk.current = undefined
        setStage({ name: 'signed-out' })
        tellTabs()
      },
      () => {
        // Of a lost answer nobody knows whether the session has ended.
        setStage({ name: 'opening' })
        tellTabs()
      },
    )
  }

  return (
    <div class="office">
      <header class="office-top">
        <p class="app-name">{tOffice('office.app')}</p>
        {stage.name === 'signed-in' && !stage.isExpired && (
          <Whoami session={stage.session} onSignOut={signOut} />
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {!online && (
          <p class="notice" role="status">
            {tOffice('office.offline')}
          </p>
        )}
        {stage.name === 'opening' && <p class="loading-state">{tOffice('office.loading')}</p>}
        {stage.name === 'failed' && (
          <div class="office-narrow">
            <h1>{tOffice('office.title')}</h1>
            <OfficeErrorText code={stage.code} />
            <button type="button" class="primary" onClick={() => setStage({ name: 'opening' })}>
              {tOffice('office.again')}
            </button>
          </div>
        )}
        {stage.name === 'signed-out' && (
          <div class="office-narrow">
            <h1>{tOffice('office.title')}</h1>
            <p>{tOffice('signIn.lead')}</p>
            <OfficerSignInForm onSignedIn={entered} />
          </div>
        )}
        {stage.name === 'signed-in' && stage.isExpired && (
          <Modal class="sheet" labelledBy="expired-title" onClose={() => setStage({ name: 'signed-out' })}>
            <h2 id="expired-title">{tOffice('signIn.expired')}</h2>
            <OfficerSignInForm onSignedIn={entered} />
          </Modal>
        )}
        {stage.name === 'signed-in' && !stage.isExpired && desk.current && (
          <DeskContext.Provider
            key={desk.current.officerId}
            value={{ session: stage.session, onError, prove, kept: desk.current.kept }}
          >
            {stage.session.authenticatorMissing ? (
              <AuthenticatorSetupForm onDone={() => setStage({ name: 'opening' })} />
            ) : stage.session.passwordTemporary ? (
              <OfficerPassword onChanged={() => setStage({ name: 'opening' })} />
            ) : (
              <OfficeDesk {...stage.session.officer} />
            )}
            {answerProof && (
              <ProofDialog
                onError={onError}
                onDone={(isProven) => {
                  answerProof(isProven)
                  setAnswerProof(undefined)
                }}
              />
            )}
          </DeskContext.Provider>
        )}
      </main>
    </div>
  )
}

function Whoami({ session, onSignOut }: { session: OfficerSessionView; onSignOut: () => void }) {
  const { name, office } = session.officer
  return (
    <div class="whoami">
      <p>
        <strong>{name}</strong> · {office.name}
      </p>
      <button type="button" class="plain" onClick={onSignOut}>
        {tOffice('office.signOut')}
      </button>
    </div>
  )
}
