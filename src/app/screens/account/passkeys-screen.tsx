import { useEffect, useState } from 'preact/hooks'
import { type PasskeyView, passkeyEndpoints } from '../../../core/api/passkey-contract.ts'
import { request } from '../../../core/api/request.ts'
import { writeDay } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { useApp } from '../../app-state.ts'
import { ReauthenticationField } from '../../forms/reauthentication-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { passkeys } from '../../requests/network-chunks.ts'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { AccountPage } from './account-page.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { useAnswer } from './use-answer.ts'

/** The devices that sign in by fingerprint or face: add this one, give them names, remove them. */
export function PasskeysScreen() {
  const { answered, reload } = useAnswer(() => request(issuer, passkeyEndpoints.readPasskeys))
  const [canAdd, setCanAdd] = useState<boolean>()
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [said, setSaid] = useState('')
  const action = useSessionAction()
  useEffect(() => {
    passkeys
      .load()
      .then(({ canUsePasskeys }) => canUsePasskeys())
      .then(setCanAdd, () => setCanAdd(false))
  }, [])

  const add = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (password === '') return focusFirstError(event.currentTarget)
    action.run(async () => {
      setSaid('')
      const { makePasskey } = await passkeys.load()
      const credential = await makePasskey(issuer, password)
      if (credential === undefined) return setSaid(tAccount('passkeys.dismissed'))
      if (credential === 'already_added') return setSaid(tAccount('passkeys.already'))
      await request(issuer, passkeyEndpoints.addPasskey, { body: { credential } })
      setPassword('')
      setChecked(false)
      setSaid(tAccount('passkeys.added'))
      await reload()
    })
  }
  const change = async (said: string) => {
    setSaid(said)
    await reload()
  }
  return (
    <AccountPage title={tAccount('passkeys.title')} answered={answered} reload={reload}>
      {({ passkeys }) => (
        <>
          <p>{tAccount('passkeys.lead')}</p>
          {passkeys.length === 0 ? (
            <p class="small">{tAccount('passkeys.none')}</p>
          ) : (
            <ul class="account-rows">
              {passkeys.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} onChange={change} />
              ))}
            </ul>
          )}
          <p role="status">{said}</p>
          {canAdd === false && <p class="notice">{tAccount('passkeys.unsupported')}</p>}
          {canAdd && (
            <form noValidate class="stack" onSubmit={add}>
              <ReauthenticationField
                name="passkey-password"
                value={password}
                onChange={setPassword}
                isUrgent={isChecked}
              />
              <ActionErrorText error={action.error} />
              <button type="submit" class="primary" aria-disabled={action.isBusy}>
                {tAccount('passkeys.add')}
              </button>
            </form>
          )}
        </>
      )}
    </AccountPage>
  )
}

function PasskeyRow({
  passkey,
  onChange,
}: {
  passkey: PasskeyView
  onChange: (said: string) => Promise<void>
}) {
  const { language } = useApp()
  const [name, setName] = useState(passkey.name)
  const [isRemoving, setRemoving] = useState(false)
  const action = useSessionAction()
  const { id } = passkey
  const rename = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    action.run(async () => {
      await request(issuer, passkeyEndpoints.renamePasskey, { params: { id }, body: { name } })
      await onChange(tAccount('account.saved'))
    })
  }
  const remove = (password: string) =>
    action.run(async () => {
      await request(issuer, passkeyEndpoints.removePasskey, { params: { id }, body: { password } })
      setRemoving(false)
      await onChange(tAccount('passkeys.removed', { name: passkey.name }))
    })
  return (
    <li>
      <p class="row-name">{passkey.name}</p>
      <p class="small">{tAccount('passkeys.created', { date: writeDay(passkey.createdAt, language) })}</p>
      <details>
        <summary aria-label={tAccount('passkeys.edit', { name: passkey.name })}>
          {tAccount('passkeys.editShort')}
        </summary>
        <form noValidate class="stack" onSubmit={rename}>
          <TextField
            name={`name-${id}`}
            label={tAccount('passkeys.rename')}
            value={name}
            onChange={(typed) => setName(typed.slice(0, 60))}
          />
          <ActionErrorText error={isRemoving ? undefined : action.error} />
          <div class="pair-of-buttons">
            <button type="submit" class="plain" aria-disabled={action.isBusy}>
              {tAccount('passkeys.saveName')}
            </button>
            <button type="button" class="plain" onClick={() => setRemoving(true)}>
              {tAccount('passkeys.remove')}
            </button>
          </div>
        </form>
      </details>
      {isRemoving && (
        <RemovalDialog
          title={tAccount('passkeys.removeTitle', { name: passkey.name })}
          confirm={tAccount('passkeys.remove')}
          action={action}
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        >
          <p>{tAccount('passkeys.removeHow')}</p>
        </RemovalDialog>
      )}
    </li>
  )
}
