import { useState } from 'preact/hooks'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { NewPasswordForm } from '../../forms/new-password-form.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { AccountPage } from './account-page.tsx'
import { useHolder } from './use-holder.ts'

/** Another password, for whoever knows the present one. */
export function PasswordScreen() {
  const { online } = useApp()
  const holder = useHolder()
  const [current, setCurrent] = useState('')
  const [isChanged, setChanged] = useState(false)
  const action = useSessionAction()
  const change = (password: string) =>
    action.run(async () => {
      await request(issuer, recoveryEndpoints.changePassword, { body: { current, password } })
      setCurrent('')
      setChanged(true)
    })
  const { bhxhCode, personalId = '', fullName = '', dateOfBirth = '' } = holder ?? {}
  return (
    <AccountPage
      title={tAccount('password.title')}
      answered={{ state: 'ready', value: undefined }}
      reload={async () => {}}
    >
      {() =>
        isChanged ? (
          <>
            <p class="right" role="status">
              {tAccount('password.changed')}
            </p>
            <a class="primary" href="/tien-ich">
              {tUi('action.back')}
            </a>
          </>
        ) : (
          <>
            <NewPasswordForm
              login={bhxhCode ?? ''}
              facts={{ numbers: [personalId], fullName, dateOfBirth }}
              action={action}
              submit={tAccount('password.save')}
              isComplete={current !== ''}
              onSubmit={change}
            >
              {(isUrgent) => (
                <PasswordField
                  name="password"
                  label={tAccount('password.current')}
                  value={current}
                  onChange={setCurrent}
                  autoComplete="current-password"
                  validationError={current === '' ? tUi('signIn.passwordError') : undefined}
                  isUrgent={isUrgent}
                />
              )}
            </NewPasswordForm>
            {online && (
              <p>
                <a class="alone" href="/quen-mat-khau">
                  {tAccount('password.forgot')}
                </a>
              </p>
            )}
          </>
        )
      }
    </AccountPage>
  )
}
