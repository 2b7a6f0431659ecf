import { useEffect, useState } from 'preact/hooks'
import { useFocusOnStage } from '../../browser/use-focus-on-stage.ts'
import { lazyComponent } from '../../components/lazy-component.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { scanTexts, tScan } from '../../texts/scan-texts.ts'
import { type ScannedCode, Scanner } from './scanner.tsx'

const loadDetails = async () => (await import('../personal-details/details-screen.tsx')).DetailsScreen
const loadCard = async () => (await import('./scanned-card.tsx')).ScannedCard
const DetailsScreen = lazyComponent(loadDetails)
const ScannedCard = lazyComponent(loadCard)
const DeskQuestion = lazyComponent(async () => (await import('./desk-question.tsx')).DeskQuestion)

/** Point the camera at a code, or hand one in another way; then what it was. */
export function ScanScreen() {
  scanTexts.use()
  const [code, setCode] = useState<ScannedCode | { kind: 'desk'; text: string }>()
  useEffect(() => {
    // ready before the first reading, so that the form is there at once
    Promise.all([loadDetails(), loadCard()]).catch(() => {})
  }, [])
  useFocusOnStage(code?.kind ?? 'scanner')
  const again = () => setCode(undefined)
  switch (code?.kind) {
    case 'identity':
      return <DetailsScreen reading={code.reading} onAgain={again} />
    case 'bhyt':
      return <ScannedCard text={code.text} reading={code.reading} onAgain={again} />
    case 'desk':
      return <DeskQuestion text={code.text} onAgain={again} />
    default:
      return (
        <SubPage title={tScan('scan.title')}>
          <Scanner
            onCode={setCode}
            onDesk={(text) => setCode({ kind: 'desk', text })}
            byHand={
              <a class="plain" href="/them-the/nhap-tay">
                {tScan('scan.manual')}
              </a>
            }
          />
        </SubPage>
      )
  }
}
