import { useEffect, useState } from 'preact/hooks'
import type { Nearness } from '../../../core/directory/directory.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { WardPicker } from '../../addresses/ward-picker.tsx'
import { tLookup } from '../../texts/lookup-texts.ts'

type NearToProps = {
  onChoose: (near: Nearness) => void
  /** There is a position, and nothing of which the directory knows where it is. */
  isEmpty: boolean
}

/** Where to look around: where the phone is, asked on a tap and never sent, or a ward chosen by hand. */
export function NearTo({ onChoose, isEmpty }: NearToProps) {
  const { isBusy, error, run } = useAction()
  const [ward, setWard] = useState({ province: '', ward: '' })
  const [isOpen, setIsOpen] = useState(false)
  // It opens by itself where the other way leads nowhere, and stays open while somebody is choosing.
  useEffect(() => {
    if (error || isEmpty) setIsOpen(true)
  }, [error, isEmpty])
  const ask = () =>
    run(async (signal) => {
      const position = await readPosition()
      if (!signal.aborted) onChoose({ position })
    })
  return (
    <section class="near">
      <button type="button" class="plain" onClick={ask} aria-describedby="near-hint">
        {tLookup('lookup.near')}
      </button>
      <p class="small" id="near-hint">
        {tLookup('lookup.near.hint')}
      </p>
      <p role="status">
        {isBusy && tLookup('lookup.near.asking')}
        {error && tLookup('lookup.near.refused')}
        {!isBusy && !error && isEmpty && tLookup('lookup.near.far')}
      </p>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{tLookup('lookup.near.ward')}</summary>
        <WardPicker
          {...ward}
          onChoose={(chosen) => {
            setWard(chosen)
            if (chosen.province !== '')
              onChoose({
                provinceCode: chosen.province,
                ...(chosen.ward !== '' && { wardCode: chosen.ward }),
              })
          }}
        />
      </details>
    </section>
  )
}

/** Where the phone is, as its browser says; rejects where that says nothing within 15 s. */
function readPosition(): Promise<NonNullable<Nearness['position']>> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new TypeError('no geolocation'))
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      reject,
      { maximumAge: 300_000, timeout: 15_000 },
    )
  })
}
