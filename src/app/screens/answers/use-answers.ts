import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../../app-state.ts'
import { updateContent } from '../../directory/update-content.ts'
import { type LoadedAnswers, loadAnswers } from './load-answers.ts'

type AnswersState =
  | { readonly name: 'loading' | 'missing' }
  | { readonly name: 'ready'; readonly loaded: LoadedAnswers }

/** The answers of this phone at once, and the newest when they have come. */
export function useAnswers(): { state: AnswersState; retry: () => void } {
  const { db, language } = useApp()
  const [state, setState] = useState<AnswersState>({ name: 'loading' })
  const open = async (isAsked: boolean, isOver: () => boolean) => {
    const show = async () => {
      const loaded = await loadAnswers(language, db).catch(() => undefined)
      if (isOver()) return
      setState((before) =>
        loaded ? { name: 'ready', loaded } : before.name === 'ready' ? before : { name: 'missing' },
      )
    }
    await show()
    if (await updateContent(db, { isAsked })) await show()
  }
  useEffect(() => {
    let isGone = false
    void open(false, () => isGone)
    return () => {
      isGone = true
    }
  }, [db, language])
  return { state, retry: () => void open(true, () => false) }
}
