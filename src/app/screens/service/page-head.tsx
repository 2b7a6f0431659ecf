import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../../../card-view/icon.tsx'
import { tService } from '../../texts/service-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import type { Say } from './use-services.ts'

type PageHeadProps = {
  title: string
  /** Of the service that the page is about. */
  say?: Say
  onBack: () => void
  /** Which question of how many this is, from 1. */
  progress?: { readonly at: number; readonly total: number } | undefined
  children: ComponentChildren
}

/** A page of a service: the way back, how far it is, the heading that reading begins at. */
export function PageHead({ title, say, onBack, progress, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div class="page service">
      <div class="step-head">
        <button type="button" class="up" onClick={onBack}>
          <Icon name="back" />
          {tUi('action.back')}
        </button>
        {progress && (
          <p class="step-name">{tService('question.of', { at: progress.at, total: progress.total })}</p>
        )}
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {say?.isPartlyVietnamese && <p class="small">{tService('page.vietnamese')}</p>}
      {children}
    </div>
  )
}
