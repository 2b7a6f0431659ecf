import { useEffect, useState } from 'preact/hooks'
import { accountEndpoints, type SignInMethodsView } from '../../../core/api/account-contract.ts'
import { request } from '../../../core/api/request.ts'
import type { Action } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { passkeys } from '../../requests/network-chunks.ts'
import { tAccount } from '../../texts/account-texts.ts'

type OtherMethodsProps = {
  action: Action
  onPasskey: () => void
  /** The person has tried by passkey, and nothing came of it. */
  isUnrecognised: boolean
  onVneid: () => void
}

/**
 * Ways in beside the password, once it is known that they are offered here and that this device can do them.
 */
export function OtherMethods({ action, onPasskey, onVneid, isUnrecognised }: OtherMethodsProps) {
  const { online } = useApp()
  const [methods, setMethods] = useState<SignInMethodsView>()
  const [canPasskey, setCanPasskey] = useState(false)
  useEffect(() => {
    if (!online || methods) return
    request(issuer, accountEndpoints.readSignInMethods).then(setMethods, () => {})
    void passkeys
      .load()
      .then(({ canUsePasskeys }) => canUsePasskeys())
      .then(setCanPasskey, () => {})
  }, [online])
  const hasPasskey = methods?.passkey && canPasskey
  if (!methods?.vneid && !hasPasskey) return null
  return (
    <div class="other-methods">
      <p class="small or">{tAccount('enter.or')}</p>
      {methods.vneid && (
        <button type="button" class="plain wide" aria-disabled={action.isBusy} onClick={onVneid}>
          {tAccount('enter.vneid')}
        </button>
      )}
      {hasPasskey && (
        <button type="button" class="plain wide" aria-disabled={action.isBusy} onClick={onPasskey}>
          {tAccount('enter.passkey')}
        </button>
      )}
      {isUnrecognised && <p role="status">{tAccount('enter.passkeyNone')}</p>}
    </div>
  )
}
