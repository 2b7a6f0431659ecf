import type { Action } from '../../../ui/actions/use-action.ts'
import { NewPasswordForm } from '../../forms/new-password-form.tsx'
import { tAccount } from '../../texts/account-texts.ts'

type NewPasswordStepProps = { login: string; action: Action; onSubmit: (password: string) => void }

/** The password from the message was good for once: the person chooses their own. */
export function NewPasswordStep({ login, action, onSubmit }: NewPasswordStepProps) {
  return (
    <>
      <h1>{tAccount('newPassword.title')}</h1>
      <p>{tAccount('newPassword.lead')}</p>
      <NewPasswordForm
        login={login}
        action={action}
        submit={tAccount('newPassword.submit')}
        onSubmit={onSubmit}
      />
    </>
  )
}
