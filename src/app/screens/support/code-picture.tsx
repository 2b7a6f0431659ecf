import { useState } from 'preact/hooks'
import { useAction } from '../../../ui/actions/use-action.ts'
import { FileButton } from '../../../ui/forms/file-button.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { tSupport } from '../../texts/support-texts.ts'
import '../scan/scan.css'
import { openWalletReader } from '../scan/open-reader.ts'
import { readPicture } from '../scan/picture-source.ts'
import { readScanned } from '../scan/scan-grammar.ts'

type CodePictureProps = {
  /** What the code says, to be looked at; nothing of it is opened. */
  onText: (text: string) => void
}

/** A photograph or picture of a code, read on the phone: its text goes where a message is pasted. */
export function CodePicture({ onText }: CodePictureProps) {
  const [outcome, setOutcome] = useState<'noCode' | 'notPicture' | 'fromPicture'>()
  const { isBusy, error, run } = useAction()
  const read = (file: Blob) =>
    run(async () => {
      setOutcome(undefined)
      const text = await readCode(file)
      if (typeof text !== 'string') return setOutcome(text.error)
      onText(text)
      setOutcome('fromPicture')
    })
  return (
    <div>
      <FileButton text={tSupport('check.picture')} look="plain" accept="image/*" onFile={read} />
      <p class="small" role="status">
        {isBusy ? tSupport('check.reading') : outcome && tSupport(`check.${outcome}`)}
      </p>
      {error && <ErrorText code={error.code} />}
    </div>
  )
}

async function readCode(file: Blob): Promise<string | { error: 'noCode' | 'notPicture' }> {
  const picture = await readPicture(file)
  if (!picture.ok) return { error: 'notPicture' }
  const reader = openWalletReader()
  try {
    for (const frame of picture.value) {
      const reading = await reader.readStill(frame)
      if (reading) return readScanned(reading.text, reading.bytes).text
    }
    return { error: 'noCode' }
  } finally {
    reader.close()
  }
}
