import { sayAccount } from '../../account-texts.ts'
import { say } from '../../app-texts.ts'
import { PasswordField } from '../../components/password-field.tsx'

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
