import { useEffect, useState } from 'preact/hooks'
import type { PasskeyAnswer } from '../../../core/api/passkey-contract.ts'
import { request } from '../../../core/api/request.ts'
import { serviceProofEndpoints } from '../../../core/api/service-proof-contract.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { CheckedForm, type CheckedFormProps } from '../../forms/checked-form.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { passkeys } from '../../requests/network-chunks.ts'
import { tService } from '../../texts/service-texts.ts'

type ProofFormProps = Required<Pick<CheckedFormProps, 'summaryTitle' | 'validationErrors' | 'children'>> & {
  action: string
  /** Of the request that the proof is for. */
  requestKey: string
  /** The request may be sent with this proof. @throws AppError */
  onProven: (proof: string) => Promise<void>
}

type Given = { readonly password: string } | { readonly passkey: PasskeyAnswer }

/**
 * A form that asks once more who sends it, by password or passkey, once nothing in it is wrong: with a
 * network only.
 */
export function ProofForm({ requestKey, onProven, validationErrors, children, ...form }: ProofFormProps) {
  const { isBusy, error, run } = useAction()
  const [password, setPassword] = useState('')
  const missing = password === '' ? tService('fault.missing') : undefined
  const prove = (given: Given) =>
    run(async () => {
      const body = { key: requestKey, ...given }
      const { proof } = await request(issuer, serviceProofEndpoints.proveServiceRequest, { body })
      await onProven(proof)
    })
  return (
    <>
      <CheckedForm
        {...form}
        validationErrors={[
          ...validationErrors,
          ...(missing ? [{ field: 'password', label: tService('review.password'), text: missing }] : []),
        ]}
        isBusy={isBusy}
        onSubmit={() => prove({ password })}
      >
        {(isChecked) => (
          <>
            {children(isChecked)}
            <p>{tService('review.passwordWhy')}</p>
            <PasswordField
              name="password"
              label={tService('review.password')}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              isUrgent={isChecked}
              validationError={missing}
            />
            {error && <ErrorText code={error.code} />}
          </>
        )}
      </CheckedForm>
      {validationErrors.length === 0 && (
        <PasskeyProof isBusy={isBusy} onProve={(passkey) => prove({ passkey })} />
      )}
    </>
  )
}

type PasskeyProofProps = { isBusy: boolean; onProve: (passkey: PasskeyAnswer) => void }

/** A passkey in the place of the password, where this phone has one of the account. */
function PasskeyProof({ isBusy, onProve }: PasskeyProofProps) {
  const { isBusy: isAsking, error, run } = useAction()
  const [hasPasskey, setHasPasskey] = useState(false)
  const [isUnrecognised, setUnrecognised] = useState(false)
  useEffect(() => {
    // Where that cannot be known, the password is asked for.
    passkeys
      .load()
      .then(({ hasPasskeys }) => hasPasskeys(issuer))
      .then(setHasPasskey, () => {})
  }, [])
  if (!hasPasskey) return null
  const prove = async () => {
    setUnrecognised(false)
    const passkey = await (await passkeys.load()).provePasskey(issuer)
    if (passkey) onProve(passkey)
    else setUnrecognised(true)
  }
  return (
    <>
      <button type="button" class="plain wide" aria-disabled={isBusy || isAsking} onClick={() => run(prove)}>
        {tService('review.passkey')}
      </button>
      {isUnrecognised && <p role="status">{tService('review.passkeyNone')}</p>}
      {error && <ErrorText code={error.code} />}
    </>
  )
}
