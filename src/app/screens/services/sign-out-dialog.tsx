import { useState } from 'preact/hooks'
import { endSession } from '../../../wallet/sign-in.ts'
import { signOut } from '../../../wallet/sign-out.ts'
import { useApp } from '../../app-context.ts'
import { say } from '../../app-texts.ts'
import { Modal } from '../../components/modal.tsx'
import { issuer } from '../../issuer.ts'

/** Asks before the wallet is wiped, and says what goes and what stays. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { db, face } = useApp()
  const [failed, setFailed] = useState(false)
  const selfDeclared = face.cards.some((card) => card.origin === 'self-declared')
  const wipe = async () => {
    setFailed(false)
    try {
      if (!db) throw new TypeError('no database')
      await endSession(issuer)
      await signOut(db, caches)
      // A fresh page, so that nothing of the person stays in memory.
      location.replace('/')
    } catch {
      setFailed(true)
    }
  }
  return (
    <Modal class="sheet" labelledBy="sign-out-title" onClose={onClose}>
      <h2 id="sign-out-title">{say('signOut.title')}</h2>
      <p>{say('signOut.deletes')}</p>
      {selfDeclared && <p>{say('signOut.deletesSelfDeclared')}</p>}
      <p>{say('signOut.keeps')}</p>
      {failed && (
        <p class="error" role="alert">
          {say('signOut.failed')}
        </p>
      )}
      <div class="actions">
        <button type="button" class="plain" onClick={onClose}>
          {say('action.cancel')}
        </button>
        <button type="button" class="primary" onClick={() => void wipe()}>
          {say('signOut.confirm')}
        </button>
      </div>
    </Modal>
  )
}
