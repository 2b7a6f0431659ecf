import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Action } from '../../../ui/actions/use-action.ts'
import { Modal } from '../../../ui/components/modal.tsx'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { useApp } from '../../app-state.ts'
import { ReauthenticationField } from '../../forms/reauthentication-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { tUi } from '../../texts/ui-texts.ts'

type RemovalDialogProps = {
  title: string
  confirm: string
  action: Action
  onConfirm: (password: string) => void
  onClose: () => void
  children: ComponentChildren
}

/**
 * Asks before something is taken away from the account, says what follows from it, and asks for the password
 * once more.
 */
export function RemovalDialog({ title, confirm, action, onConfirm, onClose, children }: RemovalDialogProps) {
  const { online } = useApp()
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    return password === '' ? focusFirstError(event.currentTarget) : onConfirm(password)
  }
  return (
    <Modal class="sheet" labelledBy="removal-title" onClose={onClose}>
      <form noValidate class="stack" onSubmit={submit}>
        <h2 id="removal-title">{title}</h2>
        {children}
        <ReauthenticationField
          name="removal-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
        {!online && <p class="notice">{tUi('error.offline')}</p>}
        <ActionErrorText error={action.error} />
        <div class="actions">
          <button type="button" class="plain" onClick={onClose}>
            {tUi('action.cancel')}
          </button>
          <button type="submit" class="primary" aria-disabled={action.isBusy}>
            {confirm}
          </button>
        </div>
      </form>
    </Modal>
  )
}
