import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import {
  checkPassword,
  type PasswordWeakness,
  type PersonFacts,
  rateStrength,
} from '../../core/account/password-rules.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tAccount } from '../texts/account-texts.ts'
import { tUi } from '../texts/ui-texts.ts'

type PasswordFieldProps = {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  validationError?: string | undefined
  isUrgent: boolean
  help?: string
  note?: ComponentChildren
}

/** A password, hidden unless the person wants to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setShown] = useState(false)
  return (
    <div>
      <TextField {...props} type={isShown ? 'text' : 'password'} autoCapitalize="none" />
      <label class="check">
        <input type="checkbox" checked={isShown} onChange={() => setShown(!isShown)} />
        {tUi('signIn.showPassword')}
      </label>
    </div>
  )
}

type NewPasswordFieldProps = {
  value: string
  onChange: (value: string) => void
  /** What is known here of the person; the issuer may know more. */
  facts: PersonFacts
  isUrgent: boolean
  /** What the issuer found wrong with the password that was sent last. */
  refused: { password: string; reasons: readonly string[] } | undefined
}

/** A password of the person's own choice, with what it lacks and how good it is while they type. */
export function NewPasswordField({ value, onChange, facts, isUrgent, refused }: NewPasswordFieldProps) {
  const validationErrors = findPasswordErrors(value, facts, refused)
  return (
    <PasswordField
      name="new-password"
      label={tAccount('password.new')}
      value={value}
      onChange={onChange}
      autoComplete="new-password"
      validationError={
        isUrgent && validationErrors[0] ? tAccount(`password.${validationErrors[0]}`) : undefined
      }
      isUrgent={isUrgent}
      help={tAccount('password.help')}
      note={value !== '' && <Meter password={value} facts={facts} validationErrors={validationErrors} />}
    />
  )
}

/** Why a password may not be used, as far as it is known here or was said by the issuer. */
export function findPasswordErrors(
  password: string,
  facts: PersonFacts,
  refused: NewPasswordFieldProps['refused'],
): PasswordWeakness[] {
  const own = checkPassword(password, facts)
  const said = refused?.password === password ? refused.reasons.filter(isError) : []
  return [...new Set([...own, ...said])]
}

const texts = {
  too_short: true,
  too_long: true,
  own_number: true,
  own_name: true,
  own_birth_date: true,
  common: true,
  sequence: true,
} as const satisfies Record<PasswordWeakness, true>

function isError(reason: string): reason is PasswordWeakness {
  return Object.hasOwn(texts, reason)
}

function Meter({
  password,
  facts,
  validationErrors,
}: {
  password: string
  facts: PersonFacts
  validationErrors: PasswordWeakness[]
}) {
  const { score, advice } = rateStrength(password, facts)
  const shown = validationErrors.length > 0 ? 0 : score
  return (
    <div class="strength">
      <meter min={0} max={4} low={2} high={3} optimum={4} value={shown} aria-hidden="true" />
      <p class={shown === 0 ? 'mark' : 'right'}>{tAccount(`password.score${shown}`)}</p>
      {validationErrors.map((validationError) => (
        <p key={validationError} class="small">
          {tAccount(`password.${validationError}`)}
        </p>
      ))}
      {shown > 0 && advice && <p class="small">{tAccount(`password.${advice}`)}</p>}
    </div>
  )
}
