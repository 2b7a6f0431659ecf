import type { ComponentChildren } from 'preact'
import type { Action } from '../../../ui/actions/use-action.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { useApp } from '../../app-state.ts'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { tAccount } from '../../texts/account-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/** What every form that changes a contact is given. */
export type ChangeProps = { onSaved: () => Promise<void>; onCancel: () => void }

type ChangeFormProps = {
  action: Action
  submit: string
  /** Everything that is asked for now is there and of the right form. */
  isComplete: boolean
  onCheck: () => void
  onSubmit: () => void
  onCancel: () => void
  children: ComponentChildren
}

/** A change of a contact, in two halves: what is to be, and the codes that confirm it. */
export function ChangeForm(props: ChangeFormProps) {
  const { action, submit, isComplete, onCheck, onSubmit, onCancel } = props
  const { online } = useApp()
  return (
    <form
      noValidate
      class="stack change"
      onSubmit={(event) => {
        event.preventDefault()
        onCheck()
        return isComplete ? onSubmit() : focusFirstError(event.currentTarget)
      }}
    >
      {props.children}
      {!online && (
        <p class="notice" role="status">
          {tAccount('account.offlineAction')}
        </p>
      )}
      <ActionErrorText error={action.error} />
      {action.isBusy && <progress aria-label={tUi('signIn.working')} />}
      <button type="submit" class="primary" aria-disabled={action.isBusy}>
        {submit}
      </button>
      <button type="button" class="plain wide" onClick={onCancel}>
        {tAccount('account.cancel')}
      </button>
    </form>
  )
}
