import { useEffect, useState } from 'preact/hooks'
import { readGivingChoice, saveGivingChoice } from '../../../wallet/content/giving-choice.ts'
import { useApp } from '../../app-state.ts'
import { dropWaitingQuestions, type GivingOutcome, giveQuestion } from '../../questions/give-question.ts'
import { tAnswers } from '../../texts/answers-texts.ts'

/** Whether questions without an answer are given, and how that is changed; `undefined` before it is known. */
export type Giving = { readonly isOn: boolean | undefined; readonly choose: (isOn: boolean) => void }

export function useGiving(): Giving {
  const { db } = useApp()
  const [isOn, setOn] = useState<boolean>()
  useEffect(() => {
    if (!db) return
    let isGone = false
    void readGivingChoice(db).then(
      (isChosen) => isGone || setOn(isChosen),
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [db])
  const choose = (next: boolean) => {
    if (!db) return
    if (!next) dropWaitingQuestions()
    // What could not be kept does not count.
    void saveGivingChoice(db, next).then(
      () => setOn(next),
      () => setOn(false),
    )
  }
  return { isOn, choose }
}

/** The switch, with what it does in plain words. */
export function GivingSwitch({ giving: { isOn, choose } }: { giving: Giving }) {
  if (isOn === undefined) return null
  return (
    <div class="giving">
      <label class="check">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby="giving-how"
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
        {tAnswers('answers.give')}
      </label>
      <p class="small" id="giving-how">
        {tAnswers('answers.giveHow')}
      </p>
    </div>
  )
}

/** Gives a question that got no answer, and says so; nothing where it was refused. */
export function GivenQuestion({ asked }: { asked: string }) {
  const { language } = useApp()
  const [became, setBecame] = useState<GivingOutcome>()
  useEffect(() => {
    let isGone = false
    void giveQuestion(asked, language).then((next) => isGone || setBecame(next))
    return () => {
      isGone = true
    }
  }, [asked])
  return (
    <p class="small" role="status">
      {became === 'given' && tAnswers('answers.given')}
      {became === 'waiting' && tAnswers('answers.giveWaiting')}
    </p>
  )
}
