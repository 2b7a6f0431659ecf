import { PasswordField } from '../../forms/password-field.tsx'
import { sayAccount } from '../../texts/account-texts.ts'
import { say } from '../../texts/app-texts.ts'

type ConfirmProps = {
  /** Tells this field apart from others on the page. */
  name: string
  value: string
  onChange: (value: string) => void
  isUrgent: boolean
}

/** The password once more, for what being signed in is not enough for. */
export function ConfirmPassword({ value, ...field }: ConfirmProps) {
  return (
    <PasswordField
      {...field}
      value={value}
      label={sayAccount('account.confirmPassword')}
      autoComplete="current-password"
      defect={value === '' ? say('signIn.passwordDefect') : undefined}
    />
  )
}
