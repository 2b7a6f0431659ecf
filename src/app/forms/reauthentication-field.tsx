import { tAccount } from '../texts/account-texts.ts'
import { tUi } from '../texts/ui-texts.ts'
import { PasswordField } from './password-field.tsx'

type ConfirmProps = {
  /** Tells this field apart from others on the page. */
  name: string
  value: string
  onChange: (value: string) => void
  isUrgent: boolean
}

/** The password once more, for what being signed in is not enough for. */
export function ReauthenticationField({ value, ...field }: ConfirmProps) {
  return (
    <PasswordField
      {...field}
      value={value}
      label={tAccount('account.confirmPassword')}
      autoComplete="current-password"
      validationError={value === '' ? tUi('signIn.passwordError') : undefined}
    />
  )
}
