import type { ComponentChildren } from 'preact'
import { Modal } from '../../ui/components/modal.tsx'
import { useApp } from '../app-state.ts'
import { FaultText } from '../requests/fault-text.tsx'
import type { Task } from '../requests/use-action.ts'
import { say } from '../texts/app-texts.ts'

type ConfirmDialogProps = {
  title: string
  confirm: string
  task: Task
  onConfirm: () => void
  onClose: () => void
  children: ComponentChildren
}

/** Asks before something is taken away, and says what follows from it. */
export function ConfirmDialog({ title, confirm, task, onConfirm, onClose, children }: ConfirmDialogProps) {
  const { online } = useApp()
  return (
    <Modal class="sheet" labelledBy="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      {children}
      {!online && <p class="notice">{say('error.offline')}</p>}
      <FaultText fault={task.fault} />
      <div class="actions">
        <button type="button" class="plain" onClick={onClose}>
          {say('action.cancel')}
        </button>
        <button type="button" class="primary" aria-disabled={task.isBusy} onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </Modal>
  )
}
