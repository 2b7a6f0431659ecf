import type { ComponentChildren } from 'preact'
import { Icon } from '../../card-view/icon.tsx'
import type { AppRoute } from '../../core/api/app-routes.ts'
import { tUi } from '../texts/ui-texts.ts'
import '../../ui/styles/screens.css'

/** A screen's heading and column; `up` is where its way back leads. */
export function SubPage(props: { title: string; up?: AppRoute; children: ComponentChildren }) {
  return (
    <div class="page">
      {props.up && (
        <a class="up" href={props.up}>
          <Icon name="back" />
          {tUi('action.back')}
        </a>
      )}
      <h1>{props.title}</h1>
      {props.children}
    </div>
  )
}
